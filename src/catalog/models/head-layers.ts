import type { AttentionGroup } from './attention';
import type { ConfigReader } from './config-reader';
import { ValidationError } from '../../errors/validation-error';

/** Every layer keeps every token. */
export function fullLayers(config: ConfigReader): readonly AttentionGroup[] {
  return [{ kind: 'full', layers: config.count('num_hidden_layers'), ...headsOf(config) }];
}

/** One window for all layers where the configuration has one and uses it. */
export function slidingLayers(config: ConfigReader): readonly AttentionGroup[] {
  const window = config.tryCount('sliding_window');
  const off = config.has('use_sliding_window') && !config.flag('use_sliding_window');
  if (window === undefined || off) {
    return fullLayers(config);
  }
  return config.list('layer_types').length > 0 ? patternedLayers(config, 1) : [{ kind: 'sliding', layers: config.count('num_hidden_layers'), window, ...headsOf(config) }];
}

/** Full layers among sliding ones: by the list of layers, or else every `period`-th. */
export function patternedLayers(config: ConfigReader, period: number): readonly AttentionGroup[] {
  const layers = config.count('num_hidden_layers');
  const types = typesOf(config, 'layer_types', layers);
  const full = types === undefined ? Math.floor(layers / (config.tryCount('sliding_window_pattern') ?? period)) : types.filter((type) => type === 'full_attention').length;
  const heads = headsOf(config);
  const sliding = layers - full;
  return [
    ...full > 0 ? [{ kind: 'full', layers: full, ...heads } as const] : [],
    ...sliding > 0 ? [{ kind: 'sliding', layers: sliding, window: config.count('sliding_window'), ...heads } as const] : [],
  ];
}

/** Gemma 4: full layers have heads of their own number and width; layers that share another's cache have none. */
export function gemma4Layers(config: ConfigReader): readonly AttentionGroup[] {
  const all = typesOf(config, 'layer_types', config.count('num_hidden_layers')) ?? [];
  const types = all.slice(0, all.length - (config.tryCount('num_kv_shared_layers') ?? 0));
  const full = types.filter((type) => type === 'full_attention').length;
  const heads = headsOf(config);
  return [
    { kind: 'full', layers: full, kvHeads: config.tryCount('num_global_key_value_heads') ?? heads.kvHeads, headDim: config.tryCount('global_head_dim') ?? heads.headDim },
    { kind: 'sliding', layers: types.length - full, window: config.count('sliding_window'), ...heads },
  ];
}

/** Llama 4: three layers of four attend within a chunk. */
export function chunkedLayers(config: ConfigReader): readonly AttentionGroup[] {
  const layers = config.count('num_hidden_layers');
  const types = typesOf(config, 'layer_types', layers);
  const full = types === undefined ? Math.floor(layers / 4) : types.filter((type) => type === 'full_attention').length;
  const heads = headsOf(config);
  return [{ kind: 'full', layers: full, ...heads }, { kind: 'chunked', layers: layers - full, chunk: config.count('attention_chunk_size'), ...heads }];
}

/** MiMo V2: a list says 1 for sliding layers, which have heads of their own number and width. */
export function windowedOrFullLayers(config: ConfigReader): readonly AttentionGroup[] {
  const pattern = config.list('hybrid_layer_pattern');
  const sliding = pattern.filter((type) => type === 1).length;
  return [
    { kind: 'full', layers: pattern.length - sliding, ...headsOf(config), valueDim: config.count('v_head_dim') },
    {
      kind: 'sliding', layers: sliding, window: config.count('sliding_window'),
      kvHeads: config.count('swa_num_key_value_heads'), headDim: config.count('swa_head_dim'), valueDim: config.count('swa_v_head_dim'),
    },
  ];
}

/** Models of a neural architecture search: each layer says how many query heads share one key, or that it has no attention. */
export function headsInGroupsLayers(config: ConfigReader): readonly AttentionGroup[] {
  const queryHeads = config.count('num_attention_heads');
  const blocks = config.sections('block_configs').map((block) => block.section('attention')).filter((attention) => attention?.has('n_heads_in_group'));
  const kvHeads = blocks.map((attention) => queryHeads / attention!.count('n_heads_in_group'));
  const headDim = widthOf(config);
  return [...new Set(kvHeads)].map((heads) => ({ kind: 'full', layers: kvHeads.filter((other) => other === heads).length, kvHeads: heads, headDim }));
}

/** The types of all layers, undefined where the configuration leaves them to the class. */
export function typesOf(config: ConfigReader, key: string, layers: number): readonly unknown[] | undefined {
  const types = config.list(key);
  if (types.length !== 0 && types.length !== layers) {
    const rule = `has ${types.length} entries, but 'num_hidden_layers' is ${layers}`;
    throw new ValidationError({ code: 'LayersDisagree', prop: `config.${key}`, value: types.length, rule, remedy: 'take config.json from the repository as it is' });
  }
  return types.length === 0 ? undefined : types;
}

/** Key-value heads and their width. */
export function headsOf(config: ConfigReader): { readonly kvHeads: number; readonly headDim: number } {
  return { kvHeads: config.tryCount('num_key_value_heads') ?? config.count('num_attention_heads'), headDim: widthOf(config) };
}

function widthOf(config: ConfigReader): number {
  return config.tryCount('head_dim', 'attention_head_dim') ?? config.count('hidden_size') / config.count('num_attention_heads');
}
