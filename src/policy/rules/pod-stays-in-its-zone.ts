import { ZONE_LABEL } from '../../target/labels';
import type { NodeGroup, Taint } from '../../target/nodes';
import { foreignDemands, requiredTerms } from '../node-demands';
import { isSelected, JsonObject, listAt, objectAt, PodTemplate } from '../pods';
import { problemWith, Rule, Scene } from '../rule';

/**
 * Where nodes serve one zone alone and no taint keeps others off, pods of a zone say that they stay away from those of other zones.
 *
 * Zones of another program on the same cluster have nodes too, so one zone is enough to ask for it.
 */
export const podStaysInItsZone: Rule = (scene) => scene.pods
  .filter(({ namespace }) => scene.zones.has(namespace ?? ''))
  // one that asks for nodes of another zone is told that
  .filter((pod) => foreignDemands(pod, scene).length === 0 && mayStray(pod, scene))
  .map(problemOf);

function problemOf({ source, namespace: zone, field, spec }: PodTemplate) {
  return problemWith(source, {
    code: 'StraysFromZone',
    prop: `${field}/affinity`,
    value: spec.affinity,
    rule: `lets pods of the zone '${zone}' run on nodes of other zones`,
    remedy: "set it to the 'affinity' of the zone, or ask for nodes of the zone with 'nodeSelector'",
  });
}

function mayStray({ spec, namespace }: PodTemplate, { nodeGroups }: Scene): boolean {
  const zone = namespace!;
  const open = nodeGroups.some(({ labels, taints }) => ZONE_LABEL in labels && taints.every((taint) => isTolerated(taint, listAt(spec, 'tolerations'))));
  return open && !asksForItsNodes(spec, zone, nodeGroups) && !keepsAway(spec, zone);
}

function asksForItsNodes(spec: JsonObject, zone: string, nodeGroups: readonly NodeGroup[]): boolean {
  const asked = (objectAt(spec, 'nodeSelector') ?? {}) as Readonly<Record<string, string>>;
  const own = nodeGroups.filter((group) => group.zone === zone && Object.keys(group.nodeSelector).length > 0);
  return asked[ZONE_LABEL] === zone || own.some(({ nodeSelector }) => isSelected(asked, nodeSelector));
}

/** A node needs to meet one term only: every one of them must shut other zones out. */
function keepsAway(spec: JsonObject, zone: string): boolean {
  const terms = requiredTerms(spec);
  return terms.length > 0 && terms.every((term) => listAt(term, 'matchExpressions').some((requirement) => shutsOut(requirement, zone)));
}

function shutsOut({ key, operator, values }: JsonObject, zone: string): boolean {
  const only = Array.isArray(values) && values.length === 1 && values[0] === zone;
  return key === ZONE_LABEL && (operator === 'DoesNotExist' || (operator === 'In' && only));
}

function isTolerated({ key, value, effect }: Taint, tolerations: readonly JsonObject[]): boolean {
  return tolerations.some((toleration) => (toleration.effect ?? effect) === effect && (toleration.key ?? key) === key
    && (toleration.operator === 'Exists' || toleration.value === value));
}
