import type { Construct } from 'constructs';
import type { AwsEnvironment } from './aws-environment';
import type { AwsZone } from './aws-zone';
import { availabilityFinding, costOf, offered, preferredFirst } from './instance-choice';
import { ManagedNodeGroup } from './managed-node-group';
import { nodeFabric, oneZoneFinding } from './node-fabric';
import { resourceName } from './resource-name';
import { AwsInstanceType } from '../../catalog/aws-instance-types';
import { ValidationError } from '../../errors/validation-error';
import type { Finding, Fulfilment } from '../../target/binding';
import type { NodesBinding } from '../../target/infrastructure';
import { GPU_TAINT, NODE_GROUP_LABEL, ZONE_LABEL } from '../../target/labels';
import type { NodeGroup } from '../../target/nodes';
import type { GpuNodesRequest } from '../../target/requests';
import type { NodeFabric } from '../../target/transfer-request';

/** Longest value of a label. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
const LABEL_LENGTH = 63;

/** Where GPU nodes are made. */
export interface GpuNodesContext {
  readonly environment: AwsEnvironment;
  readonly zone: AwsZone;
}

/** Creates the nodes of one group and says where pods find them. */
export function bindGpuNodes(scope: Construct, need: GpuNodesRequest, { environment, zone }: GpuNodesContext): NodesBinding {
  const subject = { prop: 'accelerator', value: need.accelerator.name, region: environment.account.region };
  const type = offered(subject, suitableTypes(scope, need, environment.instanceTypes), scope);
  const fabric = nodeFabric(need, type);
  const group = resourceName(LABEL_LENGTH, need.namespace, need.name);
  const labels = { [NODE_GROUP_LABEL]: group, [ZONE_LABEL]: need.zone };
  const nodes = new ManagedNodeGroup(scope, 'NodeGroup', {
    ...environment.place, name: [need.namespace, need.name], amiType: 'AL2023_x86_64_NVIDIA', instanceTypes: [type.name],
    minNodes: need.minNodes, maxNodes: need.maxNodes, diskGib: need.diskGib, keyArn: zone.key?.arn,
    labels, taint: { key: GPU_TAINT.key, value: GPU_TAINT.value }, ...(fabric && { fabric: { adapters: fabric.perNode, memoryGib: type.memoryGib } }),
  });
  const nodeSelector = { [NODE_GROUP_LABEL]: group };
  return {
    placement: {
      nodeSelector,
      tolerations: [{ key: GPU_TAINT.key, operator: 'Equal', value: GPU_TAINT.value, effect: GPU_TAINT.effect }],
    },
    nodes: { ...groupOf(need, type, fabric), name: nodes.name, labels, nodeSelector },
    driverPreinstalled: true,
    memoryGib: type.memoryGib,
    ...(fabric && { fabric }),
    fulfilments: [provisioned(need, type, nodes)],
    findings: [...availabilityFinding(subject, type, scope), ...scalingFinding(need), ...oneZoneFinding(need, type)],
    primary: nodes.resource,
  };
}

function groupOf({ accelerator, zone, minNodes, maxNodes }: GpuNodesRequest, type: AwsInstanceType, fabric?: NodeFabric): Omit<NodeGroup, 'name' | 'labels' | 'nodeSelector'> {
  const gpus = { accelerator: accelerator.name, resourceName: accelerator.resourceName, perNode: type.gpus?.count ?? 0 };
  const adapters = fabric && { fabric: { resourceName: fabric.resourceName, perNode: fabric.perNode } };
  return { zone, instanceType: type.name, minNodes, maxNodes, taints: [GPU_TAINT], gpus, ...adapters };
}

/** Types with the accelerator and at least as many of it as asked for, and with adapters where those are. */
function suitableTypes(scope: Construct, need: GpuNodesRequest, preferred: readonly AwsInstanceType[]): readonly AwsInstanceType[] {
  const { accelerator, gpusPerNode, fabric = false } = need;
  const all = preferredFirst(preferred, AwsInstanceType.all()).filter(({ efa }) => !fabric || efa !== undefined);
  const suitable = all.filter(({ gpus }) => gpus?.accelerator === accelerator.name && gpus.count >= gpusPerNode);
  if (suitable.length > 0) {
    return suitable;
  }
  throw new ValidationError({
    code: 'NoInstanceType', prop: 'accelerator', value: accelerator.name,
    rule: `is on no instance type with ${gpusPerNode} to a node${fabric ? ' and adapters that move memory past the kernel' : ''}`, remedy: `choose from what there is: ${catalogue(all)}`,
  }, scope);
}

/** The accelerators that there are, each with the numbers that a node can have. */
function catalogue(types: readonly AwsInstanceType[]): string {
  const gpus = types.flatMap((type) => type.gpus ?? []);
  const counts = (name: string) => {
    const all = gpus.filter(({ accelerator }) => accelerator === name).map(({ count }) => count);
    return [...new Set(all)].sort((a, b) => a - b);
  };
  return [...new Set(gpus.map(({ accelerator }) => accelerator))].sort().map((name) => `${name} (${counts(name).join(', ')})`).join(', ');
}

function provisioned(need: GpuNodesRequest, type: AwsInstanceType, nodes: ManagedNodeGroup): Fulfilment {
  const fixed = need.minNodes === need.maxNodes;
  const scaling = fixed ? '' : '; a node autoscaler, which is not part of the platform, must move it between the two';
  return {
    capability: 'nodes.provisioned', level: fixed ? 'equal' : 'degraded', objects: [nodes.resource],
    reason: `a managed node group of ${need.minNodes} to ${need.maxNodes} ${type.name} (${costOf(type)})${scaling}`,
  };
}

function scalingFinding({ minNodes, maxNodes }: GpuNodesRequest): Finding[] {
  return minNodes > 0 ? [] : [{
    code: 'NoNodeAtStart', severity: 'warning',
    message: `'minNodes' (0) starts no node, and the platform has no node autoscaler to reach 'maxNodes' (${maxNodes}); set it to 1 or more, or run an autoscaler`,
  }];
}
