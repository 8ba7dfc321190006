import type { Model } from './model';
import { CONFIGS, KAITO, PLANNER } from './sources';

/** Qwen models with attention in every layer, and models distilled into them. */
export const QWEN_MODELS = {
  /** Qwen3 0.6B, bf16; bytes as loaded. */
  QWEN3_0_6B: {
    name: 'qwen3-0.6b', repository: 'Qwen/Qwen3-0.6B', architecture: 'Qwen3ForCausalLM',
    weightsGib: 1.12, weightsFormat: 'bf16',
    attentionHeads: 16, maxModelLen: 40960, hiddenSize: 1024, intermediateSize: 3072, vocabularySize: 151936, tiedEmbeddings: true,
    attention: [{ kind: 'full', layers: 28, kvHeads: 8, headDim: 128 }],
    ...PLANNER,
  },
  /** Qwen3 8B, bf16; bytes by its shapes. */
  QWEN3_8B: {
    name: 'qwen3-8b', repository: 'Qwen/Qwen3-8B', architecture: 'Qwen3ForCausalLM',
    weightsGib: 15.26, weightsError: 0.03, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 40960, hiddenSize: 4096, intermediateSize: 12288, vocabularySize: 151936,
    attention: [{ kind: 'full', layers: 36, kvHeads: 8, headDim: 128 }],
    ...CONFIGS,
  },
  /** Qwen3 8B, 4 bit (AWQ). */
  QWEN3_8B_AWQ: {
    name: 'qwen3-8b-awq', repository: 'Qwen/Qwen3-8B-AWQ', architecture: 'Qwen3ForCausalLM',
    weightsGib: 5.68, weightsFormat: 'int4',
    attentionHeads: 32, maxModelLen: 40960, hiddenSize: 4096, intermediateSize: 12288, vocabularySize: 151936,
    attention: [{ kind: 'full', layers: 36, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
  /** Qwen3 32B, bf16; bytes as loaded. */
  QWEN3_32B: {
    name: 'qwen3-32b', repository: 'Qwen/Qwen3-32B', architecture: 'Qwen3ForCausalLM',
    weightsGib: 61.03, weightsFormat: 'bf16',
    attentionHeads: 64, maxModelLen: 40960, hiddenSize: 5120, intermediateSize: 25600, vocabularySize: 151936,
    attention: [{ kind: 'full', layers: 64, kvHeads: 8, headDim: 128 }],
    ...PLANNER,
  },
  /** Qwen3 30B-A3B, bf16; bytes by its shapes. */
  QWEN3_30B_A3B: {
    name: 'qwen3-30b-a3b', repository: 'Qwen/Qwen3-30B-A3B', architecture: 'Qwen3MoeForCausalLM',
    weightsGib: 56.87, weightsError: 0.03, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 40960, hiddenSize: 2048, vocabularySize: 151936, experts: { count: 128, layers: 48, intermediateSize: 768 },
    attention: [{ kind: 'full', layers: 48, kvHeads: 4, headDim: 128 }],
    ...CONFIGS,
  },
  /** Qwen3 235B-A22B, bf16; bytes by its shapes. */
  QWEN3_235B_A22B: {
    name: 'qwen3-235b-a22b', repository: 'Qwen/Qwen3-235B-A22B', architecture: 'Qwen3MoeForCausalLM',
    weightsGib: 437.89, weightsError: 0.03, weightsFormat: 'bf16',
    attentionHeads: 64, maxModelLen: 40960, hiddenSize: 4096, vocabularySize: 151936, experts: { count: 128, layers: 94, intermediateSize: 1536 },
    attention: [{ kind: 'full', layers: 94, kvHeads: 4, headDim: 128 }],
    ...CONFIGS,
  },
  /** Qwen3 235B-A22B, 8 bit in blocks; bytes by its shapes. */
  QWEN3_235B_A22B_FP8: {
    name: 'qwen3-235b-a22b-fp8', repository: 'Qwen/Qwen3-235B-A22B-FP8', architecture: 'Qwen3MoeForCausalLM',
    weightsGib: 220.15, weightsError: 0.03, weightsFormat: 'fp8', quantizationBlock: 128,
    attentionHeads: 64, maxModelLen: 40960, hiddenSize: 4096, vocabularySize: 151936, experts: { count: 128, layers: 94, intermediateSize: 1536 },
    attention: [{ kind: 'full', layers: 94, kvHeads: 4, headDim: 128 }],
    ...CONFIGS,
  },
  /** Qwen3 Coder 480B-A35B, bf16; bytes by its shapes. */
  QWEN3_CODER_480B_A35B_INSTRUCT: {
    name: 'qwen3-coder-480b-a35b-instruct', repository: 'Qwen/Qwen3-Coder-480B-A35B-Instruct', architecture: 'Qwen3MoeForCausalLM',
    weightsGib: 894.36, weightsError: 0.03, weightsFormat: 'bf16',
    attentionHeads: 96, maxModelLen: 262144, hiddenSize: 6144, vocabularySize: 151936, experts: { count: 160, layers: 62, intermediateSize: 2560 },
    attention: [{ kind: 'full', layers: 62, kvHeads: 8, headDim: 128 }],
    ...CONFIGS,
  },
  /** Qwen3-VL 8B with its vision tower, bf16; bytes by its shapes. */
  QWEN3_VL_8B_INSTRUCT: {
    name: 'qwen3-vl-8b-instruct', repository: 'Qwen/Qwen3-VL-8B-Instruct', architecture: 'Qwen3VLForConditionalGeneration',
    weightsGib: 16.02, weightsError: 0.03, weightsFormat: 'bf16', replicatedWeightsGib: 0.77,
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 4096, intermediateSize: 12288, vocabularySize: 151936,
    attention: [{ kind: 'full', layers: 36, kvHeads: 8, headDim: 128 }],
    multimodal: true,
    ...CONFIGS,
  },
  /** Qwen2.5 Coder 7B, bf16. */
  QWEN2_5_CODER_7B_INSTRUCT: {
    name: 'qwen2.5-coder-7b-instruct', repository: 'Qwen/Qwen2.5-Coder-7B-Instruct', architecture: 'Qwen2ForCausalLM',
    weightsGib: 14.19, weightsFormat: 'bf16',
    attentionHeads: 28, maxModelLen: 32768, hiddenSize: 3584,
    attention: [{ kind: 'full', layers: 28, kvHeads: 4, headDim: 128 }],
    ...KAITO,
  },
  /** Qwen2.5 Coder 32B, bf16. */
  QWEN2_5_CODER_32B_INSTRUCT: {
    name: 'qwen2.5-coder-32b-instruct', repository: 'Qwen/Qwen2.5-Coder-32B-Instruct', architecture: 'Qwen2ForCausalLM',
    weightsGib: 61.03, weightsFormat: 'bf16',
    attentionHeads: 40, maxModelLen: 32768, hiddenSize: 5120,
    attention: [{ kind: 'full', layers: 64, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
  /** DeepSeek R1 distilled into Qwen2.5 14B, bf16. */
  DEEPSEEK_R1_DISTILL_QWEN_14B: {
    name: 'deepseek-r1-distill-qwen-14b', repository: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-14B', architecture: 'Qwen2ForCausalLM',
    weightsGib: 27.51, weightsFormat: 'bf16',
    attentionHeads: 40, maxModelLen: 131072, hiddenSize: 5120,
    attention: [{ kind: 'full', layers: 48, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
} as const satisfies Record<string, Model>;
