import type { ConfigReader } from './config-reader';
import type { Experts } from './model';
import { bitsOf, Quantization } from './weights';
import { GIB } from '../../units/gib';

/** Numbers of a model, by what quantisation does to them. */
interface Parameters {
  readonly attention: number;
  readonly dense: number;
  readonly shared: number;
  readonly experts: number;
  /** Embeddings and what else always stays at 16 bit. */
  readonly plain: number;
}

/** What the tensors of a language model take by the shapes of its configuration, GiB: for a checkpoint whose index nobody has. */
export function estimatedWeightsGib(config: ConfigReader, quantization: Quantization, experts: Experts | undefined): number {
  const parameters = parametersOf(config, experts);
  const keeps = (pattern: RegExp): boolean => quantization.unquantized.some((name) => pattern.test(name));
  const bits = (quantized: boolean): number => bitsOf(quantized ? quantization.format : 'bf16', quantization.group);
  const total = parameters.plain * bitsOf('bf16')
    + parameters.attention * bits(!keeps(/attn/))
    + parameters.dense * bits(quantization.format !== 'mxfp4' && !keeps(/mlp.*(gate\||gate_proj|up_proj|down_proj)/))
    + parameters.shared * bits(!keeps(/shared_expert/))
    + parameters.experts * bits(true);
  return total / 8 / GIB;
}

/** Weights of an encoder that every rank holds whole, GiB; 0 where there is none. */
export function encoderWeightsGib(config: ConfigReader): number {
  const vision = config.section('vision_config');
  const width = vision?.tryCount('hidden_size', 'vt_hidden_size');
  if (vision === undefined || width === undefined) {
    return 0;
  }
  const layers = vision.tryCount('depth', 'num_hidden_layers', 'vt_num_hidden_layers') ?? 0;
  const inner = vision.tryCount('intermediate_size', 'vt_intermediate_size') ?? 4 * width;
  return layers * (4 * width * width + 2 * width * inner) * 2 / GIB;
}

/** Routed experts, undefined for a dense model. */
export function expertsOf(config: ConfigReader): Experts | undefined {
  const count = config.tryCount('n_routed_experts', 'num_experts', 'num_local_experts');
  if (count === undefined || count === 1 || config.has('enable_moe_block') && !config.flag('enable_moe_block')) {
    return undefined;
  }
  return { count, layers: expertLayersOf(config), intermediateSize: config.tryCount('moe_intermediate_size', 'expert_intermediate_size') ?? config.count('intermediate_size') };
}

function expertLayersOf(config: ConfigReader): number {
  const layers = config.tryCount('num_hidden_layers') ?? config.list('layers_block_type').length;
  const listed = [config.list('moe_layer_freq'), config.list('mlp_layer_types'), config.list('layers_block_type'), [...config.word('hybrid_override_pattern') ?? '']];
  const types = listed.find((list) => list.length > 0);
  if (types !== undefined) {
    return types.filter((type) => type === 1 || type === 'sparse' || type === 'moe' || type === 'E').length;
  }
  const step = config.tryCount('interleave_moe_layer_step', 'decoder_sparse_step') ?? 1;
  return Math.floor((layers - (config.tryCount('first_k_dense_replace') ?? 0)) / step);
}

function parametersOf(config: ConfigReader, experts: Experts | undefined): Parameters {
  const hidden = config.count('hidden_size');
  const layers = config.tryCount('num_hidden_layers') ?? config.list('layers_block_type').length;
  const expertWidth = config.tryCount('moe_latent_size', 'routed_expert_hidden_size') ?? hidden;
  const routed = experts === undefined ? 0 : experts.layers * experts.count * expertWidth * experts.intermediateSize;
  const gates = gatesOf(config);
  const sharedWidth = config.tryCount('moe_shared_expert_intermediate_size', 'shared_expert_intermediate_size', 'share_expert_dim')
    ?? (config.tryCount('n_shared_experts', 'num_shared_experts') ?? (config.has('interleave_moe_layer_step') ? 1 : 0)) * (experts?.intermediateSize ?? 0);
  const denseLayers = config.flag('enable_moe_block') ? layers : Math.max(0, feedForwardLayersOf(config, layers) - (experts?.layers ?? 0));
  return {
    attention: attentionParameters(config, hidden, layers),
    dense: denseLayers === 0 ? 0 : denseLayers * gates * hidden * config.count('intermediate_size_mlp', 'dense_intermediate_size', 'intermediate_size'),
    shared: (experts?.layers ?? 0) * gates * hidden * sharedWidth,
    experts: gates * routed,
    plain: config.count('vocab_size') * hidden * (config.flag('tie_word_embeddings') ? 1 : 2) + (experts?.layers ?? 0) * (experts?.count ?? 0) * hidden,
  };
}

/** Matrices of a feed-forward layer: squared activations have no gate. */
function gatesOf(config: ConfigReader): number {
  return config.word('mlp_hidden_act') === 'relu2' ? 2 : 3;
}

/** In Nemotron-H a layer is either mixer or feed-forward; elsewhere every layer has both. */
function feedForwardLayersOf(config: ConfigReader, layers: number): number {
  const pattern = config.word('hybrid_override_pattern');
  if (pattern !== undefined) {
    return [...pattern].filter((letter) => letter === '-' || letter === 'E').length;
  }
  const types = config.list('layers_block_type');
  return types.length === 0 ? layers : types.filter((type) => type === 'moe' || type === 'mlp').length;
}

function attentionParameters(config: ConfigReader, hidden: number, layers: number): number {
  const linear = linearLayersOf(config);
  const attending = config.has('mamba_num_heads') ? attendingLayersOf(config) : layers - linear;
  const ofLinear = linear === 0 ? 0 : linear * linearParameters(config, hidden);
  return attending * (config.has('kv_lora_rank') ? latentParameters(config, hidden) : headParameters(config, hidden)) + ofLinear;
}

function attendingLayersOf(config: ConfigReader): number {
  const kinds = config.has('hybrid_override_pattern') ? [...config.word('hybrid_override_pattern') ?? ''] : config.list('layers_block_type');
  return kinds.filter((kind) => kind === '*' || kind === 'attention').length;
}

function linearLayersOf(config: ConfigReader): number {
  if (config.has('mamba_num_heads')) {
    const kinds = config.has('hybrid_override_pattern') ? [...config.word('hybrid_override_pattern') ?? ''] : config.list('layers_block_type');
    return kinds.filter((kind) => kind === 'M' || kind === 'mamba').length;
  }
  const kimi = config.section('linear_attn_config');
  return kimi?.list('kda_layers').length ?? config.list('layer_types').filter((type) => type === 'linear_attention').length;
}

function headParameters(config: ConfigReader, hidden: number): number {
  const heads = config.count('num_attention_heads');
  const width = config.tryCount('head_dim', 'attention_head_dim') ?? hidden / heads;
  const gate = config.flag('attn_output_gate') ? 1 : 0;
  const kvHeads = config.tryCount('num_key_value_heads') ?? heads;
  return hidden * width * ((2 + gate) * heads + 2 * kvHeads);
}

function latentParameters(config: ConfigReader, hidden: number): number {
  const heads = config.count('num_attention_heads');
  const [latent, rope] = [config.count('kv_lora_rank'), config.count('qk_rope_head_dim')];
  const [nope, value] = [config.count('qk_nope_head_dim'), config.count('v_head_dim')];
  const rank = config.tryCount('q_lora_rank');
  const query = rank === undefined ? hidden * heads * (nope + rope) : rank * (hidden + heads * (nope + rope));
  return query + hidden * (latent + rope) + latent * heads * (nope + value) + heads * value * hidden;
}

function linearParameters(config: ConfigReader, hidden: number): number {
  if (config.has('mamba_num_heads')) {
    const inner = config.count('mamba_num_heads') * config.count('mamba_head_dim');
    return hidden * (3 * inner + 2 * config.count('n_groups') * config.count('ssm_state_size') + config.count('mamba_num_heads'));
  }
  const kimi = config.section('linear_attn_config');
  if (kimi !== undefined) {
    return 5 * hidden * kimi.count('num_heads') * kimi.count('head_dim');
  }
  const keys = config.count('linear_num_key_heads') * config.count('linear_key_head_dim');
  const values = config.count('linear_num_value_heads') * config.count('linear_value_head_dim');
  return hidden * (2 * keys + 3 * values + 2 * config.count('linear_num_value_heads'));
}
