import type { RenderedObject } from '../../core/rendered';
import { WORKLOAD_LABEL } from '../../target/labels';
import { mayBeMadePods } from '../made-pods';
import { isSelected, JsonObject, objectAt } from '../pods';
import { problemWith, Rule, Scene } from '../rule';

/** Where each kind keeps the labels by which it finds pods of its own namespace. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'selector'],
  NetworkPolicy: ['spec', 'podSelector', 'matchLabels'],
  PodDisruptionBudget: ['spec', 'selector', 'matchLabels'],
  InferencePool: ['spec', 'selector', 'matchLabels'],
  PodMonitor: ['spec', 'selector', 'matchLabels'],
};

/** An object of a zone that looks for pods finds some; outside of zones others run theirs, and none is judged. */
export const selectorFindsPods: Rule = (scene) => scene.objects
  .filter(({ object }) => scene.zones.has(object.metadata.namespace ?? ''))
  .filter((source) => findsNothing(source, scene))
  .map((source) => problemWith(source, {
    code: 'SelectorFindsNothing',
    prop: `/${SELECTORS[source.object.kind]!.join('/')}`,
    value: selectorOf(source),
    rule: `finds no pods in the namespace '${source.object.metadata.namespace}'`,
    remedy: 'undo the patch, or give the pods these labels',
  }));

function findsNothing(source: RenderedObject, { objects, pods }: Scene): boolean {
  const selector = selectorOf(source) ?? {};
  const { namespace } = source.object.metadata;
  if (Object.keys(selector).length === 0 || pods.some((pod) => pod.namespace === namespace && isSelected(pod.labels, selector))) {
    return false;
  }
  return WORKLOAD_LABEL in selector || !mayBeMadePods(selector, objects.filter(({ object }) => object.metadata.namespace === namespace));
}

function selectorOf(source: RenderedObject): JsonObject | undefined {
  const keys = SELECTORS[source.object.kind];
  return keys === undefined ? undefined : objectAt(source.object, ...keys);
}
