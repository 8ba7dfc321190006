import { isDeepStrictEqual } from 'node:util';
import { NODE_GROUP_LABEL, ZONE_LABEL, type NodeGroup } from './node-group';
import { reportedNodes, SYSTEM } from './reported-nodes';
import { terraformNodes } from './terraform-nodes';
import type { EmittedEnvironment } from '../run/emitted';
import type { Failure } from '../run/step';

/** The nodes that an environment declares: by Terraform where it makes them, else by what the report asks for. */
export function declaredNodes(environment: EmittedEnvironment): readonly NodeGroup[] {
  const made = environment.terraform === undefined ? [] : terraformNodes(environment.terraform);
  const groups = made.length > 0 ? made : reportedNodes(environment);
  // a cluster that exists has nodes of its own
  return groups.some(({ labels }) => !(ZONE_LABEL in labels)) ? groups : [...groups, SYSTEM];
}

/** Node groups that the report states otherwise than Terraform makes them. */
export function misreported({ nodeGroups, terraform }: Pick<EmittedEnvironment, 'nodeGroups' | 'terraform'>): readonly Failure[] {
  const made = new Map((terraform === undefined ? [] : terraformNodes(terraform)).map((group) => [group.name, group]));
  return made.size === 0 ? [] : nodeGroups.flatMap(({ name, labels, taints, maxNodes, gpus, virtualMachines }): readonly Failure[] => {
    const group = made.get(name);
    const stated = { labels, taints, count: maxNodes, gpus: gpus?.perNode ?? 0, kvm: virtualMachines };
    const same = group !== undefined && isDeepStrictEqual(stated, factsOf(group, virtualMachines));
    const message = group === undefined ? 'is in the report and not in Terraform' : `is ${JSON.stringify(stated)} in the report and ${JSON.stringify(factsOf(group, virtualMachines))} in Terraform`;
    return same ? [] : [{ subject: name, message }];
  });
}

/** A metal type may run machines, whether the group is there for that or not. */
function factsOf({ labels, taints, count, gpus = 0, kvm = false }: NodeGroup, wanted: boolean) {
  return { labels, taints, count, gpus, kvm: kvm && wanted };
}

/** The same nodes once more, for another zone, twice as large: a pod that strays is drawn there. */
export function foreignNodes(groups: readonly NodeGroup[]): readonly NodeGroup[] {
  return groups.filter(({ labels }) => ZONE_LABEL in labels).map((group) => ({
    ...group,
    name: `foreign-${group.name}`,
    cpus: group.cpus * 2,
    memoryGib: group.memoryGib * 2,
    labels: { ...group.labels, [ZONE_LABEL]: 'conformance-foreign', ...(NODE_GROUP_LABEL in group.labels ? { [NODE_GROUP_LABEL]: `conformance-foreign-${group.labels[NODE_GROUP_LABEL]}` } : {}) },
    source: 'planted: nodes of another zone, which no pod may land on',
  }));
}
