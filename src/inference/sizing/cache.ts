import { CacheLayers, cacheLayersOf } from './cache-layers';
import { CachePages, cachePagesOf } from './cache-pages';
import { stagesOf } from './layout';
import type { Question } from './question';
import { layersOf } from '../../catalog/models/attention';

/** What a replica's cache holds. */
export interface CacheCapacity {
  /** Bytes that one more token of a request takes on the fullest GPU, once windows are full. */
  readonly bytesPerToken: number;
  /** Bytes that one request of full length takes on the fullest GPU. */
  readonly requestBytes: number;
  /** Blocks that all stages can hold. */
  readonly blocks: number;
  /** Requests of full length that fit at once: the figure that the engine logs as maximum concurrency. */
  readonly concurrency: number;
  /** Tokens as the engine logs them: those of the blocks, or, where layers keep different spans, concurrency × context. */
  readonly tokens: number;
}

/**
 * What the cache holds by the memory of each pipeline stage.
 *
 * All stages hold the same requests, so that the fullest decides. Exact where the engine's own grouping is: it rounds
 * requests up to blocks, and pads the layers of a kind to whole groups.
 */
export function cacheCapacity(question: Question, stageBytes: readonly number[]): CacheCapacity {
  const measured = question.model.measured?.kvBytesPerToken;
  if (measured !== undefined) {
    return measuredCapacity(question, measured, Math.min(...stageBytes));
  }
  const layers = cacheLayersOf(question);
  const pages = cachePagesOf(layers, question);
  const shares = stageShares(question);
  const blocks = Math.min(...shares.map((share, stage) => Math.max(0, Math.floor(stageBytes[stage]! / (pages.blockBytes * share)))));
  const largest = Math.max(...shares);
  const concurrency = question.layout.dataParallelSize * blocks / pages.requestBlocks;
  return {
    bytesPerToken: largest * bytesPerToken(layers) / question.layout.decodeContextParallelSize,
    requestBytes: largest * pages.blockBytes * pages.requestBlocks,
    blocks,
    concurrency,
    tokens: tokensOf(question, pages, blocks, concurrency),
  };
}

function tokensOf({ layout, maxModelLen }: Question, { blockTokens }: CachePages, blocks: number, concurrency: number): number {
  const copies = layout.decodeContextParallelSize * layout.dataParallelSize;
  return blockTokens === undefined ? Math.floor(concurrency * maxModelLen) : blocks * blockTokens * copies;
}

/** Part of the layers that each stage has; a stage of draft layers beside them is the last, but counts with all. */
function stageShares({ model, layout }: Question): readonly number[] {
  const layers = layersOf(model.attention);
  return stagesOf(layers, layout.pipelineParallelSize).map((count) => count / layers);
}

function bytesPerToken(layers: readonly CacheLayers[]): number {
  return layers.filter(({ kind }) => kind === 'full').reduce((sum, group) => sum + group.layers * group.tokenBytes, 0);
}

function measuredCapacity({ maxModelLen, layout }: Question, bytes: number, available: number): CacheCapacity {
  const tokens = Math.max(0, Math.floor(available / bytes)) * layout.dataParallelSize;
  return { bytesPerToken: bytes, requestBytes: bytes * maxModelLen, blocks: tokens, concurrency: tokens / maxModelLen, tokens };
}
