/** Layers that keep keys and values for each head: multi-head, grouped-query and multi-query attention. */
interface HeadLayers {
  /** Number of layers of this kind. */
  readonly layers: number;
  /** Key-value heads; they are replicated when a tensor-parallel group has more ranks than heads. */
  readonly kvHeads: number;
  /** Width of one key. */
  readonly headDim: number;
  /** Width of one value. @default - that of a key */
  readonly valueDim?: number;
}

/** Layers that keep every token of a request. */
export interface FullAttention extends HeadLayers {
  readonly kind: 'full';
}

/** Layers that keep the last tokens of a request, and what one step of the engine adds. */
export interface SlidingAttention extends HeadLayers {
  readonly kind: 'sliding';
  /** Tokens in the window. */
  readonly window: number;
}

/** Layers that attend within one chunk of the context, as those of Llama 4. */
export interface ChunkedAttention extends HeadLayers {
  readonly kind: 'chunked';
  /** Tokens of a chunk. */
  readonly chunk: number;
}

/** Multi-head latent attention: one vector a token and layer, the same on every tensor-parallel rank. */
export interface LatentAttention {
  readonly kind: 'latent';
  /** Number of layers of this kind. */
  readonly layers: number;
  /** Rank of the compressed keys and values, `kv_lora_rank`. */
  readonly latentDim: number;
  /** Width of the rotary part of a key, `qk_rope_head_dim`. */
  readonly ropeDim: number;
  /** Bytes that a token takes in an 8-bit cache. @default - one for each number; sparse attention keeps scales beside them */
  readonly fp8Bytes?: number;
}

/** Keys by which sparse attention selects tokens: 8 bit with a scale for each 128, whatever the format of the cache. */
export interface IndexerKeys {
  readonly kind: 'indexer';
  /** Layers that have such keys; another group counts them too. */
  readonly layers: number;
  /** Width of a key, `index_head_dim`. */
  readonly keyDim: number;
}

/** Linear attention or a state-space model: a state of fixed size for each request, whatever its length. */
export interface RecurrentState {
  readonly kind: 'recurrent';
  /** Number of layers of this kind. */
  readonly layers: number;
  /** Channels of the short convolution that tensor parallelism divides. */
  readonly convChannels: number;
  /** Taps of the convolution; the state keeps all but one. */
  readonly convKernel: number;
  /** Groups of the state-space model that are copied where ranks do not divide them, and the channels of each. @default - none */
  readonly groups?: { readonly count: number; readonly channels: number };
  /** Heads of the recurrent state. */
  readonly heads: number;
  /** Width of a head of the state. */
  readonly headDim: number;
  /** Depth of the state: numbers that are kept for each place of a head. */
  readonly stateDim: number;
  /** Bytes of one number of the recurrent state. */
  readonly stateBytes: 2 | 4;
}

/** Layers of one attention kind; a model is a list of such groups. */
export type AttentionGroup = FullAttention | SlidingAttention | ChunkedAttention | LatentAttention | IndexerKeys | RecurrentState;

/** Layers of a model: an indexer belongs to layers that another group counts. */
export function layersOf(attention: readonly AttentionGroup[]): number {
  return attention.reduce((sum, group) => sum + (group.kind === 'indexer' ? 0 : group.layers), 0);
}
