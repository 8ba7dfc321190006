import { Rule, sceneOf } from './rule';
import { clusterObjectIsInNoNamespace } from './rules/cluster-object-is-in-no-namespace';
import { imageIsOfAnAdmittedRegistry } from './rules/image-is-of-an-admitted-registry';
import { objectIsInANamespace } from './rules/object-is-in-a-namespace';
import { podAsksForNodesOfItsZone } from './rules/pod-asks-for-nodes-of-its-zone';
import { podStaysInItsZone } from './rules/pod-stays-in-its-zone';
import { referenceNamesAnObject } from './rules/reference-names-an-object';
import { selectorFindsPods } from './rules/selector-finds-pods';
import { selectorSelectsItsTemplate } from './rules/selector-selects-its-template';
import { serviceReachesAPort } from './rules/service-reaches-a-port';
import { volumeIsOfAnAdmittedClass } from './rules/volume-is-of-an-admitted-class';
import { blockSizesAgree } from './rules/wiring/block-sizes-agree';
import { clusterChoosesUsers } from './rules/wiring/cluster-chooses-users';
import { disaggregatedPortsMeet } from './rules/wiring/disaggregated-ports-meet';
import { driverComesOnce } from './rules/wiring/driver-comes-once';
import { engineGuessesAsJudged } from './rules/wiring/engine-guesses-as-judged';
import { engineIgnoresServices } from './rules/wiring/engine-ignores-services';
import { engineRunsWhatWasJudged } from './rules/wiring/engine-runs-what-was-judged';
import { engineRunsWhereItWasJudged } from './rules/wiring/engine-runs-where-it-was-judged';
import { gpusAreThoseOfTheLayout } from './rules/wiring/gpus-are-those-of-the-layout';
import { hybridCacheStaysOn } from './rules/wiring/hybrid-cache-stays-on';
import { layoutDividesTheModel } from './rules/wiring/layout-divides-the-model';
import { modelStaysInItsZone } from './rules/wiring/model-stays-in-its-zone';
import { nothingIsCutOff } from './rules/wiring/nothing-is-cut-off';
import { onePickerDecides } from './rules/wiring/one-picker-decides';
import { operatorIsDeclared } from './rules/wiring/operator-is-declared';
import { pickerAnswersForItsPool } from './rules/wiring/picker-answers-for-its-pool';
import { poolReachesItsPorts } from './rules/wiring/pool-reaches-its-ports';
import { queueExists } from './rules/wiring/queue-exists';
import { replicasFitTheNodes } from './rules/wiring/replicas-fit-the-nodes';
import { scalerSuitsItsPool } from './rules/wiring/scaler-suits-its-pool';
import { sliceExists } from './rules/wiring/slice-exists';
import { versionIsServed } from './rules/wiring/version-is-served';
import { zoneStaysContained } from './rules/zone-stays-contained';
import type { Problem } from '../core/problem';
import type { RenderedEnvironment } from '../core/rendered';

/** What binds the parts of a pool to each other and to their cluster, in the order of docs/wiring.md. */
const WIRING: readonly Rule[] = [
  pickerAnswersForItsPool, poolReachesItsPorts, disaggregatedPortsMeet, blockSizesAgree, nothingIsCutOff, onePickerDecides,
  versionIsServed, operatorIsDeclared, clusterChoosesUsers,
  gpusAreThoseOfTheLayout, replicasFitTheNodes, layoutDividesTheModel,
  engineRunsWhatWasJudged, engineRunsWhereItWasJudged, engineGuessesAsJudged, hybridCacheStaysOn,
  driverComesOnce, sliceExists, queueExists, engineIgnoresServices, scalerSuitsItsPool, modelStaysInItsZone,
];

/** Every rule that the objects of an environment must keep. */
const RULES: readonly Rule[] = [
  clusterObjectIsInNoNamespace,
  imageIsOfAnAdmittedRegistry,
  objectIsInANamespace,
  podAsksForNodesOfItsZone,
  podStaysInItsZone,
  referenceNamesAnObject,
  selectorFindsPods,
  selectorSelectsItsTemplate,
  serviceReachesAPort,
  volumeIsOfAnAdmittedClass,
  zoneStaysContained,
  ...WIRING,
];

/** The problems of an environment's objects with each other. */
export function judge(environment: RenderedEnvironment): readonly Problem[] {
  const scene = sceneOf(environment);
  return RULES.flatMap((rule) => rule(scene));
}
