import type { Question } from './question';
import type { AttentionGroup, IndexerKeys, LatentAttention, RecurrentState } from '../../catalog/models/attention';

/** Layers of one kind as one GPU keeps them. */
export interface CacheLayers {
  readonly kind: 'full' | 'sliding' | 'chunked' | 'recurrent';
  readonly layers: number;
  /** Bytes of one token in one layer; 0 for a recurrent state. */
  readonly tokenBytes: number;
  /** Bytes of one recurrent state in one layer; 0 for the others. */
  readonly stateBytes: number;
  /** Tokens that a sliding window or a chunk keeps; Infinity for the others. */
  readonly span: number;
  /** Tokens of a block: those that are asked for, or that the kernels of this attention ask for. */
  readonly blockSize: number;
}

/** Blocks of most kernels, and of those for latent attention. */
const BLOCK = 16;
const LATENT_BLOCK = 64;

const KV_BYTES: Readonly<Record<Question['kvCacheDtype'], number>> = { auto: 2, fp8: 1 };

/** What one tensor-parallel rank keeps of each layer, the draft's among them. */
export function cacheLayersOf(question: Question): readonly CacheLayers[] {
  const groups = [...question.model.attention, ...question.draft?.attention ?? []];
  const latent = groups.some(({ kind }) => kind === 'latent');
  const blockSize = question.blockSize ?? (latent ? LATENT_BLOCK : BLOCK);
  return merged(groups.filter(({ layers }) => layers > 0).map((group) => ({ ...onOneRank(group, question), blockSize, layers: group.layers })));
}

type OfOneLayer = Omit<CacheLayers, 'layers' | 'blockSize'>;

function onOneRank(group: AttentionGroup, { layout, kvCacheDtype }: Question): OfOneLayer {
  switch (group.kind) {
    case 'latent': return { kind: 'full', tokenBytes: latentBytes(group, kvCacheDtype), stateBytes: 0, span: Infinity };
    case 'indexer': return { kind: 'full', tokenBytes: indexerBytes(group), stateBytes: 0, span: Infinity };
    case 'recurrent': return { kind: 'recurrent', tokenBytes: 0, stateBytes: recurrentBytes(group, layout.tensorParallelSize), span: Infinity };
    default: {
      const heads = Math.max(1, Math.floor(group.kvHeads / layout.tensorParallelSize));
      const span = group.kind === 'sliding' ? group.window : group.kind === 'chunked' ? group.chunk : Infinity;
      const width = group.headDim + (group.valueDim ?? group.headDim);
      return { kind: group.kind, tokenBytes: heads * width * KV_BYTES[kvCacheDtype], stateBytes: 0, span };
    }
  }
}

/** Latent vectors are the same on every rank: neither halved for it nor doubled for keys and values. */
function latentBytes({ latentDim, ropeDim, fp8Bytes }: LatentAttention, dtype: Question['kvCacheDtype']): number {
  return dtype === 'fp8' ? fp8Bytes ?? latentDim + ropeDim : (latentDim + ropeDim) * KV_BYTES.auto;
}

/** Keys of one byte a number, with a scale of four bytes for each 128. */
function indexerBytes({ keyDim }: IndexerKeys): number {
  return keyDim + 4 * Math.ceil(keyDim / 128);
}

/** The last inputs of the convolution, at 16 bit, and the state. Groups that ranks do not divide are copied to each. */
function recurrentBytes(group: RecurrentState, ranks: number): number {
  const { count, channels } = group.groups ?? { count: 0, channels: 0 };
  const groups = count % ranks === 0 ? count : Math.max(count, ranks);
  const convolution = Math.ceil((group.convChannels + groups * channels) / ranks) * (group.convKernel - 1) * 2;
  return convolution + Math.ceil(group.heads / ranks) * group.headDim * group.stateDim * group.stateBytes;
}

/** Layers that keep the same are one kind to the engine, whatever group or model they come from. */
function merged(layers: readonly CacheLayers[]): readonly CacheLayers[] {
  const keys = layers.map(({ kind, tokenBytes, stateBytes, span }) => [kind, tokenBytes, stateBytes, span].join());
  return [...new Set(keys)].map((key) => {
    const same = layers.filter((_, index) => keys[index] === key);
    return { ...same[0]!, layers: same.reduce((sum, group) => sum + group.layers, 0) };
  });
}
