import type { AttentionGroup } from './attention';
import type { Sourced } from '../sourced';

/** Number format that most of the weights are stored in. */
export type WeightsFormat = 'bf16' | 'fp8' | 'int8' | 'int4' | 'mxfp4' | 'nvfp4';

/** The experts of a mixture. */
export interface Experts {
  /** Routed experts of one layer; an expert-parallel size must divide them. */
  readonly count: number;
  /** Layers that have them. */
  readonly layers: number;
  /** Width of one expert. */
  readonly intermediateSize: number;
}

/** What was measured on a running engine, where a formula gives nothing or the table knows nothing. */
export interface Measurement extends Sourced {
  /** Bytes of the key-value cache that a token takes on one GPU, at the layout that is served. @default - from the attention groups */
  readonly kvBytesPerToken?: number;
  /** Peak of activations that the engine logged at its start, GiB a GPU. @default - from the table of overheads */
  readonly activationGib?: number;
  /** Memory beside PyTorch that the engine logged at its start, GiB a GPU. @default - from the table of overheads */
  readonly nonTorchGib?: number;
}

/** An open-weights language model, as far as serving it needs to know. */
export interface Model extends Sourced {
  /** Short name, kebab case with dots: what clients put in `model`, such as `llama-3.3-70b-instruct`. */
  readonly name: string;
  /** Repository on the model hub that the weights are mirrored from, `owner/name`. */
  readonly repository: string;
  /** Commit of that repository. @default - the branch `main`, which the mirror list says */
  readonly revision?: string;
  /** Class that serves it, first of `architectures` in its `config.json`, such as `LlamaForCausalLM`. */
  readonly architecture: string;
  /** Bytes of the weights as loaded, or as stored where nobody measured them, GiB. */
  readonly weightsGib: number;
  /** Part by which `weightsGib` may be too low, because it was computed from shapes. @default 0 */
  readonly weightsError?: number;
  /** Part of the weights that every rank of the first stage holds whole, such as a vision tower, GiB. @default 0 */
  readonly replicatedWeightsGib?: number;
  /** Number format of the weights. */
  readonly weightsFormat: WeightsFormat;
  /** Rows and columns that share a scale in 8-bit block quantisation; what a rank gets must be a multiple of it. @default - no blocks */
  readonly quantizationBlock?: number;
  /** Query heads; a tensor-parallel size must divide them. */
  readonly attentionHeads: number;
  /** Attention, group by group; empty where no formula gives the size of the cache. */
  readonly attention: readonly AttentionGroup[];
  /** Longest context that the model was trained for, tokens. */
  readonly maxModelLen: number;
  /** Width of the residual stream. */
  readonly hiddenSize: number;
  /** Width of a dense feed-forward layer. @default - unknown: what it must be divisible by is not checked */
  readonly intermediateSize?: number;
  /** Tokens of the vocabulary. @default - unknown: its divisibility is not checked, and embeddings count as layers */
  readonly vocabularySize?: number;
  /** Whether input and output embeddings are one matrix. @default false */
  readonly tiedEmbeddings?: boolean;
  /** Routed experts. @default - none: the model is dense */
  readonly experts?: Experts;
  /** Whether it takes images, sound or video, whose encoder needs memory of its own. @default false */
  readonly multimodal?: boolean;
  /** Why the size of its cache cannot be computed, continuing "its cache …". @default - it can */
  readonly unestimable?: string;
  /** What was measured. @default - nothing */
  readonly measured?: Measurement;
}
