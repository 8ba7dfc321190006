/** A taint of nodes. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule';
}

/** Nodes of one shape that an environment has. */
export interface NodeGroup {
  readonly name: string;
  readonly count: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly cpus: number;
  readonly memoryGib: number;
  /** @default 0 */
  readonly gpus?: number;
  /** Elastic Fabric Adapters that are attached. @default 0 */
  readonly efa?: number;
  /** Whether virtual machines can run there. @default false */
  readonly kvm?: boolean;
  /** Availability zones that the nodes are spread over. @default - one without a name */
  readonly zones?: readonly string[];
  /** Where the shape is stated, and what had to be assumed. */
  readonly source: string;
}

/** Label of nodes and namespaces: the zone of the platform that they serve. */
export const ZONE_LABEL = 'aiplane.dev/zone';

/** Label of nodes: the group that they belong to. */
export const NODE_GROUP_LABEL = 'aiplane.dev/node-group';

/** The nodes of a group as objects, ready to be simulated. */
export function nodesOf(group: NodeGroup): readonly object[] {
  return Array.from({ length: group.count }, (_, index) => nodeOf(group, index));
}

/** Name of the n-th node of a group. */
export function nodeName({ name }: NodeGroup, index: number): string {
  return `${name.replaceAll('.', '-')}-${index}`;
}

function nodeOf(group: NodeGroup, index: number): object {
  const name = nodeName(group, index);
  const capacity = capacityOf(group);
  return {
    apiVersion: 'v1', kind: 'Node',
    metadata: { name, labels: { ...wellKnownLabels(group, name, index), ...group.labels } },
    spec: { taints: group.taints },
    status: { capacity, allocatable: capacity },
  };
}

/** Labels that the kubelet, the cloud and KubeVirt put on a node by themselves. */
function wellKnownLabels({ zones = [], kvm = false }: NodeGroup, name: string, index: number): Readonly<Record<string, string>> {
  const zone = zones[index % Math.max(zones.length, 1)];
  return {
    'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64',
    ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
    ...(kvm ? { 'kubevirt.io/schedulable': 'true' } : {}),
  };
}

function capacityOf({ cpus, memoryGib, gpus = 0, efa = 0, kvm = false }: NodeGroup): Readonly<Record<string, string>> {
  return {
    'cpu': `${cpus}`, 'memory': `${memoryGib}Gi`, 'pods': '110', 'ephemeral-storage': '500Gi',
    ...(gpus > 0 ? { 'nvidia.com/gpu': `${gpus}` } : {}),
    ...(efa > 0 ? { 'vpc.amazonaws.com/efa': `${efa}` } : {}),
    ...(kvm ? { 'devices.kubevirt.io/kvm': '1000' } : {}),
  };
}
