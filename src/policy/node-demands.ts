import { JsonObject, listAt, objectAt, textsAt } from './json';
import type { PodTemplate } from './pods';
import type { Scene } from './rule';
import { isSystemNamespace } from '../catalog/reserved-namespaces';
import { NODE_GROUP_LABEL, NODE_SOFTWARE_LABEL, ZONE_LABEL } from '../target/labels';

/** A value of a label of nodes that a pod asks for. */
interface NodeDemand {
  /** JSON pointer of the field that asks. */
  readonly field: string;
  readonly label: string;
  readonly value: string;
}

/** A demand that a pod may not make. */
export interface ForeignDemand {
  readonly demand: NodeDemand;
  /** Zone whose nodes are asked for from outside. @default - the pod is in a zone, and asks for nodes of another */
  readonly zone?: string;
}

/** What a pod asks for that is not its zone's to give. */
export function foreignDemands(pod: PodTemplate, scene: Scene): readonly ForeignDemand[] {
  const { namespace = '' } = pod;
  const demands = nodeDemands(pod).filter(({ label }) => label === ZONE_LABEL || label === NODE_GROUP_LABEL);
  if (scene.zones.has(namespace)) {
    return demands.filter((demand) => !isOf(namespace, demand, scene)).map((demand) => ({ demand }));
  }
  return maybeNodeSoftware(pod, scene) ? [] : demands.flatMap((demand) => {
    const zone = [...scene.zones].find((name) => isOf(name, demand, scene));
    return zone === undefined ? [] : [{ demand, zone }];
  });
}

/** Terms of which a node must meet one. */
export function requiredTerms(spec: JsonObject): readonly JsonObject[] {
  return listAt(objectAt(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'), 'nodeSelectorTerms');
}

/** What a pod asks of the nodes that it runs on, by their labels; preferences decide nothing. */
function nodeDemands({ spec, field }: PodTemplate): readonly NodeDemand[] {
  const selected = Object.entries(objectAt(spec, 'nodeSelector') ?? {}).map(([label, value]) => ({ field: `${field}/nodeSelector`, label, value: String(value) }));
  const required = requiredTerms(spec).flatMap((term) => listAt(term, 'matchExpressions'))
    .filter(({ operator }) => operator === 'In')
    .flatMap((expression) => textsAt(expression, 'values').map((value) => ({ field: `${field}/affinity`, label: String(expression.key), value })));
  return [...selected, ...required];
}

function isOf(zone: string, { label, value }: NodeDemand, { nodeGroups }: Scene): boolean {
  return label === ZONE_LABEL ? value === zone : nodeGroups.some((group) => group.zone === zone && group.labels[label] === value);
}

/** The cluster's own pods; those of a namespace whose label says so; and agents in one whose labels others write. */
function maybeNodeSoftware({ source, namespace = '' }: PodTemplate, { find }: Scene): boolean {
  const made = find('Namespace', undefined, namespace);
  const says = made === undefined ? source.object.kind === 'DaemonSet' : objectAt(made.object, 'metadata', 'labels')?.[NODE_SOFTWARE_LABEL] === 'true';
  return isSystemNamespace(namespace) || says;
}
