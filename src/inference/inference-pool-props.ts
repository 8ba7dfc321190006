import type { Duration } from '../units';
import type { Engine } from './engine/engine';
import type { KvOffload } from './engine/kv-offload';
import type { LoraProps } from './engine/lora';
import type { ModelCache } from './engine/model-cache';
import type { SpeculativeDecoding } from './engine/speculative-decoding';
import type { Objective } from './routing/objective';
import type { RoutingProps } from './routing/routing';
import type { ScalingMetric } from './scaling-metric';
import type { Topology } from './topology/topology';
import type { Model } from '../catalog/models';
import type { GpuNodeGroup } from '../compute/gpu-node-group';

/** A model, the nodes that serve it, and how much of it. */
export interface InferencePoolProps {
  /** The model: `Model.LLAMA_3_3_70B_INSTRUCT`, or `Model.custom({…})`. It is read from the zone's own store. */
  readonly model: Model;
  /** The nodes that it runs on; of the same zone. */
  readonly nodes: GpuNodeGroup;
  /** Replicas that always run; 0 needs an endpoint picker that holds requests until one has started. @default 1 */
  readonly minReplicas?: number;
  /** Most replicas; more than `minReplicas` needs `scaleOn` or an `objective`. @default - as many as `minReplicas` */
  readonly maxReplicas?: number;
  /** What adds and removes replicas. @default - the latency that `objective` promises; else nothing: the pool stays at `minReplicas` */
  readonly scaleOn?: ScalingMetric;
  /** What clients are promised, and which pool goes first where nodes are shared. @default - nothing is promised, and priority 0 */
  readonly objective?: Objective;
  /** GPUs that a replica is spread over, all of one node. @default - the fewest that hold the context and the concurrency */
  readonly tensorParallelSize?: number;
  /** Ranks of one engine that share out the tokens of the cache, where they would all keep the same; not for replicas of two roles. @default 1 */
  readonly decodeContextParallelSize?: number;
  /** Which replicas there are, and over which nodes one is spread. @default Topology.aggregated() */
  readonly topology?: Topology;
  /** Longest request with its answer, tokens. @default - the model's own, at most 8192 */
  readonly maxModelLen?: number;
  /** Requests of `maxModelLen` tokens whose cache a replica must hold at once; shorter ones are more. @default 1 */
  readonly maxConcurrency?: number;
  /** Accepts, for a reason that the report says, a replica that fits by certain figures and not by measured ones. @default - it is refused */
  readonly acceptUnlikely?: { readonly reason: string };
  /** Tokens that one step of the engine works on. @default 8192 */
  readonly maxNumBatchedTokens?: number;
  /** Requests that the engine works on at once. @default 128 */
  readonly maxNumSeqs?: number;
  /** Part of a GPU's memory that the engine may use, above 0 and at most 1. @default 0.92 */
  readonly gpuMemoryUtilization?: number;
  /** Number format of the key-value cache: `auto` is that of the model. @default 'auto' */
  readonly kvCacheDtype?: 'auto' | 'fp8';
  /** How requests find a replica. @default - by load, and by what requests before have left in the caches */
  readonly routing?: RoutingProps;
  /** Time that a replica gets to finish its requests before it is stopped. @default Duration.minutes(2) */
  readonly drainTimeout?: Duration;
  /** What serves the model. @default - what the target serves with: vLLM, unless the target says otherwise */
  readonly engine?: Engine;
  /** Where keys and values go that the GPU has no room for. @default - nowhere: they are computed again */
  readonly kvOffload?: KvOffload;
  /** Room for adapters, which `addAdapter` adds. @default - the model alone is served */
  readonly lora?: LoraProps;
  /** How the weights come to the nodes once, and not once a replica. @default - each replica reads the zone's store */
  readonly modelCache?: ModelCache;
  /** Guesses tokens, which the model confirms several at once. @default - nothing is guessed */
  readonly speculativeDecoding?: SpeculativeDecoding;
  /** Whether a model that takes images refuses them, which frees the memory of their encoder. @default false */
  readonly languageModelOnly?: boolean;
  /** Whether the engine runs without CUDA graphs: less memory, slower answers. @default false */
  readonly enforceEager?: boolean;
  /** Whether the beginnings of prompts are kept for the next request. @default true */
  readonly enablePrefixCaching?: boolean;
  /** Longest time that a replica may take to load its model and be ready. @default - by the size of the weights and where they are read from */
  readonly startupTimeout?: Duration;
}
