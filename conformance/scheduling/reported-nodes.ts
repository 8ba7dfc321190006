import type { NodeGroup } from './node-group';
import type { EmittedEnvironment, EmittedNodeGroup } from '../run/emitted';

/** The nodes of an environment whose machines exist already: what the report tells those who run them to prepare. */
export function reportedNodes({ nodeGroups }: Pick<EmittedEnvironment, 'nodeGroups'>): readonly NodeGroup[] {
  return nodeGroups.map(nodesOf);
}

/** Machines for what has no node of its own, such as an endpoint picker. */
export const SYSTEM: NodeGroup = {
  name: 'system', count: 2, labels: {}, taints: [], cpus: 8, memoryGib: 32,
  source: 'assumed: two machines of 8 cores and 32 GiB for pods that ask for no node of their own',
};

/** What is assumed of machines whose cores and memory nobody states. */
const SIZES = { gpus: { cpus: 128, memoryGib: 1024 }, none: { cpus: 32, memoryGib: 128 } } as const;

/** How many machines are assumed where whoever runs them decides. */
const COUNT = 2;

function nodesOf({ name, maxNodes, gpus, virtualMachines, labels, taints }: EmittedNodeGroup): NodeGroup {
  const size = gpus === undefined ? SIZES.none : SIZES.gpus;
  const offered = gpus === undefined ? 'no GPU' : `${gpus.perNode} × ${gpus.accelerator}`;
  return {
    ...size, name, count: maxNodes ?? COUNT, labels, taints, kvm: virtualMachines,
    ...(gpus === undefined ? {} : { gpus: gpus.perNode }),
    source: `report.json: ${maxNodes ?? `${COUNT} (assumed)`} with ${offered}; ${size.cpus} cores and ${size.memoryGib} GiB assumed`,
  };
}
