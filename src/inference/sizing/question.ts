import type { Layout } from './layout';
import type { Accelerator } from '../../catalog/accelerators';
import type { Model } from '../../catalog/models';
import type { AttentionGroup } from '../../catalog/models/attention';

/** Layers that a draft model for speculative decoding adds to the cache, and the memory of its weights. */
export interface Draft {
  /** The model that guesses; it is spread over the ranks of the one that confirms. @default - not known, and not checked */
  readonly model?: Model;
  readonly attention: readonly AttentionGroup[];
  /** Weights that the draft does not share with the model, GiB. */
  readonly weightsGib: number;
  /** Tokens that it proposes at once. */
  readonly numSpeculativeTokens: number;
}

/** Adapters that stay loaded beside the weights. */
export interface Lora {
  /** Adapters that one step may use. */
  readonly maxLoras: number;
  readonly maxLoraRank: number;
}

/** Everything that decides whether a replica starts, and how much it serves; the names are the engine's. */
export interface Question {
  readonly model: Model;
  readonly accelerator: Accelerator;
  readonly layout: Layout;
  /** Longest request with its answer, tokens. */
  readonly maxModelLen: number;
  /** Requests of that length that a replica must hold at once. */
  readonly maxConcurrency: number;
  readonly maxNumBatchedTokens: number;
  /** Requests that the engine works on at once. */
  readonly maxNumSeqs: number;
  readonly gpuMemoryUtilization: number;
  readonly kvCacheDtype: 'auto' | 'fp8';
  /** Tokens of a block of the cache. @default - as many as the kernels ask for */
  readonly blockSize?: number;
  /** Minor version of vLLM 0.x that will serve it: what it needs beside weights and cache depends on it. */
  readonly engineMinor: number;
  /** @default - no adapters */
  readonly lora?: Lora;
  /** @default - no speculative decoding */
  readonly draft?: Draft;
  /** Whether images are refused, and their encoder gets no memory. @default false */
  readonly languageModelOnly?: boolean;
  /** Whether the engine runs without CUDA graphs. @default false */
  readonly enforceEager?: boolean;
  /** Whether recurrent states are kept for prefixes too, which takes a second one for each request. @default true */
  readonly enablePrefixCaching?: boolean;
}
