import * as fs from 'fs';
import * as path from 'path';
import { Model } from '../../../src/catalog/models';
import { inFolder } from '../../emit/folder';

/** Fields that every configuration here has: those of Llama 3.1 8B. */
const LLAMA = {
  architectures: ['LlamaForCausalLM'], hidden_size: 4096, intermediate_size: 14336, max_position_embeddings: 131072, num_attention_heads: 32,
  num_hidden_layers: 32, num_key_value_heads: 8, vocab_size: 128256,
};
const REPOSITORY = { repository: 'owner/Model' };

function read(change: object, base: object = LLAMA): Model {
  return Model.fromConfig({ ...base, ...change }, undefined, REPOSITORY);
}

describe('a configuration gives', () => {
  test('the facts of a dense model, with weights by its shapes', () => {
    const { weightsGib, ...facts } = read({});

    expect(facts).toEqual({
      name: 'model', repository: 'owner/Model', architecture: 'LlamaForCausalLM', weightsError: 0.03, weightsFormat: 'bf16', attentionHeads: 32,
      attention: [{ kind: 'full', layers: 32, kvHeads: 8, headDim: 128 }], maxModelLen: 131072, hiddenSize: 4096, intermediateSize: 14336,
      vocabularySize: 128256, source: 'https://huggingface.co/owner/Model/blob/main/config.json', asOf: 'as given',
    });
    expect(weightsGib).toBeCloseTo(14.96, 2);
  });

  test('exact weights with an index', () => {
    const model = Model.fromConfig(LLAMA, { metadata: { total_size: 16_060_522_496 } }, { ...REPOSITORY, revision: 'abc', name: 'mine' });

    expect(model).toMatchObject({ name: 'mine', revision: 'abc', asOf: 'abc' });
    expect(model.weightsGib).toBe(16_060_522_496 / 2 ** 30);
    expect(model.weightsError).toBe(undefined);
  });

  test.each<[string, object, Model['attention']]>([
    ['windows that are switched off', { architectures: ['Qwen3ForCausalLM'], sliding_window: 4096, use_sliding_window: false, head_dim: 64 },
      [{ kind: 'full', layers: 32, kvHeads: 8, headDim: 64 }]],
    ['one window for all layers', { architectures: ['MistralForCausalLM'], sliding_window: 4096 }, [{ kind: 'sliding', layers: 32, window: 4096, kvHeads: 8, headDim: 128 }]],
    ['a full layer after every five', { architectures: ['Gemma3ForCausalLM'], num_hidden_layers: 62, sliding_window: 1024 },
      [{ kind: 'full', layers: 10, kvHeads: 8, headDim: 128 }, { kind: 'sliding', layers: 52, window: 1024, kvHeads: 8, headDim: 128 }]],
    ['full layers by a list, with heads of their own',
      { architectures: ['Gemma4ForCausalLM'], num_hidden_layers: 3, layer_types: ['sliding_attention', 'sliding_attention', 'full_attention'], sliding_window: 512, num_global_key_value_heads: 2, global_head_dim: 512 },
      [{ kind: 'full', layers: 1, kvHeads: 2, headDim: 512 }, { kind: 'sliding', layers: 2, window: 512, kvHeads: 8, headDim: 128 }]],
    ['chunks', { architectures: ['Llama4ForCausalLM'], num_hidden_layers: 48, attention_chunk_size: 8192 },
      [{ kind: 'full', layers: 12, kvHeads: 8, headDim: 128 }, { kind: 'chunked', layers: 36, chunk: 8192, kvHeads: 8, headDim: 128 }]],
    ['a latent cache', { architectures: ['DeepseekV3ForCausalLM'], kv_lora_rank: 512, qk_rope_head_dim: 64, qk_nope_head_dim: 128, v_head_dim: 128, q_lora_rank: 1536 },
      [{ kind: 'latent', layers: 32, latentDim: 512, ropeDim: 64 }]],
    ['an indexer that layers share',
      { architectures: ['GlmMoeDsaForCausalLM'], num_hidden_layers: 3, kv_lora_rank: 512, qk_rope_head_dim: 64, qk_nope_head_dim: 192, v_head_dim: 256, index_head_dim: 128, indexer_types: ['full', 'shared', 'full'] },
      [{ kind: 'latent', layers: 3, latentDim: 512, ropeDim: 64, fp8Bytes: 656 }, { kind: 'indexer', layers: 2, keyDim: 128 }]],
    ['delta networks', {
      architectures: ['Qwen3NextForCausalLM'], num_hidden_layers: 48, full_attention_interval: 4, linear_conv_kernel_dim: 4, linear_key_head_dim: 128,
      linear_num_key_heads: 16, linear_num_value_heads: 32, linear_value_head_dim: 128, mamba_ssm_dtype: 'float32',
    }, [
      { kind: 'full', layers: 12, kvHeads: 8, headDim: 128 },
      { kind: 'recurrent', layers: 36, convChannels: 8192, convKernel: 4, heads: 32, headDim: 128, stateDim: 128, stateBytes: 4 },
    ]],
    ['Mamba by a letter for each layer', {
      architectures: ['NemotronHForCausalLM'], num_hidden_layers: 5, hybrid_override_pattern: 'M-M*-', conv_kernel: 4, mamba_head_dim: 64, mamba_num_heads: 128, n_groups: 8, ssm_state_size: 128,
    }, [
      { kind: 'full', layers: 1, kvHeads: 8, headDim: 128 },
      { kind: 'recurrent', layers: 2, convChannels: 8192, convKernel: 4, groups: { count: 8, channels: 256 }, heads: 128, headDim: 64, stateDim: 128, stateBytes: 2 },
    ]],
    ['delta networks beside a latent cache', {
      architectures: ['KimiLinearForCausalLM'], kv_lora_rank: 512, qk_rope_head_dim: 64, qk_nope_head_dim: 128, v_head_dim: 128,
      linear_attn_config: { num_heads: 32, head_dim: 128, short_conv_kernel_size: 4, full_attn_layers: [4, 8], kda_layers: [1, 2, 3, 5, 6, 7] },
    }, [
      { kind: 'latent', layers: 2, latentDim: 512, ropeDim: 64 },
      { kind: 'recurrent', layers: 6, convChannels: 12288, convKernel: 4, heads: 32, headDim: 128, stateDim: 128, stateBytes: 4 },
    ]],
    ['heads of each layer of a search', {
      architectures: ['DeciLMForCausalLM'], num_hidden_layers: 3,
      block_configs: [{ attention: { n_heads_in_group: 8 } }, { attention: { n_heads_in_group: 16 } }, { attention: { n_heads_in_group: null } }],
    }, [{ kind: 'full', layers: 1, kvHeads: 4, headDim: 128 }, { kind: 'full', layers: 1, kvHeads: 2, headDim: 128 }]],
    ['heads of windows that differ, with narrower values', {
      architectures: ['MiMoV2FlashForCausalLM'], hybrid_layer_pattern: [0, 1, 1], head_dim: 192, v_head_dim: 128, sliding_window: 128,
      swa_num_key_value_heads: 16, swa_head_dim: 192, swa_v_head_dim: 128,
    }, [
      { kind: 'full', layers: 1, kvHeads: 8, headDim: 192, valueDim: 128 },
      { kind: 'sliding', layers: 2, window: 128, kvHeads: 16, headDim: 192, valueDim: 128 },
    ]],
  ])('%s', (_, change, attention) => {
    expect(read(change).attention).toEqual(attention);
  });

  test.each<[string, object, Partial<Model>]>([
    ['8 bit in blocks', { quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] } }, { weightsFormat: 'fp8', quantizationBlock: 128 }],
    ['AWQ', { quantization_config: { quant_method: 'awq', bits: 4, group_size: 128 } }, { weightsFormat: 'int4' }],
    ['GPTQ of 8 bit', { quantization_config: { quant_method: 'gptq', bits: 8 } }, { weightsFormat: 'int8' }],
    ['MXFP4', { quantization_config: { quant_method: 'mxfp4' } }, { weightsFormat: 'mxfp4', weightsError: 0.09 }],
    ['NVFP4 of ModelOpt', { quantization_config: { quant_algo: 'NVFP4', exclude_modules: ['lm_head'] } }, { weightsFormat: 'nvfp4' }],
    ['groups of compressed tensors', { quantization_config: { quant_method: 'compressed-tensors', config_groups: { group_0: { weights: { num_bits: 4, type: 'int', group_size: 32 } } } } }, { weightsFormat: 'int4' }],
  ])('the format of the weights: %s', (_, change, facts) => {
    expect(read(change)).toMatchObject(facts);
  });

  test.each<[string, object, number]>([
    ['half of them at 8 bit, but embeddings', { quantization_config: { quant_method: 'fp8' } }, (14.96 + 2 * 128256 * 4096 * 2 / 2 ** 30) / 2],
    ['tied embeddings once', { tie_word_embeddings: true }, 14.96 - 128256 * 4096 * 2 / 2 ** 30],
    ['attention that stays at 16 bit', { quantization_config: { quant_method: 'fp8', ignore: ['re:.*self_attn.*'] } }, (14.96 + 2 * 128256 * 4096 * 2 / 2 ** 30 + 32 * 2.5 * 4096 ** 2 * 2 / 2 ** 30) / 2],
  ])('the bytes of the weights by their shapes: %s', (_, change, gib) => {
    expect(read(change).weightsGib).toBeCloseTo(gib, 1);
  });

  test('experts, and a vision tower that each rank holds', () => {
    const text = { ...LLAMA, architectures: undefined, num_experts: 128, moe_intermediate_size: 768, head_dim: 128 };
    const model = Model.fromConfig({ architectures: ['Qwen3VLMoeForConditionalGeneration'], text_config: text, vision_config: { depth: 27, hidden_size: 1152, intermediate_size: 4304 } }, undefined, REPOSITORY);

    expect(model).toMatchObject({ multimodal: true, experts: { count: 128, layers: 32, intermediateSize: 768 } });
    expect(model.intermediateSize).toBe(undefined);
    expect(model.replicatedWeightsGib).toBeCloseTo(0.77, 2);
  });
});

describe('a configuration is refused', () => {
  test.each<[string, unknown, string]>([
    ['that is none', [], "'config' ([]) must be a parsed config.json; pass the object that JSON.parse returns for it"],
    ['without its width', { ...LLAMA, hidden_size: undefined }, "'config.hidden_size' (undefined) must be a whole number of at least 1; set it to 1 or more"],
    ['whose layers disagree', { ...LLAMA, architectures: ['GptOssForCausalLM'], layer_types: ['full_attention'] },
      "'config.layer_types' (1) has 1 entries, but 'num_hidden_layers' is 32; take config.json from the repository as it is"],
    ['of a format that nothing is known of', { ...LLAMA, quantization_config: { quant_method: 'aqlm' } },
      "'config.quantization_config.quant_method' (aqlm) is no format of weights that is known; describe the model with Model.custom({…}), with the bytes that its weights take"],
    ['that mixes formats, without an index', {
      ...LLAMA, quantization_config: { config_groups: { a: { weights: { num_bits: 8, type: 'float' } }, b: { weights: { num_bits: 4, type: 'float', group_size: 16 } } } },
    }, "'index' (undefined) must be given for a checkpoint that mixes formats; pass model.safetensors.index.json too, or the bytes of all tensors as weightsBytes"],
  ])('%s', (_, json, message) => {
    expect(() => Model.fromConfig(json, undefined, REPOSITORY)).toThrow(new Error(message));
  });

  test('of an architecture that nothing is known of, by name', () => {
    expect(() => read({ architectures: ['LlammaForCausalLM'] })).toThrow(
      /^'config\.architectures' \(LlammaForCausalLM\) is no architecture that a configuration can be read for; describe it with Model\.custom\(\{…\}\), or did you mean 'LlamaForCausalLM'\? use one of: /,
    );
  });

  test('without a repository', () => {
    expect(() => Model.fromConfig(LLAMA)).toThrow("'repository' (undefined) must be given where the configuration has no '_name_or_path'; name it in the options, such as { repository: 'owner/name' }");
  });

  test('with an index that is none', () => {
    expect(() => Model.fromConfig(LLAMA, {}, REPOSITORY)).toThrow("'index.metadata.total_size' (undefined) must be the bytes of all tensors; pass the parsed model.safetensors.index.json, or leave it out");
  });
});

describe('a directory gives', () => {
  function written(folder: string, files: Record<string, string>): string {
    fs.mkdirSync(folder, { recursive: true });
    Object.entries(files).forEach(([file, text]) => fs.writeFileSync(path.join(folder, file), text));
    return folder;
  }

  test('the bytes of its index', () => inFolder((folder) => {
    const directory = written(path.join(folder, 'my-model'), { 'config.json': JSON.stringify(LLAMA), 'model.safetensors.index.json': '{"metadata":{"total_size":1073741824}}' });

    expect(Model.fromDirectory(directory)).toMatchObject({ name: 'my-model', repository: 'local/my-model', weightsGib: 1 });
  }));

  test('the bytes of its files, and the repository of the cache that it lies in', () => inFolder((folder) => {
    const directory = written(path.join(folder, 'models--owner--Name', 'snapshots', 'abc'), { 'config.json': JSON.stringify(LLAMA), 'a.safetensors': 'x'.repeat(1024), 'b.safetensors': 'x'.repeat(1024) });

    expect(Model.fromDirectory(directory)).toMatchObject({ name: 'name', repository: 'owner/Name', weightsGib: 2048 / 2 ** 30 });
  }));

  test('the format that a file beside the configuration says', () => inFolder((folder) => {
    const directory = written(path.join(folder, 'm'), { 'config.json': JSON.stringify(LLAMA), 'hf_quant_config.json': '{"quantization":{"quant_algo":"FP8"}}' });

    expect(Model.fromDirectory(directory, REPOSITORY)).toMatchObject({ weightsFormat: 'fp8', repository: 'owner/Model' });
  }));

  test.each([
    [{}, "holds no 'config.json' that can be read"],
    [{ 'config.json': '{' }, "holds a 'config.json' that is not JSON"],
  ])('an error where it is no model: %j', (files, rule) => inFolder((folder) => {
    const directory = written(path.join(folder, 'm'), files);

    expect(() => Model.fromDirectory(directory)).toThrow(`) ${rule}; pass a directory that was downloaded from the model hub`);
  }));
});
