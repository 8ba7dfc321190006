import type { JsonObject } from './pods';
import { listAt, objectAt } from './pods';
import type { KubernetesObject } from '../core/rendered';

/** Where a kind keeps a pod, and what says that there will be one. */
interface Place {
  /** @default - that of the pod itself */
  readonly madeWhere?: readonly string[];
  readonly spec: readonly string[];
}

const TEMPLATE: readonly Place[] = [{ spec: ['spec', 'template', 'spec'] }];

/** Kinds that keep pods elsewhere than below `/spec/template/spec`. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  CronJob: [{ spec: ['spec', 'jobTemplate', 'spec', 'template', 'spec'] }],
  LLMInferenceService: [
    ...[['template'], ['worker'], ['prefill', 'template'], ['prefill', 'worker']].map((keys) => ({ spec: ['spec', ...keys] })),
    { madeWhere: ['spec', 'router', 'scheduler'], spec: ['spec', 'router', 'scheduler', 'template'] },
  ],
  LeaderWorkerSet: ['leaderTemplate', 'workerTemplate'].map((key) => ({ spec: ['spec', 'leaderWorkerTemplate', key, 'spec'] })),
  Pod: [{ spec: ['spec'] }],
};

/** The specification of pods that an object leads to, and where in it that is. */
export interface FoundPodSpec {
  /** JSON pointer. */
  readonly field: string;
  /** Empty where a controller brings all of it. */
  readonly spec: JsonObject;
}

/** Every pod specification of an object, those that controllers complete included. */
export function podSpecsIn(object: KubernetesObject): readonly FoundPodSpec[] {
  if (object.kind === 'DisaggregatedSet') {
    return listAt(objectAt(object, 'spec'), 'roles').flatMap((role, index) => found(role, PLACES.LeaderWorkerSet!, `/spec/roles/${index}`));
  }
  return found(object, PLACES[object.kind] ?? TEMPLATE);
}

function found(object: unknown, places: readonly Place[], prefix = ''): readonly FoundPodSpec[] {
  return places.filter(({ spec, madeWhere = spec }) => objectAt(object, ...madeWhere) !== undefined)
    .map(({ spec }) => ({ field: `${prefix}/${spec.join('/')}`, spec: objectAt(object, ...spec) ?? {} }));
}
