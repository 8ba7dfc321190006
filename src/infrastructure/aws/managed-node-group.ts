import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Construct } from 'constructs';
import { ElasticFabric, type ElasticFabricProps } from './elastic-fabric';
import type { NodePlace } from './node-place';
import { resourceName } from './resource-name';

/** Longest name of a node group. @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
const GROUP_NAME_LENGTH = 63;
/** Longest name of a launch template. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html */
const TEMPLATE_NAME_LENGTH = 128;
/** Root disk of Amazon Linux 2023. */
const ROOT_DEVICE = '/dev/xvda';

/** Nodes of one kind. */
export interface ManagedNodeGroupProps extends NodePlace {
  /** Parts of the name, joined by dashes and cut to the limit. */
  readonly name: readonly string[];
  readonly amiType: 'AL2023_x86_64_STANDARD' | 'AL2023_x86_64_NVIDIA';
  readonly instanceTypes: string[];
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Root disk, GiB. */
  readonly diskGib: number;
  /** ARN of the key of the disk. @default - the account's own for disks */
  readonly keyArn?: string;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - every pod may land here */
  readonly taint?: { readonly key: string; readonly value: string };
  /** Adapters that move memory past the kernel. @default - none */
  readonly fabric?: Pick<ElasticFabricProps, 'adapters' | 'memoryGib'>;
  /** Whether the number of nodes between the two is left to whoever scales the group. @default true */
  readonly scaledByOthers?: boolean;
}

/** A managed node group of a cluster: tokens for instance metadata that pods cannot fetch, an encrypted disk, Amazon Linux 2023. */
export class ManagedNodeGroup extends Construct {
  public readonly resource: EksNodeGroup;
  /** Name of the group in its cluster. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ManagedNodeGroupProps) {
    super(scope, id);
    const { cluster, network, minNodes, maxNodes, scaledByOthers = true } = props;
    this.name = resourceName(GROUP_NAME_LENGTH, ...props.name);
    const fabric = props.fabric && new ElasticFabric(this, 'Fabric', { ...props, ...props.fabric, group: this.name });
    const template = this.launchTemplate(this.name, props, fabric);
    this.resource = new EksNodeGroup(this, 'Resource', {
      clusterName: cluster.name,
      nodeGroupName: this.name,
      nodeRoleArn: cluster.nodeRoleArn,
      subnetIds: fabric === undefined ? [...network.privateSubnetIds] : [fabric.subnetId],
      amiType: props.amiType,
      capacityType: 'ON_DEMAND',
      instanceTypes: props.instanceTypes,
      scalingConfig: { minSize: minNodes, maxSize: maxNodes, desiredSize: minNodes },
      updateConfig: { maxUnavailable: 1 },
      launchTemplate: { id: template.id, version: template.getStringAttribute('latest_version') },
      labels: props.labels,
      taint: props.taint && [{ ...props.taint, effect: 'NO_SCHEDULE' }],
      // with nothing to scale between, the number follows the program: EKS refuses a minimum above a number that Terraform leaves alone
      lifecycle: scaledByOthers && minNodes < maxNodes ? { ignoreChanges: ['scaling_config[0].desired_size'] } : undefined,
      dependsOn: [...cluster.ready, ...fabric?.ready ?? []],
    });
  }

  private launchTemplate(group: string, { cluster, diskGib, environment, keyArn }: ManagedNodeGroupProps, fabric?: ElasticFabric): LaunchTemplate {
    // Groups are named within a cluster, templates within an account and region.
    const name = resourceName(TEMPLATE_NAME_LENGTH, environment, group);
    return new LaunchTemplate(this, 'LaunchTemplate', {
      name,
      updateDefaultVersion: true,
      ...fabric?.template ?? { vpcSecurityGroupIds: cluster.securityGroupIds && [...cluster.securityGroupIds] },
      // One hop ends at the node: a pod cannot fetch the node's credentials.
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{
        deviceName: ROOT_DEVICE,
        ebs: { volumeType: 'gp3', volumeSize: diskGib, encrypted: 'true', kmsKeyId: keyArn, deleteOnTermination: 'true' },
      }],
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags: { Name: name } })),
    });
  }
}
