import type { AttentionGroup, LatentAttention } from './attention';
import type { ConfigReader } from './config-reader';
import { typesOf } from './head-layers';

/** Bytes of a token in the 8-bit format of sparse latent attention: 512 numbers, their scales, and a rotary part of 16 bit. */
const SPARSE_FP8_BYTES = 656;

/** Multi-head latent attention in every layer. */
export function latentLayers(config: ConfigReader): readonly LatentAttention[] {
  return [{ kind: 'latent', layers: config.count('num_hidden_layers'), latentDim: config.count('kv_lora_rank'), ropeDim: config.count('qk_rope_head_dim') }];
}

/** Latent attention that an indexer makes sparse; layers may share the indexer of an earlier one. */
export function sparseLatentLayers(config: ConfigReader): readonly AttentionGroup[] {
  const layers = config.count('num_hidden_layers');
  const types = typesOf(config, 'indexer_types', layers);
  const indexed = types === undefined ? layers : types.filter((type) => type !== 'shared').length;
  return [
    ...latentLayers(config).map((group) => ({ ...group, fp8Bytes: SPARSE_FP8_BYTES })),
    { kind: 'indexer', layers: indexed, keyDim: config.count('index_head_dim') },
  ];
}
