import { NODE_GROUP_LABEL, ZONE_LABEL, type NodeGroup } from './node-group';
import { reportedNodes } from './reported-nodes';
import { terraformNodes } from './terraform-nodes';
import type { EmittedEnvironment } from '../run/emitted';

/** The nodes that an environment declares: by Terraform where it makes them, else by what the report asks for. */
export function declaredNodes(environment: EmittedEnvironment): readonly NodeGroup[] {
  const made = environment.terraform === undefined ? [] : terraformNodes(environment.terraform);
  return made.length > 0 ? made : reportedNodes(environment);
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
