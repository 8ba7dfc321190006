import type { AttentionGroup } from './attention';
import type { ConfigReader } from './config-reader';
import { chunkedLayers, fullLayers, gemma4Layers, headsInGroupsLayers, patternedLayers, slidingLayers, windowedOrFullLayers } from './head-layers';
import { latentLayers, sparseLatentLayers } from './latent-layers';
import { gatedDeltaLayers, kimiDeltaLayers, mambaLayers } from './recurrent-layers';

/** How a class of the engine keeps its cache. */
export interface Architecture {
  /** Attention groups by the fields of the language model's configuration. @default - none can be given */
  readonly attention?: (config: ConfigReader) => readonly AttentionGroup[];
  /** Why no formula gives the size of the cache, continuing "its cache …". @default - one does */
  readonly unestimable?: string;
  /** Whether images, sound or video enter the model. @default false */
  readonly multimodal?: boolean;
}

const DENSE: Architecture = { attention: fullLayers };
const WINDOWED: Architecture = { attention: slidingLayers };
const LATENT: Architecture = { attention: latentLayers };
const SPARSE: Architecture = { attention: sparseLatentLayers };
const DELTA: Architecture = { attention: gatedDeltaLayers };
const COMPRESSED: Architecture = { unestimable: 'is compressed layer by layer at ratios that the engine chooses, and no formula gives its size' };

/**
 * The classes that a configuration can be read for, by the name that `architectures` gives.
 *
 * @see https://docs.vllm.ai/en/latest/models/supported_models.html
 */
export const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  DeciLMForCausalLM: { attention: headsInGroupsLayers },
  DeepseekV2ForCausalLM: LATENT,
  DeepseekV3ForCausalLM: LATENT,
  DeepseekV32ForCausalLM: SPARSE,
  DeepseekV4ForCausalLM: COMPRESSED,
  Gemma2ForCausalLM: { attention: (config) => patternedLayers(config, 2) },
  Gemma3ForCausalLM: { attention: (config) => patternedLayers(config, 6) },
  Gemma3ForConditionalGeneration: { attention: (config) => patternedLayers(config, 6), multimodal: true },
  Gemma4ForCausalLM: { attention: gemma4Layers },
  Gemma4ForConditionalGeneration: { attention: gemma4Layers, multimodal: true },
  GlmMoeDsaForCausalLM: SPARSE,
  Glm4MoeForCausalLM: DENSE,
  GptOssForCausalLM: { attention: (config) => patternedLayers(config, 2) },
  GraniteForCausalLM: DENSE,
  GraniteMoeForCausalLM: DENSE,
  KimiK25ForConditionalGeneration: { ...LATENT, multimodal: true },
  KimiK3ForConditionalGeneration: { attention: kimiDeltaLayers, multimodal: true },
  KimiLinearForCausalLM: { attention: kimiDeltaLayers },
  Llama4ForCausalLM: { attention: chunkedLayers },
  Llama4ForConditionalGeneration: { attention: chunkedLayers, multimodal: true },
  LlamaForCausalLM: DENSE,
  MiMoForCausalLM: WINDOWED,
  MiMoV2FlashForCausalLM: { attention: windowedOrFullLayers },
  MiniMaxM2ForCausalLM: DENSE,
  MistralForCausalLM: WINDOWED,
  MistralLarge3ForCausalLM: LATENT,
  Mistral3ForConditionalGeneration: { attention: (config) => config.has('kv_lora_rank') ? latentLayers(config) : slidingLayers(config), multimodal: true },
  MixtralForCausalLM: WINDOWED,
  NemotronHForCausalLM: { attention: mambaLayers },
  Phi3ForCausalLM: DENSE,
  Qwen2ForCausalLM: WINDOWED,
  Qwen2MoeForCausalLM: WINDOWED,
  Qwen3ForCausalLM: WINDOWED,
  Qwen3MoeForCausalLM: WINDOWED,
  Qwen3NextForCausalLM: DELTA,
  Qwen3VLForConditionalGeneration: { ...DENSE, multimodal: true },
  Qwen3VLMoeForConditionalGeneration: { ...DENSE, multimodal: true },
  Qwen3_5ForConditionalGeneration: { ...DELTA, multimodal: true },
  Qwen3_5MoeForConditionalGeneration: { ...DELTA, multimodal: true },
};
