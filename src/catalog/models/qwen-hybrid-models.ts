import type { Model } from './model';
import { KAITO } from './sources';

/** Qwen models whose layers are mostly gated delta networks. */
export const QWEN_HYBRID_MODELS = {
  /** Qwen3.5 122B-A10B, bf16. */
  QWEN3_5_122B_A10B: {
    name: 'qwen3.5-122b-a10b', repository: 'Qwen/Qwen3.5-122B-A10B', architecture: 'Qwen3_5MoeForConditionalGeneration',
    weightsGib: 232.99, weightsFormat: 'bf16', replicatedWeightsGib: 0.77,
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 3072, vocabularySize: 248320, experts: { count: 256, layers: 48, intermediateSize: 1024 },
    attention: [
      { kind: 'full', layers: 12, kvHeads: 2, headDim: 256 },
      { kind: 'recurrent', layers: 36, convChannels: 12288, convKernel: 4, heads: 64, headDim: 128, stateDim: 128, stateBytes: 4 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Qwen3.5 122B-A10B, 4 bit (GPTQ). */
  QWEN3_5_122B_A10B_GPTQ_INT4: {
    name: 'qwen3.5-122b-a10b-gptq-int4', repository: 'Qwen/Qwen3.5-122B-A10B-GPTQ-Int4', architecture: 'Qwen3_5MoeForConditionalGeneration',
    weightsGib: 73.47, weightsFormat: 'int4', replicatedWeightsGib: 0.77,
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 3072, vocabularySize: 248320, experts: { count: 256, layers: 48, intermediateSize: 1024 },
    attention: [
      { kind: 'full', layers: 12, kvHeads: 2, headDim: 256 },
      { kind: 'recurrent', layers: 36, convChannels: 12288, convKernel: 4, heads: 64, headDim: 128, stateDim: 128, stateBytes: 4 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Qwen3.5 397B-A17B, 4 bit (GPTQ). */
  QWEN3_5_397B_A17B_GPTQ_INT4: {
    name: 'qwen3.5-397b-a17b-gptq-int4', repository: 'Qwen/Qwen3.5-397B-A17B-GPTQ-Int4', architecture: 'Qwen3_5MoeForConditionalGeneration',
    weightsGib: 219.56, weightsFormat: 'int4', replicatedWeightsGib: 0.77,
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 4096, vocabularySize: 248320, experts: { count: 512, layers: 60, intermediateSize: 1024 },
    attention: [
      { kind: 'full', layers: 15, kvHeads: 2, headDim: 256 },
      { kind: 'recurrent', layers: 45, convChannels: 12288, convKernel: 4, heads: 64, headDim: 128, stateDim: 128, stateBytes: 4 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Qwen3.6 27B, bf16. */
  QWEN3_6_27B: {
    name: 'qwen3.6-27b', repository: 'Qwen/Qwen3.6-27B', architecture: 'Qwen3_5ForConditionalGeneration',
    weightsGib: 51.75, weightsFormat: 'bf16', replicatedWeightsGib: 0.77,
    attentionHeads: 24, maxModelLen: 262144, hiddenSize: 5120, intermediateSize: 17408, vocabularySize: 248320,
    attention: [
      { kind: 'full', layers: 16, kvHeads: 4, headDim: 256 },
      { kind: 'recurrent', layers: 48, convChannels: 10240, convKernel: 4, heads: 48, headDim: 128, stateDim: 128, stateBytes: 4 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Qwen3.6 35B-A3B, bf16. */
  QWEN3_6_35B_A3B: {
    name: 'qwen3.6-35b-a3b', repository: 'Qwen/Qwen3.6-35B-A3B', architecture: 'Qwen3_5MoeForConditionalGeneration',
    weightsGib: 66.97, weightsFormat: 'bf16', replicatedWeightsGib: 0.77,
    attentionHeads: 16, maxModelLen: 262144, hiddenSize: 2048, vocabularySize: 248320, experts: { count: 256, layers: 40, intermediateSize: 512 },
    attention: [
      { kind: 'full', layers: 10, kvHeads: 2, headDim: 256 },
      { kind: 'recurrent', layers: 30, convChannels: 8192, convKernel: 4, heads: 32, headDim: 128, stateDim: 128, stateBytes: 4 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Qwen3.6 35B-A3B, 8 bit. */
  QWEN3_6_35B_A3B_FP8: {
    name: 'qwen3.6-35b-a3b-fp8', repository: 'Qwen/Qwen3.6-35B-A3B-FP8', architecture: 'Qwen3_5MoeForConditionalGeneration',
    weightsGib: 34.9, weightsFormat: 'fp8', replicatedWeightsGib: 0.77,
    attentionHeads: 16, maxModelLen: 262144, hiddenSize: 2048, vocabularySize: 248320, experts: { count: 256, layers: 40, intermediateSize: 512 },
    attention: [
      { kind: 'full', layers: 10, kvHeads: 2, headDim: 256 },
      { kind: 'recurrent', layers: 30, convChannels: 8192, convKernel: 4, heads: 32, headDim: 128, stateDim: 128, stateBytes: 4 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Qwen3.8 27B, bf16. */
  QWEN3_8_27B: {
    name: 'qwen3.8-27b', repository: 'Qwen/Qwen3.8-27B', architecture: 'Qwen3_5ForConditionalGeneration',
    weightsGib: 51.75, weightsFormat: 'bf16', replicatedWeightsGib: 0.77,
    attentionHeads: 24, maxModelLen: 262144, hiddenSize: 5120, intermediateSize: 17408, vocabularySize: 248320,
    attention: [
      { kind: 'full', layers: 16, kvHeads: 4, headDim: 256 },
      { kind: 'recurrent', layers: 48, convChannels: 10240, convKernel: 4, heads: 48, headDim: 128, stateDim: 128, stateBytes: 4 },
    ],
    multimodal: true,
    ...KAITO,
  },
} as const satisfies Record<string, Model>;
