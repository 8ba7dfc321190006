/** What a plugin does for the picker. */
export type PickerPluginFamily = 'producer' | 'filter' | 'scorer' | 'picker' | 'handler' | 'decider' | 'admitter' | 'source' | 'extractor' | 'flow' | 'parser';

/** The producer whose knowledge of prefixes is used. */
export interface PrefixScorerParameters {
  /** Name of the producer. @default - the only one */
  readonly prefixMatchInfoProducerName?: string;
}

/** Knowledge of prefixes by what was sent where. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/requestcontrol/dataproducer/approximateprefix/README.md */
export interface ApproximatePrefixParameters {
  /** Takes block size and capacity from the metrics of the engines, once there are some. */
  readonly autoTune: boolean;
  /** Tokens of a block. @default - as `autoTune` finds */
  readonly blockSizeTokens?: number;
  /** Blocks that a replica is thought to keep, where its metrics do not say so. @default - llm-d's own guess */
  readonly lruCapacityPerServer?: number;
}

/** Knowledge of prefixes by what engines say. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/requestcontrol/dataproducer/preciseprefixcache/README.md */
export interface PrecisePrefixParameters {
  /** How prompts are cut into blocks, and blocks hashed: as the engines do. */
  readonly tokenProcessorConfig: { readonly blockSizeTokens: number; readonly hashSeed: string };
  /** Replicas, each as often as it has tiers, that the index remembers a block of. */
  readonly indexerConfig: { readonly kvBlockIndexConfig: { readonly inMemoryConfig: { readonly podCacheSize: number } } };
  /** Whether a replica counts as having cached what has just been sent there, until its events say so. */
  readonly speculativeIndexing: boolean;
  /** Where events come from. */
  readonly kvEventsConfig: {
    readonly topicFilter: string;
    readonly concurrency: number;
    readonly discoverPods: true;
    readonly podDiscoveryConfig: { readonly socketPort: number };
  };
}

/** Prediction of latencies. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/requestcontrol/dataproducer/predictedlatency/README.md */
export interface PredictedLatencyParameters {
  /** Whether it learns from single tokens of streams. */
  readonly streamingMode: boolean;
  /** Label that tells roles apart. @default - every replica does all */
  readonly endpointRoleLabel?: string;
}

/** Keeps requests with replicas that know their prompts. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/scheduling/filter/prefixcacheaffinity/README.md */
export interface PrefixAffinityParameters {
  /** Part of the prompt, from 0 to 1, that a replica must know. */
  readonly affinityThreshold: number;
  /** What tells the cost of keeping to it. */
  readonly ttftSource: 'latencyPredictor';
  /** Longest time that keeping to it may cost, milliseconds. */
  readonly maxTTFTPenaltyMs: number;
}

/** How much the first token counts, and the others. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/scheduling/scorer/latency/README.md */
export interface LatencyScorerParameters {
  /** Weight of the first token. */
  readonly ttftWeight: number;
  /** Weight of those after it. */
  readonly tpotWeight: number;
}

/** Types of plugins of llm-d's picker that are not experimental, with their parameters. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/cmd/epp/runner/runner.go */
export interface PickerPluginParameters {
  /** Cuts prompts into tokens as the model does, by asking an engine. */
  readonly 'token-producer': { readonly modelName: string; readonly vllm: { readonly url: string } };
  /** Knows what replicas have cached by what was sent there. */
  readonly 'approx-prefix-cache-producer': ApproximatePrefixParameters;
  /** Knows what replicas have cached by the events of their engines. */
  readonly 'precise-prefix-cache-producer': PrecisePrefixParameters;
  /** Predicts how long a request would take at each replica. */
  readonly 'predicted-latency-producer': PredictedLatencyParameters;
  /** Leaves the replicas that decode. */
  readonly 'decode-filter': undefined;
  /** Leaves the replicas that prefill. */
  readonly 'prefill-filter': undefined;
  /** Leaves the replicas that know enough of the prompt, unless they are much slower. */
  readonly 'prefix-cache-affinity-filter': PrefixAffinityParameters;
  /** Leaves the replicas that are predicted to keep the promise, where there are some. */
  readonly 'slo-headroom-tier-filter': undefined;
  /** The fewer requests wait there, the better. */
  readonly 'queue-scorer': undefined;
  /** The emptier its cache, the better. */
  readonly 'kv-cache-utilization-scorer': undefined;
  /** The more of the prompt it has cached, the better. */
  readonly 'prefix-cache-scorer': PrefixScorerParameters | undefined;
  /** The fewer requests it works on, the better. */
  readonly 'running-requests-size-scorer': undefined;
  /** Better with the adapter loaded. */
  readonly 'lora-affinity-scorer': undefined;
  /** The sooner it is predicted to answer, the better. */
  readonly 'latency-scorer': LatencyScorerParameters | undefined;
  /** Picks the best. */
  readonly 'max-score-picker': undefined;
  /** Picks any. */
  readonly 'random-picker': undefined;
  /** Picks any, the better ones more often. */
  readonly 'weighted-random-picker': undefined;
  /** Runs the only profile. */
  readonly 'single-profile-handler': undefined;
  /** Runs the profile `decode`, and `prefill` where its decider says so. */
  readonly 'disagg-profile-handler': { readonly deciders: { readonly prefill: string } };
  /** Has another replica prefill where more tokens than these are not cached. */
  readonly 'prefix-based-pd-decider': { readonly nonCachedTokens: number; readonly promptTokens?: number };
  /** Always has another replica prefill. */
  readonly 'always-disagg-pd-decider': undefined;
  /** Refuses requests of a priority below 0 whose promise no replica is predicted to keep. */
  readonly 'latency-slo-admitter': undefined;
  /** Fetches the metrics of replicas. */
  readonly 'metrics-data-source': undefined;
  /** Reads load and caches out of metrics. */
  readonly 'core-metrics-extractor': undefined;
  /** Tells of replicas that come and go. */
  readonly 'endpoint-notification-source': undefined;
  /** The oldest request is next, whoever asks. */
  readonly 'global-strict-fairness-policy': undefined;
  /** Each caller in turn. */
  readonly 'round-robin-fairness-policy': undefined;
  /** The oldest request of a caller is next. */
  readonly 'fcfs-ordering-policy': undefined;
  /** The request of a caller whose wait ends first is next. */
  readonly 'edf-ordering-policy': undefined;
  /** The request of a caller whose promise ends first is next. */
  readonly 'slo-deadline-ordering-policy': undefined;
  /** The pool is full when queues and caches of its replicas are. */
  readonly 'utilization-detector': { readonly queueDepthThreshold: number; readonly kvCacheUtilThreshold: number; readonly headroom: number };
  /** The pool is full when each replica has this many requests. */
  readonly 'concurrency-detector': { readonly concurrencyMode: 'requests'; readonly maxConcurrency: number; readonly headroom: number };
  /** Reads requests of the OpenAI API. */
  readonly 'openai-parser': undefined;
  /** Reads requests of the Anthropic API. */
  readonly 'anthropic-parser': undefined;
  /** Reads requests of vLLM's own API. */
  readonly 'vllmhttp-parser': undefined;
  /** Reads nothing: for engines with another API. */
  readonly 'passthrough-parser': undefined;
}

/** Type of a plugin of llm-d's. */
export type PickerPluginType = keyof PickerPluginParameters;

const FAMILIES: Readonly<Record<PickerPluginType, PickerPluginFamily>> = {
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

/**
 * A plugin of the endpoint picker's configuration: what it is, and the name that others call it by.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/apix/config/v1alpha1/endpointpickerconfig_types.go
 */
export class PickerPlugin {
  /** A plugin of llm-d's, by its type; a name of its own tells two of one type apart. */
  public static of<T extends PickerPluginType>(type: T, parameters?: PickerPluginParameters[T], name: string = type): PickerPlugin {
    return new PickerPlugin(name, type, FAMILIES[type], parameters);
  }

  /** A plugin that the picker's image was built with and llm-d's own is not: give the pool that image as `pickerImage`. */
  public static custom(type: string, family: PickerPluginFamily, parameters?: object, name: string = type): PickerPlugin {
    return new PickerPlugin(name, type, family, parameters);
  }

  private constructor(
    /** Name that profiles and other plugins call it by. */
    public readonly name: string,
    /** Type that the picker's image knows. */
    public readonly type: string,
    /** What it does for the picker. */
    public readonly family: PickerPluginFamily,
    /** What it is told. @default - nothing */
    public readonly parameters?: object,
  ) {}
}
