import type { Model } from './model';
import { CONFIGS, KAITO } from './sources';

/** Mixtures of DeepSeek, Moonshot, Z.ai, MiniMax and Xiaomi. */
export const DEEPSEEK_MODELS = {
  /** DeepSeek R1, 8 bit in blocks. */
  DEEPSEEK_R1_0528: {
    name: 'deepseek-r1-0528', repository: 'deepseek-ai/DeepSeek-R1-0528', architecture: 'DeepseekV3ForCausalLM',
    weightsGib: 641.3, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 128, maxModelLen: 163840, hiddenSize: 7168, intermediateSize: 18432, vocabularySize: 129280,
    experts: { count: 256, layers: 58, intermediateSize: 2048 },
    attention: [{ kind: 'latent', layers: 61, latentDim: 512, ropeDim: 64 }],
    ...KAITO,
  },
  /** DeepSeek V3, 8 bit in blocks. */
  DEEPSEEK_V3_0324: {
    name: 'deepseek-v3-0324', repository: 'deepseek-ai/DeepSeek-V3-0324', architecture: 'DeepseekV3ForCausalLM',
    weightsGib: 641.3, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 128, maxModelLen: 163840, hiddenSize: 7168, intermediateSize: 18432, vocabularySize: 129280,
    experts: { count: 256, layers: 58, intermediateSize: 2048 },
    attention: [{ kind: 'latent', layers: 61, latentDim: 512, ropeDim: 64 }],
    ...KAITO,
  },
  /** DeepSeek V3.2 with sparse attention, 8 bit in blocks. */
  DEEPSEEK_V3_2: {
    name: 'deepseek-v3.2', repository: 'deepseek-ai/DeepSeek-V3.2', architecture: 'DeepseekV32ForCausalLM',
    weightsGib: 642.14, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 128, maxModelLen: 163840, hiddenSize: 7168, intermediateSize: 18432, vocabularySize: 129280,
    experts: { count: 256, layers: 58, intermediateSize: 2048 },
    attention: [
      { kind: 'latent', layers: 61, latentDim: 512, ropeDim: 64, fp8Bytes: 656 },
      { kind: 'indexer', layers: 61, keyDim: 128 },
    ],
    ...KAITO,
  },
  /** DeepSeek V4 Pro: its cache must be measured. */
  DEEPSEEK_V4_PRO: {
    name: 'deepseek-v4-pro', repository: 'deepseek-ai/DeepSeek-V4-Pro', architecture: 'DeepseekV4ForCausalLM',
    weightsGib: 805.34, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 128, maxModelLen: 1048576, hiddenSize: 7168, vocabularySize: 129280, experts: { count: 384, layers: 61, intermediateSize: 3072 },
    attention: [],
    unestimable: 'is compressed layer by layer at ratios that the engine chooses, and no formula gives its size',
    ...KAITO,
  },
  /** DeepSeek V4 Flash: its cache must be measured. */
  DEEPSEEK_V4_FLASH_0731: {
    name: 'deepseek-v4-flash-0731', repository: 'deepseek-ai/DeepSeek-V4-Flash-0731', architecture: 'DeepseekV4ForCausalLM',
    weightsGib: 155.43, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 64, maxModelLen: 1048576, hiddenSize: 4096, vocabularySize: 129280, experts: { count: 256, layers: 43, intermediateSize: 2048 },
    attention: [],
    unestimable: 'is compressed layer by layer at ratios that the engine chooses, and no formula gives its size',
    ...KAITO,
  },
  /** Moonshot Kimi K2.5, 4-bit experts. */
  KIMI_K2_5: {
    name: 'kimi-k2.5', repository: 'moonshotai/Kimi-K2.5', architecture: 'KimiK25ForConditionalGeneration',
    weightsGib: 554.32, weightsFormat: 'int4', replicatedWeightsGib: 0.77,
    attentionHeads: 64, maxModelLen: 262144, hiddenSize: 7168, intermediateSize: 18432, vocabularySize: 163840,
    experts: { count: 384, layers: 60, intermediateSize: 2048 },
    attention: [{ kind: 'latent', layers: 61, latentDim: 512, ropeDim: 64 }],
    multimodal: true,
    ...KAITO,
  },
  /** Moonshot Kimi K2.6, 4-bit experts. */
  KIMI_K2_6: {
    name: 'kimi-k2.6', repository: 'moonshotai/Kimi-K2.6', architecture: 'KimiK25ForConditionalGeneration',
    weightsGib: 554.32, weightsFormat: 'int4', replicatedWeightsGib: 0.77,
    attentionHeads: 64, maxModelLen: 262144, hiddenSize: 7168, intermediateSize: 18432, vocabularySize: 163840,
    experts: { count: 384, layers: 60, intermediateSize: 2048 },
    attention: [{ kind: 'latent', layers: 61, latentDim: 512, ropeDim: 64 }],
    multimodal: true,
    ...KAITO,
  },
  /** Z.ai GLM 5.2 with sparse attention, 8 bit in blocks. */
  GLM_5_2_FP8: {
    name: 'glm-5.2-fp8', repository: 'zai-org/GLM-5.2-FP8', architecture: 'GlmMoeDsaForCausalLM',
    weightsGib: 703.75, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 64, maxModelLen: 1048576, hiddenSize: 6144, intermediateSize: 12288, vocabularySize: 154880,
    experts: { count: 256, layers: 75, intermediateSize: 2048 },
    attention: [
      { kind: 'latent', layers: 78, latentDim: 512, ropeDim: 64, fp8Bytes: 656 },
      { kind: 'indexer', layers: 21, keyDim: 128 },
    ],
    ...KAITO,
  },
  /** MiniMax M2.7, 8 bit in blocks. */
  MINIMAX_M2_7: {
    name: 'minimax-m2.7', repository: 'MiniMaxAI/MiniMax-M2.7', architecture: 'MiniMaxM2ForCausalLM',
    weightsGib: 214.34, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 48, maxModelLen: 204800, hiddenSize: 3072, vocabularySize: 200064, experts: { count: 256, layers: 62, intermediateSize: 1536 },
    attention: [{ kind: 'full', layers: 62, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
  /** Xiaomi MiMo V2 Flash, 8 bit in blocks; bytes by its shapes. */
  MIMO_V2_FLASH: {
    name: 'mimo-v2-flash', repository: 'XiaomiMiMo/MiMo-V2-Flash', architecture: 'MiMoV2FlashForCausalLM',
    weightsGib: 289.39, weightsError: 0.03, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 64, maxModelLen: 262144, hiddenSize: 4096, vocabularySize: 152576, experts: { count: 256, layers: 47, intermediateSize: 2048 },
    attention: [
      { kind: 'full', layers: 9, kvHeads: 4, headDim: 192, valueDim: 128 },
      { kind: 'sliding', layers: 39, window: 128, kvHeads: 8, headDim: 192, valueDim: 128 },
    ],
    ...CONFIGS,
  },
} as const satisfies Record<string, Model>;
