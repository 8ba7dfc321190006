import type { CacheLayers } from './cache-layers';
import type { Question } from './question';

/**
 * How the engine cuts the cache: blocks of one size, shared out among groups of layers with the same number of layers.
 *
 * @see https://docs.vllm.ai/en/latest/design/hybrid_kv_cache_manager/
 */
export interface CachePages {
  /** Bytes of one block on a GPU that has all layers. */
  readonly blockBytes: number;
  /** Blocks that one request of full length takes. */
  readonly requestBlocks: number;
  /** Tokens of a block, where all layers keep all tokens; undefined where layers differ, and tokens have no one rate. */
  readonly blockTokens: number | undefined;
}

/** Blocks beside the first that a recurrent state takes for each request where prefixes are cached. */
const PREFIX_STATES = 1;

/** The blocks of a model. Layers that keep different spans are padded to groups of one size, as the engine pads them. */
export function cachePagesOf(layers: readonly CacheLayers[], question: Question): CachePages {
  const uniform = layers.every(({ kind, span }) => kind === layers[0]!.kind && span === layers[0]!.span && kind !== 'recurrent');
  return uniform ? onePool(layers, question) : groupedPools(layers, question);
}

/** All layers take tokens alike, though perhaps not the same bytes for one: every layer has its own tensor. */
function onePool(layers: readonly CacheLayers[], question: Question): CachePages {
  const blockTokens = layers[0]!.blockSize;
  const tokenBytes = layers.reduce((sum, group) => sum + group.layers * group.tokenBytes, 0);
  return {
    blockBytes: tokenBytes * blockTokens,
    requestBlocks: blocksOf(layers[0]!, blockTokens, question),
    blockTokens: layers[0]!.kind === 'full' ? blockTokens : undefined,
  };
}

function groupedPools(layers: readonly CacheLayers[], question: Question): CachePages {
  const pageBytes = pageBytesOf(layers);
  const groupSize = groupSizeOf(layers.map((group) => group.layers));
  const groups = layers.map((group) => Math.ceil(group.layers / groupSize) * blocksOf(group, pageBytes / Math.max(1, group.tokenBytes), question));
  return { blockBytes: groupSize * pageBytes, requestBlocks: groups.reduce((sum, blocks) => sum + blocks, 0), blockTokens: undefined };
}

/** A page holds the largest of one block of tokens and one recurrent state, in whole blocks of the kernels. */
function pageBytesOf(layers: readonly CacheLayers[]): number {
  const attending = layers.filter(({ kind }) => kind !== 'recurrent');
  const largest = attending.map((group) => group.tokenBytes * group.blockSize).reduce((a, b) => Math.max(a, b), 0);
  const state = layers.reduce((most, group) => Math.max(most, group.stateBytes), 0);
  return largest === 0 ? state : largest * Math.max(1, Math.ceil(state / largest));
}

/**
 * The fewest layers of a kind, so that larger kinds become whole groups of it; the most, where kinds differ by less than half.
 *
 * @see https://github.com/vllm-project/vllm/blob/001cabc1be16a59a70d720ed61a13b678c060a18/vllm/v1/core/kv_cache_utils.py
 */
function groupSizeOf(counts: readonly number[]): number {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return most < 1.5 * least ? most : least;
}

/** Blocks that one request takes in one group of layers. A window may begin within a block. */
function blocksOf(group: CacheLayers, blockTokens: number, question: Question): number {
  const { maxModelLen, maxNumBatchedTokens, layout } = question;
  switch (group.kind) {
    case 'recurrent': return 1 + (question.enablePrefixCaching === false ? 0 : PREFIX_STATES) + (question.draft?.numSpeculativeTokens ?? 0);
    case 'sliding': return Math.ceil(Math.min(group.span - 1 + maxNumBatchedTokens, maxModelLen) / blockTokens) + 1;
    case 'chunked': return Math.ceil(Math.min(group.span + maxNumBatchedTokens, maxModelLen) / blockTokens);
    case 'full': return Math.ceil(Math.ceil(maxModelLen / layout.decodeContextParallelSize) / blockTokens);
  }
}
