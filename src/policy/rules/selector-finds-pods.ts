import type { RenderedObject } from '../../core/rendered';
import { WORKLOAD_LABEL } from '../../target/labels';
import { isSelected, JsonObject, objectAt, PodTemplate } from '../pods';
import { problemWith, Rule } from '../rule';

/** Where each kind keeps the labels by which it finds pods of its own namespace. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'selector'],
  NetworkPolicy: ['spec', 'podSelector', 'matchLabels'],
  PodDisruptionBudget: ['spec', 'selector', 'matchLabels'],
  InferencePool: ['spec', 'selector', 'matchLabels'],
  PodMonitor: ['spec', 'selector', 'matchLabels'],
};

/** Kinds whose controllers make pods that the output does not show. */
const MAKERS: ReadonlySet<string> = new Set(['LLMInferenceService', 'Gateway', 'LeaderWorkerSet', 'Cluster', 'NIMService', 'CustomResourceDefinition']);

/**
 * An object that looks for pods finds some.
 *
 * In a zone where controllers of other kinds make pods, only selectors with our own label are judged; outside of zones
 * none are, because others run their pods there.
 */
export const selectorFindsPods: Rule = ({ objects, pods, zones }) => {
  const judged = objects.filter(({ object }) => zones.has(object.metadata.namespace ?? ''));
  const opaque = new Set(judged.filter(({ object }) => MAKERS.has(object.kind)).map(({ object }) => object.metadata.namespace));
  return judged.filter((source) => findsNothing(source, pods, opaque.has(source.object.metadata.namespace))).map((source) => problemWith(source, {
    code: 'SelectorFindsNothing',
    prop: `/${SELECTORS[source.object.kind]!.join('/')}`,
    value: selectorOf(source),
    rule: `finds no pods in the namespace '${source.object.metadata.namespace}'`,
    remedy: 'undo the patch, or give the pods these labels',
  }));
};

function findsNothing(source: RenderedObject, pods: readonly PodTemplate[], opaque: boolean): boolean {
  const selector = selectorOf(source) ?? {};
  const isJudged = Object.keys(selector).length > 0 && (!opaque || WORKLOAD_LABEL in selector);
  return isJudged && !pods.some((pod) => pod.namespace === source.object.metadata.namespace && isSelected(pod.labels, selector));
}

function selectorOf(source: RenderedObject): JsonObject | undefined {
  const keys = SELECTORS[source.object.kind];
  return keys === undefined ? undefined : objectAt(source.object, ...keys);
}
