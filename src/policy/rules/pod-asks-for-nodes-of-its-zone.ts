import { ForeignDemand, foreignDemands } from '../node-demands';
import type { PodTemplate } from '../pods';
import { problemWith, Rule } from '../rule';

/** Nodes of a zone are for its own pods, and its pods for its nodes or those of none: admission refuses all others. */
export const podAsksForNodesOfItsZone: Rule = (scene) => scene.pods
  .flatMap((pod) => foreignDemands(pod, scene).map((foreign) => problemOf(pod, foreign)));

function problemOf({ source, namespace }: PodTemplate, { demand: { field, label, value }, zone }: ForeignDemand) {
  const inZone = { rule: `asks for nodes that serve another zone than '${namespace}'`, remedy: 'ask for nodes of the zone, or of none' };
  const outside = { rule: `asks for nodes that serve the zone '${zone}' alone`, remedy: 'create the pod in the zone, or ask for other nodes' };
  return problemWith(source, { code: 'NodesOfAnotherZone', prop: field, value: `${label}=${value}`, ...(zone === undefined ? inZone : outside) });
}
