import type { AttentionGroup, Model } from '../catalog/models';
import type { ServingParameters } from '../target/requests';

/** Bytes of one element of the key-value cache. */
const KV_BYTES: Readonly<Record<ServingParameters['kvCacheDtype'], number>> = { auto: 2, fp8: 1 };

const GIB = 2 ** 30;
const MIB_PER_GIB = 1024;

/** What of a replica is known for certain: memory that the engine needs before any overhead, on each of its GPUs. */
export interface MemoryNeed {
  /** Weights, GiB a GPU. */
  readonly weightsGib: number;
  /** Key-value cache of one request of `maxModelLen` tokens, GiB a GPU. */
  readonly kvCacheGib: number;
  /** What the engine may use, GiB a GPU. */
  readonly usableGib: number;
}

/**
 * The exact half of the estimate: weights and key-value cache against usable memory. A replica that fails here fails on
 * every machine; one that passes may still fail on activations and the memory of the runtime, which this leaves out.
 *
 * @see https://docs.vllm.ai/en/latest/configuration/conserving_memory.html
 */
export function memoryNeed(model: Model, memoryMib: number, serving: ServingParameters): MemoryNeed {
  const bytes = model.attention.reduce((sum, group) => sum + kvBytesOfGroup(group, serving), 0);
  return {
    weightsGib: model.weightsGib / serving.tensorParallelSize,
    kvCacheGib: bytes / GIB,
    usableGib: serving.gpuMemoryUtilization * memoryMib / MIB_PER_GIB,
  };
}

/** Whether one request of full length has room beside the weights. */
export function isPossible(need: MemoryNeed): boolean {
  return need.weightsGib + need.kvCacheGib <= need.usableGib;
}

/** The smallest divisor of the attention heads, up to a limit, at which a model becomes possible; undefined where none is. */
export function smallestTensorParallelSize(model: Model, memoryMib: number, serving: ServingParameters, limit: number): number | undefined {
  const sizes = Array.from({ length: limit }, (_, index) => index + 1).filter((size) => model.attentionHeads % size === 0);
  return sizes.find((tensorParallelSize) => isPossible(memoryNeed(model, memoryMib, { ...serving, tensorParallelSize })));
}

/** Keys and values of one request on one GPU: heads are divided among the ranks, and copied where there are more ranks than heads. */
function kvBytesOfGroup(group: AttentionGroup, serving: ServingParameters): number {
  const heads = Math.max(1, Math.floor(group.kvHeads / serving.tensorParallelSize));
  return 2 * group.layers * heads * group.headDim * KV_BYTES[serving.kvCacheDtype] * tokensKept(group, serving);
}

/** A sliding window keeps itself and what one step adds; other layers keep the whole request. */
function tokensKept(group: AttentionGroup, serving: ServingParameters): number {
  return group.window === undefined ? serving.maxModelLen : Math.min(serving.maxModelLen, group.window + serving.maxNumBatchedTokens);
}
