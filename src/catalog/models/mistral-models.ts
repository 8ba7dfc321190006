import type { Model } from './model';
import { CONFIGS, KAITO, PLANNER } from './sources';

/** Models of Mistral AI. */
export const MISTRAL_MODELS = {
  /** Mistral 7B Instruct v0.3, bf16. */
  MISTRAL_7B_INSTRUCT_V0_3: {
    name: 'mistral-7b-instruct-v0.3', repository: 'mistralai/Mistral-7B-Instruct-v0.3', architecture: 'MistralForCausalLM',
    weightsGib: 13.5, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 32768, hiddenSize: 4096,
    attention: [{ kind: 'full', layers: 32, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
  /** Ministral 3 3B, 8 bit. */
  MINISTRAL_3_3B_INSTRUCT_2512: {
    name: 'ministral-3-3b-instruct-2512', repository: 'mistralai/Ministral-3-3B-Instruct-2512', architecture: 'Mistral3ForConditionalGeneration',
    weightsGib: 4.35, weightsFormat: 'fp8',
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 3072,
    attention: [{ kind: 'full', layers: 26, kvHeads: 8, headDim: 128 }],
    multimodal: true,
    ...KAITO,
  },
  /** Ministral 3 8B, 8 bit. */
  MINISTRAL_3_8B_INSTRUCT_2512: {
    name: 'ministral-3-8b-instruct-2512', repository: 'mistralai/Ministral-3-8B-Instruct-2512', architecture: 'Mistral3ForConditionalGeneration',
    weightsGib: 9.7, weightsFormat: 'fp8',
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 4096,
    attention: [{ kind: 'full', layers: 34, kvHeads: 8, headDim: 128 }],
    multimodal: true,
    ...KAITO,
  },
  /** Ministral 3 14B, 8 bit. */
  MINISTRAL_3_14B_INSTRUCT_2512: {
    name: 'ministral-3-14b-instruct-2512', repository: 'mistralai/Ministral-3-14B-Instruct-2512', architecture: 'Mistral3ForConditionalGeneration',
    weightsGib: 14.65, weightsFormat: 'fp8',
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 5120,
    attention: [{ kind: 'full', layers: 40, kvHeads: 8, headDim: 128 }],
    multimodal: true,
    ...KAITO,
  },
  /** Mistral Small 3.2 24B, bf16; bytes as loaded. */
  MISTRAL_SMALL_3_2_24B_INSTRUCT_2506: {
    name: 'mistral-small-3.2-24b-instruct-2506', repository: 'mistralai/Mistral-Small-3.2-24B-Instruct-2506', architecture: 'Mistral3ForConditionalGeneration',
    weightsGib: 44.76, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 131072, hiddenSize: 5120,
    attention: [{ kind: 'full', layers: 40, kvHeads: 8, headDim: 128 }],
    multimodal: true,
    ...PLANNER,
  },
  /** Mistral Small 4 119B with latent attention, 8 bit. */
  MISTRAL_SMALL_4_119B_2603: {
    name: 'mistral-small-4-119b-2603', repository: 'mistralai/Mistral-Small-4-119B-2603', architecture: 'Mistral3ForConditionalGeneration',
    weightsGib: 112.63, weightsFormat: 'fp8',
    attentionHeads: 32, maxModelLen: 1048576, hiddenSize: 4096,
    attention: [{ kind: 'latent', layers: 36, latentDim: 256, ropeDim: 64 }],
    multimodal: true,
    ...KAITO,
  },
  /** Mistral Small 4 119B with latent attention, NVFP4. */
  MISTRAL_SMALL_4_119B_2603_NVFP4: {
    name: 'mistral-small-4-119b-2603-nvfp4', repository: 'mistralai/Mistral-Small-4-119B-2603-NVFP4', architecture: 'Mistral3ForConditionalGeneration',
    weightsGib: 65.95, weightsFormat: 'nvfp4',
    attentionHeads: 32, maxModelLen: 1048576, hiddenSize: 4096,
    attention: [{ kind: 'latent', layers: 36, latentDim: 256, ropeDim: 64 }],
    multimodal: true,
    ...KAITO,
  },
  /** Mistral Large 3 675B with latent attention, 8 bit. */
  MISTRAL_LARGE_3_675B_INSTRUCT_2512: {
    name: 'mistral-large-3-675b-instruct-2512', repository: 'mistralai/Mistral-Large-3-675B-Instruct-2512', architecture: 'MistralLarge3ForCausalLM',
    weightsGib: 634.7, weightsFormat: 'fp8',
    attentionHeads: 128, maxModelLen: 294912, hiddenSize: 7168,
    attention: [{ kind: 'latent', layers: 61, latentDim: 512, ropeDim: 64 }],
    ...KAITO,
  },
  /** Mistral Medium 3.5 128B, 8 bit. */
  MISTRAL_MEDIUM_3_5_128B: {
    name: 'mistral-medium-3.5-128b', repository: 'mistralai/Mistral-Medium-3.5-128B', architecture: 'Mistral3ForConditionalGeneration',
    weightsGib: 124.43, weightsFormat: 'fp8',
    attentionHeads: 96, maxModelLen: 262144, hiddenSize: 12288,
    attention: [{ kind: 'full', layers: 88, kvHeads: 8, headDim: 128 }],
    multimodal: true,
    ...KAITO,
  },
  /** Mixtral 8x7B, bf16; bytes by its shapes. */
  MIXTRAL_8X7B_V0_1: {
    name: 'mixtral-8x7b-v0.1', repository: 'mistralai/Mixtral-8x7B-v0.1', architecture: 'MixtralForCausalLM',
    weightsGib: 86.99, weightsError: 0.03, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 32768, hiddenSize: 4096, vocabularySize: 32000, experts: { count: 8, layers: 32, intermediateSize: 14336 },
    attention: [{ kind: 'full', layers: 32, kvHeads: 8, headDim: 128 }],
    ...CONFIGS,
  },
} as const satisfies Record<string, Model>;
