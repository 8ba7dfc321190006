import { Rule, sceneOf } from './rule';
import { clusterObjectIsInNoNamespace } from './rules/cluster-object-is-in-no-namespace';
import { objectIsInANamespace } from './rules/object-is-in-a-namespace';
import { podStaysInItsZone } from './rules/pod-stays-in-its-zone';
import { referenceNamesAnObject } from './rules/reference-names-an-object';
import { selectorFindsPods } from './rules/selector-finds-pods';
import { selectorSelectsItsTemplate } from './rules/selector-selects-its-template';
import { serviceReachesAPort } from './rules/service-reaches-a-port';
import { zoneStaysContained } from './rules/zone-stays-contained';
import type { Problem } from '../core/problem';
import type { RenderedEnvironment } from '../core/rendered';

/** Every rule that the objects of an environment must keep. */
const RULES: readonly Rule[] = [
  clusterObjectIsInNoNamespace,
  objectIsInANamespace,
  podStaysInItsZone,
  referenceNamesAnObject,
  selectorFindsPods,
  selectorSelectsItsTemplate,
  serviceReachesAPort,
  zoneStaysContained,
];

/** The problems of an environment's objects with each other. */
export function judge(environment: RenderedEnvironment): readonly Problem[] {
  const scene = sceneOf(environment);
  return RULES.flatMap((rule) => rule(scene));
}
