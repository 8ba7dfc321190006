/** What a plugin does for the picker. */
export type PluginFamily = 'producer' | 'filter' | 'scorer' | 'picker' | 'handler' | 'decider' | 'admitter' | 'source' | 'extractor' | 'flow' | 'parser';

/** No parameters. */
type None = undefined;

/** Finds the producer whose knowledge of prefixes is used. */
interface FromProducer {
  readonly prefixMatchInfoProducerName?: string;
}

/** @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/requestcontrol/dataproducer/approximateprefix/README.md */
interface ApproximatePrefix {
  /** Takes block size and capacity from the metrics of the engines, once there are some. */
  readonly autoTune: boolean;
  readonly blockSizeTokens?: number;
  /** Blocks that a replica is thought to keep, where its metrics do not say so. */
  readonly lruCapacityPerServer?: number;
}

/** @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/requestcontrol/dataproducer/preciseprefixcache/README.md */
interface PrecisePrefix {
  readonly tokenProcessorConfig: { readonly blockSizeTokens: number; readonly hashSeed: string };
  /** Replicas, each as often as it has tiers, that the index remembers a block of. */
  readonly indexerConfig: { readonly kvBlockIndexConfig: { readonly inMemoryConfig: { readonly podCacheSize: number } } };
  /** Whether a replica counts as having cached what has just been sent there, until its events say so. */
  readonly speculativeIndexing: boolean;
  readonly kvEventsConfig: {
    readonly topicFilter: string;
    readonly concurrency: number;
    readonly discoverPods: true;
    readonly podDiscoveryConfig: { readonly socketPort: number };
  };
}

/** @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/scheduling/filter/prefixcacheaffinity/README.md */
interface PrefixAffinity {
  readonly affinityThreshold: number;
  readonly ttftSource: 'latencyPredictor';
  readonly maxTTFTPenaltyMs: number;
}

/** How much the first token counts, and the others. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/scheduling/scorer/latency/README.md */
interface LatencyWeights {
  readonly ttftWeight: number;
  readonly tpotWeight: number;
}

/** Types of plugins of llm-d's picker that are not experimental, with their parameters. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/cmd/epp/runner/runner.go */
export interface PluginParameters {
  readonly 'token-producer': { readonly modelName: string; readonly vllm: { readonly url: string } };
  readonly 'approx-prefix-cache-producer': ApproximatePrefix;
  readonly 'precise-prefix-cache-producer': PrecisePrefix;
  readonly 'predicted-latency-producer': { readonly streamingMode: boolean; readonly endpointRoleLabel?: string };
  readonly 'decode-filter': None;
  readonly 'prefill-filter': None;
  readonly 'prefix-cache-affinity-filter': PrefixAffinity;
  readonly 'slo-headroom-tier-filter': None;
  readonly 'queue-scorer': None;
  readonly 'kv-cache-utilization-scorer': None;
  readonly 'prefix-cache-scorer': FromProducer | None;
  readonly 'running-requests-size-scorer': None;
  readonly 'lora-affinity-scorer': None;
  readonly 'latency-scorer': LatencyWeights | None;
  readonly 'max-score-picker': None;
  readonly 'random-picker': None;
  readonly 'weighted-random-picker': None;
  readonly 'single-profile-handler': None;
  readonly 'disagg-profile-handler': { readonly deciders: { readonly prefill: string } };
  readonly 'prefix-based-pd-decider': { readonly nonCachedTokens: number; readonly promptTokens?: number };
  readonly 'always-disagg-pd-decider': None;
  readonly 'latency-slo-admitter': None;
  readonly 'metrics-data-source': None;
  readonly 'core-metrics-extractor': None;
  readonly 'endpoint-notification-source': None;
  readonly 'global-strict-fairness-policy': None;
  readonly 'round-robin-fairness-policy': None;
  readonly 'fcfs-ordering-policy': None;
  readonly 'edf-ordering-policy': None;
  readonly 'slo-deadline-ordering-policy': None;
  readonly 'utilization-detector': { readonly queueDepthThreshold: number; readonly kvCacheUtilThreshold: number; readonly headroom: number };
  readonly 'concurrency-detector': { readonly concurrencyMode: 'requests'; readonly maxConcurrency: number; readonly headroom: number };
  readonly 'openai-parser': None;
  readonly 'anthropic-parser': None;
  readonly 'vllmhttp-parser': None;
  readonly 'passthrough-parser': None;
}

export type PluginType = keyof PluginParameters;

/** A plugin of the configuration: what it is, and the name that others call it by. */
export interface Plugin {
  readonly name: string;
  readonly type: string;
  readonly family: PluginFamily;
  readonly parameters?: object;
}

const FAMILIES: Readonly<Record<PluginType, PluginFamily>> = {
  'token-producer': 'producer',
  'approx-prefix-cache-producer': 'producer',
  'precise-prefix-cache-producer': 'producer',
  'predicted-latency-producer': 'producer',
  'decode-filter': 'filter',
  'prefill-filter': 'filter',
  'prefix-cache-affinity-filter': 'filter',
  'slo-headroom-tier-filter': 'filter',
  'queue-scorer': 'scorer',
  'kv-cache-utilization-scorer': 'scorer',
  'prefix-cache-scorer': 'scorer',
  'running-requests-size-scorer': 'scorer',
  'lora-affinity-scorer': 'scorer',
  'latency-scorer': 'scorer',
  'max-score-picker': 'picker',
  'random-picker': 'picker',
  'weighted-random-picker': 'picker',
  'single-profile-handler': 'handler',
  'disagg-profile-handler': 'handler',
  'prefix-based-pd-decider': 'decider',
  'always-disagg-pd-decider': 'decider',
  'latency-slo-admitter': 'admitter',
  'metrics-data-source': 'source',
  'core-metrics-extractor': 'extractor',
  'endpoint-notification-source': 'source',
  'global-strict-fairness-policy': 'flow',
  'round-robin-fairness-policy': 'flow',
  'fcfs-ordering-policy': 'flow',
  'edf-ordering-policy': 'flow',
  'slo-deadline-ordering-policy': 'flow',
  'utilization-detector': 'flow',
  'concurrency-detector': 'flow',
  'openai-parser': 'parser',
  'anthropic-parser': 'parser',
  'vllmhttp-parser': 'parser',
  'passthrough-parser': 'parser',
};

/** A plugin of llm-d's, by its type; a name of its own tells two of one type apart. */
export function plugin<T extends PluginType>(type: T, parameters?: PluginParameters[T], name: string = type): Plugin {
  return { name, type, family: FAMILIES[type], ...(parameters !== undefined && { parameters }) };
}

/** A plugin that the picker's image was built with and llm-d's own is not. */
export function customPlugin(type: string, family: PluginFamily, parameters?: object, name: string = type): Plugin {
  return { name, type, family, ...(parameters !== undefined && { parameters }) };
}
