import { offloadedPrefixes } from './offloaded-prefixes';
import type { InferenceRequest } from '../../../target/inference-request';
import type { DataLayerSource } from '../../../target/picker-config';
import { PickerPlugin } from '../../../target/picker-plugins';
import type { PrefixCacheRequest } from '../../../target/routing-request';

/** Port that an engine publishes the events of its cache on. */
export const KV_EVENTS_PORT = 5557;

/** How the picker tells the topics of those events: `kv@<address>@<model>`. */
export const KV_EVENTS_TOPIC = 'kv@';

const PRECISE = 'precise-prefix-cache-producer';

/** Tokens of a block of the engine that is told no other. @see https://docs.vllm.ai/en/latest/configuration/engine_args/#cacheconfig */
const ENGINE_BLOCK = 16;

/** Replicas that the index remembers a block of where it is told nothing, and room for those that come while others go. */
const HOLDERS = { least: 10, spare: 2 };

/** What a configuration has to know of caches. */
export interface PrefixCacheParts {
  readonly plugins: readonly PickerPlugin[];
  readonly scorers: readonly PickerPlugin[];
  readonly sources: readonly DataLayerSource[];
}

/** Whether the picker learns from the engines what they have cached. */
export function isPrecise(need: Pick<InferenceRequest, 'routing'>): boolean {
  return need.routing?.prefixCache?.kind === 'precise';
}

/** The plugins that know which replica has cached a prompt; `tokenizerUrl` is where prompts are cut into the engine's own tokens. */
export function prefixCache(need: InferenceRequest, tokenizerUrl: string): PrefixCacheParts {
  const declared = need.routing?.prefixCache;
  if (declared?.kind === 'none') {
    return { plugins: [], scorers: [], sources: [] };
  }
  return declared?.kind === 'precise' ? precise(need, declared, tokenizerUrl) : approximate(need);
}

/** The engines' metrics say block size and capacity; a declared size holds until they do, and is the engines' own. */
function approximate(need: InferenceRequest): PrefixCacheParts {
  const blockSizeTokens = blockSizeOf(need);
  const parameters = { autoTune: true, ...(blockSizeTokens !== undefined && { blockSizeTokens }) };
  const offloaded = offloadedPrefixes(need);
  return {
    plugins: [PickerPlugin.of('approx-prefix-cache-producer', parameters), ...offloaded.plugins],
    scorers: [PickerPlugin.of('prefix-cache-scorer'), ...offloaded.scorers],
    sources: [],
  };
}

/** The index cuts tokens into blocks of the engines' size; by default the engine's own on most accelerators. */
function precise(need: InferenceRequest, { hashSeed }: PrefixCacheRequest, url: string): PrefixCacheParts {
  const podDiscoveryConfig = { socketPort: KV_EVENTS_PORT };
  const kvEventsConfig = { topicFilter: KV_EVENTS_TOPIC, concurrency: 4, discoverPods: true, podDiscoveryConfig } as const;
  return {
    plugins: [
      PickerPlugin.of('token-producer', { modelName: need.model.name, vllm: { url } }),
      PickerPlugin.of(PRECISE, {
        tokenProcessorConfig: { blockSizeTokens: blockSizeOf(need) ?? ENGINE_BLOCK, hashSeed },
        indexerConfig: { kvBlockIndexConfig: { inMemoryConfig: { podCacheSize: holdersOf(need) } } },
        speculativeIndexing: true,
        kvEventsConfig,
      }),
      PickerPlugin.of('metrics-data-source'),
      PickerPlugin.of('core-metrics-extractor'),
      PickerPlugin.of('endpoint-notification-source'),
    ],
    scorers: [PickerPlugin.of('prefix-cache-scorer', { prefixMatchInfoProducerName: PRECISE })],
    sources: [
      { pluginRef: 'metrics-data-source', extractors: [{ pluginRef: 'core-metrics-extractor' }] },
      { pluginRef: 'endpoint-notification-source', extractors: [{ pluginRef: PRECISE }] },
    ],
  };
}

/** Every engine may hold a block, in each of its tiers: one that the index has no room for counts as if it had nothing cached. */
function holdersOf({ roles, kvOffload }: InferenceRequest): number {
  const tiers = 1 + [kvOffload, kvOffload?.fileSystem].filter((tier) => tier !== undefined).length;
  const engines = roles.reduce((sum, { maxReplicas, parallelism }) => sum + maxReplicas * parallelism.dataParallelSize, 0);
  return Math.max(HOLDERS.least, engines * tiers + HOLDERS.spare);
}

/** Roles pass blocks on to each other, so one size is all of theirs. */
function blockSizeOf({ roles }: Pick<InferenceRequest, 'roles'>): number | undefined {
  return roles[0]?.serving.blockSize;
}
