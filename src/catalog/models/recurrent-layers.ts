import type { AttentionGroup, RecurrentState } from './attention';
import type { ConfigReader } from './config-reader';
import { headsOf, typesOf } from './head-layers';
import { latentLayers } from './latent-layers';
import { ValidationError } from '../../errors/validation-error';

/** Gated delta networks with full attention at intervals: Qwen3-Next and its successors. */
export function gatedDeltaLayers(config: ConfigReader): readonly AttentionGroup[] {
  const layers = config.count('num_hidden_layers');
  const types = typesOf(config, 'layer_types', layers);
  const full = types === undefined ? Math.floor(layers / config.count('full_attention_interval')) : types.filter((type) => type === 'full_attention').length;
  const [keyHeads, valueHeads] = [config.count('linear_num_key_heads'), config.count('linear_num_value_heads')];
  const [keyDim, valueDim] = [config.count('linear_key_head_dim'), config.count('linear_value_head_dim')];
  return [{ kind: 'full', layers: full, ...headsOf(config) }, {
    kind: 'recurrent',
    layers: layers - full,
    convChannels: 2 * keyHeads * keyDim + valueHeads * valueDim,
    convKernel: config.count('linear_conv_kernel_dim'),
    heads: valueHeads,
    headDim: valueDim,
    stateDim: keyDim,
    stateBytes: bytesOf(config.word('mamba_ssm_dtype')),
  }];
}

/** Mamba 2 with some attention: Nemotron-H. A letter, or a word, says what each layer is. */
export function mambaLayers(config: ConfigReader): readonly AttentionGroup[] {
  const kinds = config.has('hybrid_override_pattern') ? [...config.word('hybrid_override_pattern') ?? ''] : config.list('layers_block_type');
  const full = kinds.filter((kind) => kind === '*' || kind === 'attention').length;
  const mamba = kinds.filter((kind) => kind === 'M' || kind === 'mamba').length;
  if (full + mamba === 0) {
    const remedy = 'take config.json from the repository as it is';
    throw new ValidationError({ code: 'LayersUnknown', prop: 'config.hybrid_override_pattern', value: undefined, rule: 'must say what each layer is', remedy });
  }
  return [{ kind: 'full', layers: full, ...headsOf(config) }, { ...mambaState(config), layers: mamba }];
}

function mambaState(config: ConfigReader): Omit<RecurrentState, 'layers'> {
  const [heads, headDim, stateDim] = [config.count('mamba_num_heads'), config.count('mamba_head_dim'), config.count('ssm_state_size')];
  return {
    kind: 'recurrent',
    convChannels: heads * headDim,
    convKernel: config.count('conv_kernel'),
    groups: { count: config.count('n_groups'), channels: 2 * stateDim },
    heads,
    headDim,
    stateDim,
    stateBytes: bytesOf(config.word('mamba_ssm_cache_dtype')),
  };
}

/** Kimi's delta attention, whose state is always 32 bit, with latent attention at intervals. */
export function kimiDeltaLayers(config: ConfigReader): readonly AttentionGroup[] {
  const linear = config.section('linear_attn_config');
  if (linear === undefined) {
    throw new ValidationError({ code: 'LayersUnknown', prop: 'config.linear_attn_config', value: undefined, rule: 'must say which layers are linear', remedy: 'take config.json from the repository as it is' });
  }
  const [heads, headDim] = [linear.count('num_heads'), linear.count('head_dim')];
  return [
    ...latentLayers(config).map((group) => ({ ...group, layers: linear.list('full_attn_layers').length })),
    {
      kind: 'recurrent', layers: linear.list('kda_layers').length, convChannels: 3 * heads * headDim, convKernel: linear.count('short_conv_kernel_size'),
      heads, headDim, stateDim: headDim, stateBytes: 4,
    },
  ];
}

/** Engines keep the state in the format of the model unless the configuration says otherwise. */
function bytesOf(dtype: string | undefined): 2 | 4 {
  return dtype === 'float32' ? 4 : 2;
}
