import { Model } from '../../../catalog/models';
import type { Problem } from '../../../core/problem';
import type { RenderedPool } from '../../../core/rendered';
import type { Engine } from '../../engines';
import { judgedEngines } from '../../pools';
import { problemWith, Rule } from '../../rule';

/** Layers that keep less than the whole context: their share is only saved while vLLM manages them apart. */
const PARTIAL: ReadonlySet<string> = new Set(['sliding', 'chunked', 'recurrent']);

/**
 * Rule 12: an engine with a connector for keys and values keeps the manager of hybrid caches, by which the model was sized.
 *
 * vLLM turns it off with most connectors unless it is told not to. Judged for pools of the program, whose model is known.
 */
export const hybridCacheStaysOn: Rule = (scene) => judgedEngines(scene)
  .flatMap(({ engine, pool }) => (isHybrid(pool.request.model) ? turnedOff(engine, pool) : []));

function turnedOff({ pod, field, line }: Engine, { request: { model } }: RenderedPool): readonly Problem[] {
  const connected = line.has('--kv-transfer-config') || line.has('--kv-offloading-size');
  const off = line.has('--disable-hybrid-kv-cache-manager') || (connected && !line.has('--no-disable-hybrid-kv-cache-manager'));
  return !off ? [] : [problemWith(pod.source, {
    code: 'HybridCacheOff', prop: `${field}/args --no-disable-hybrid-kv-cache-manager`, value: undefined,
    rule: `must be given: without it '${model.name}' keeps the whole context in every layer, and was sized by less`, remedy: 'add the argument',
  })];
}

function isHybrid({ attention }: Model): boolean {
  return attention.some(({ kind }) => PARTIAL.has(kind));
}
