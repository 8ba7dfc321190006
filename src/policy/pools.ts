import type { Engine } from './engines';
import { objectAt } from './json';
import type { Picker } from './pickers';
import { isSelected, PodTemplate } from './pods';
import type { Scene } from './rule';
import type { RenderedObject } from '../core/rendered';

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
