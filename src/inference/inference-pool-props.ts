import type { RoutingProps } from './routing';
import type { ScalingMetric } from './scaling-metric';
import type { Topology } from './topology';
import type { Model } from '../catalog/models';
import type { GpuNodeGroup } from '../compute/gpu-node-group';
import type { Duration } from '../units';

/** A model, the nodes that serve it, and how much of it. */
export interface InferencePoolProps {
  /** The model: `Model.LLAMA_3_3_70B_INSTRUCT`, or `Model.custom({…})`. It is read from the zone's own store. */
  readonly model: Model;
  /** The nodes that it runs on; of the same zone. */
  readonly nodes: GpuNodeGroup;
  /** Replicas that always run. @default 1 */
  readonly minReplicas?: number;
  /** Most replicas; more than `minReplicas` needs `scaleOn`. @default - as many as `minReplicas` */
  readonly maxReplicas?: number;
  /** What adds and removes replicas. @default - nothing: the pool stays at `minReplicas` */
  readonly scaleOn?: ScalingMetric;
  /** GPUs that a replica is spread over, all of one node. @default - the fewest that hold the context and the concurrency */
  readonly tensorParallelSize?: number;
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
}
