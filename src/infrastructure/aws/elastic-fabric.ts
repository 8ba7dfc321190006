import type { LaunchTemplateConfig, LaunchTemplateNetworkInterfaces } from '@cdktf/provider-aws/lib/launch-template';
import { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NodePlace } from './node-place';
import { nodeUserData } from './node-user-data';
import { resourceName } from './resource-name';
import { ValidationError } from '../../errors/validation-error';

/** Longest name of a security group, and of a placement group. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreatePlacementGroup.html */
const NAME_LENGTH = 255;

/** The adapters of each node of a group. */
export interface ElasticFabricProps extends NodePlace {
  /** Name of the node group. */
  readonly group: string;
  /** Adapters of a node, one on each network card. */
  readonly adapters: number;
  /** Main memory of a node, GiB: what its pods may lock for the adapters at most. */
  readonly memoryGib: number;
}

/** What a launch template says otherwise where nodes have adapters. */
export type FabricTemplate = Required<Pick<LaunchTemplateConfig, 'networkInterfaces' | 'placement' | 'userData'>>;

/** Elastic Fabric Adapters of a node group: nodes side by side in one subnet, whose adapters reach one another and nothing else. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa.html */
export class ElasticFabric extends Construct {
  /** The one subnet of the nodes: a placement group is in one availability zone. */
  public readonly subnetId: string;
  public readonly template: FabricTemplate;
  /** What must exist before a node starts: adapters that came before the rules would be mute. */
  public readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ElasticFabricProps) {
    super(scope, id);
    const nodeGroups = nodeSecurityGroups(props, this);
    const name = resourceName(NAME_LENGTH, props.environment, props.group, 'fabric');
    const group = new SecurityGroup(this, 'SecurityGroup', {
      name, description: 'Adapters of the nodes of one group, among themselves', vpcId: props.network.vpcId, tags: { Name: name },
    });
    this.subnetId = props.network.privateSubnetIds[0]!;
    this.ready = this.rules(group);
    const placement = new PlacementGroup(this, 'PlacementGroup', { name, strategy: 'cluster', tags: { Name: name } });
    const groupsOf = (card: number) => card === 0 ? [...nodeGroups, group.id] : [group.id];
    this.template = {
      networkInterfaces: Array.from({ length: props.adapters }, (_, card) => networkInterface(card, groupsOf(card))),
      placement: { groupName: placement.name },
      userData: nodeUserData({ lockedMemoryGib: props.memoryGib }),
    };
  }

  /** The adapters talk only where a group lets all of its members' traffic in and out. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-start.html#efa-start-security */
  private rules({ id }: SecurityGroup): readonly ITerraformDependable[] {
    const itself = { securityGroupId: id, referencedSecurityGroupId: id, ipProtocol: '-1' };
    return [
      new VpcSecurityGroupIngressRule(this, 'Ingress', { ...itself, description: 'From one another' }),
      new VpcSecurityGroupEgressRule(this, 'Egress', { ...itself, description: 'To one another' }),
    ];
  }
}

/** The first is the node's own way to the network, too; the others carry nothing but the fabric. */
function networkInterface(card: number, securityGroups: string[]): LaunchTemplateNetworkInterfaces {
  return {
    networkCardIndex: card, deviceIndex: card === 0 ? 0 : 1, interfaceType: card === 0 ? 'efa' : 'efa-only',
    associatePublicIpAddress: 'false', deleteOnTermination: 'true', securityGroups,
  };
}

/** A template that lists interfaces lists their groups: the cluster's own is not added to it. @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html */
function nodeSecurityGroups({ cluster }: NodePlace, scope: Construct): readonly string[] {
  const groups = cluster.securityGroupIds ?? (cluster.ownSecurityGroupId === undefined ? undefined : [cluster.ownSecurityGroupId]);
  if (groups === undefined) {
    throw new ValidationError({
      code: 'NodeSecurityGroupsUnknown', prop: 'fabric', value: true,
      rule: `lists the network interfaces of nodes with their security groups, and those of the cluster '${cluster.name}' are not known`,
      remedy: "name them in the 'securityGroupIds' of Cluster.existing; 'aws eks describe-cluster' shows the cluster's own",
    }, scope);
  }
  return groups;
}
