import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { Construct } from 'constructs';
import { AddOns } from './add-ons';
import { grantAdministration } from './administrators';
import type { ClusterContext, ClusterHandle } from './cluster-facts';
import type { Ipv4Block } from './ipv4-block';
import { NodeRole } from './node-role';
import { ServiceRole } from './service-role';
import { SystemNodes } from './system-nodes';
import type { AwsInstanceType } from '../../catalog/aws-instance-types';

const CONTROL_PLANE_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** A cluster, in every detail. */
export interface ManagedClusterProps extends ClusterContext {
  readonly kubernetesVersion: string;
  readonly administrators: readonly string[];
  readonly systemNodes: number;
  readonly systemInstanceType: AwsInstanceType;
  readonly services: Ipv4Block;
  readonly logRetentionDays: number;
}

/** An EKS cluster that answers inside its network only, with its add-ons and system nodes. */
export class ManagedCluster extends Construct {
  public readonly handle: ClusterHandle;

  constructor(scope: Construct, id: string, props: ManagedClusterProps) {
    super(scope, id);
    const { account, environment, network, services, kubernetesVersion } = props;
    const cluster = this.cluster(props);
    const role = new NodeRole(this, 'NodeRole', { account, environment });
    const addOns = new AddOns(this, 'AddOns', { account, environment, clusterName: cluster.name, clusterResource: cluster });
    const base: ClusterHandle = {
      name: cluster.name, kubernetesVersion, nodeRoleArn: role.arn, resource: cluster,
      ownSecurityGroupId: cluster.vpcConfig.clusterSecurityGroupId,
      volumeDriverRole: addOns.volumeDriverRole.resource.name,
      apiServerCidr: services.address(1).toString(),
      ready: [...network.ready, ...role.ready, ...addOns.beforeNodes],
      findings: grantAdministration(this, cluster.name, props),
    };
    const system = new SystemNodes(this, 'SystemNodes', { ...props, cluster: base });
    addOns.installOn(system.resource);
    this.handle = { ...base, ready: [...base.ready, system.resource], findings: [...base.findings, ...system.findings] };
  }

  private cluster({ account, environment, key, network, services, ...props }: ManagedClusterProps): EksCluster {
    const role = new ServiceRole(this, 'Role', { account, name: [environment, 'cluster'], service: 'eks', managedPolicies: ['AmazonEKSClusterPolicy'] });
    const logGroup = this.logGroup({ environment, key, ...props });
    return new EksCluster(this, 'Resource', {
      name: environment,
      version: props.kubernetesVersion,
      roleArn: role.arn,
      vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: [...network.privateSubnetIds] },
      kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: services.toString() },
      // Without a named administrator the creator must be one, or nobody could enter; named ones make a hidden one needless.
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: props.administrators.length === 0 },
      encryptionConfig: { provider: { keyArn: key.arn }, resources: ['secrets'] },
      enabledClusterLogTypes: CONTROL_PLANE_LOGS,
      bootstrapSelfManagedAddons: false,
      // The flag counts at creation only, and Terraform would replace the cluster to change it; the mode never changes.
      lifecycle: { ignoreChanges: ['access_config'], preventDestroy: props.deletionProtection },
      dependsOn: [...role.ready, logGroup],
    });
  }

  /** EKS would create the group itself, without key and without end, if it did not exist first. */
  private logGroup({ environment, key, logRetentionDays, deletionProtection }: Pick<ManagedClusterProps, 'environment' | 'key' | 'logRetentionDays' | 'deletionProtection'>): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'Logs', {
      name: `/aws/eks/${environment}/cluster`,
      retentionInDays: logRetentionDays,
      kmsKeyId: key.arn,
      lifecycle: deletionProtection ? { preventDestroy: true } : undefined,
    });
  }
}
