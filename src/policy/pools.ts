import type { Engine } from './engines';
import { objectAt, valueAt } from './json';
import type { Picker } from './pickers';
import { isSelected, PodTemplate } from './pods';
import type { Scene } from './rule';
import type { RenderedObject, RenderedPool } from '../core/rendered';

/** An engine and the pool that it was made for. */
export interface JudgedEngine {
  readonly engine: Engine;
  readonly pool: RenderedPool;
}

/** A picker and the Service that leads a pool to it. */
export interface PickerOfPool {
  readonly service: RenderedObject;
  readonly picker: Picker;
}

/** The InferencePools of an environment. */
export function poolsIn({ objects }: Pick<Scene, 'objects'>): readonly RenderedObject[] {
  return objects.filter(({ object }) => object.kind === 'InferencePool');
}

/** Whether a pool takes pods for its replicas. */
export function takes({ object }: RenderedObject, { namespace, labels }: PodTemplate): boolean {
  const selector = objectAt(object, 'spec', 'selector', 'matchLabels');
  return selector !== undefined && object.metadata.namespace === namespace && isSelected(labels, selector);
}

/** The engines of the pool that a picker is told of. */
export function enginesFor({ pod, line }: Picker, { engines, find }: Pick<Scene, 'engines' | 'find'>): readonly Engine[] {
  const pool = find('InferencePool', pod.namespace, line.text('--pool-name') ?? '');
  return pool === undefined ? [] : engines.filter((engine) => takes(pool, engine.pod));
}

/** The engines that a pool of the program made, with what it was judged by. */
export function judgedEngines({ pools, engines }: Pick<Scene, 'pools' | 'engines'>): readonly JudgedEngine[] {
  return pools.flatMap((pool) => engines.filter(({ pod }) => pod.source.path.startsWith(`${pool.path}/`)).map((engine) => ({ engine, pool })));
}

/** The pickers that a pool's Service leads to, as far as the output shows them. */
export function pickersFor(pool: RenderedObject, { find, pickers }: Pick<Scene, 'find' | 'pickers'>): readonly PickerOfPool[] {
  const { namespace } = pool.object.metadata;
  const service = find('Service', namespace, String(valueAt(pool.object, 'spec', 'endpointPickerRef', 'name')));
  const selector = objectAt(service?.object, 'spec', 'selector');
  return service === undefined || selector === undefined ? []
    : pickers.filter(({ pod }) => pod.namespace === namespace && isSelected(pod.labels, selector)).map((picker) => ({ service, picker }));
}
