import type { Model } from './model';
import { KAITO } from './sources';

/** Gemma models of Google. */
export const GOOGLE_MODELS = {
  /** Google Gemma 3 4B, bf16. */
  GEMMA_3_4B_IT: {
    name: 'gemma-3-4b-it', repository: 'google/gemma-3-4b-it', architecture: 'Gemma3ForConditionalGeneration',
    weightsGib: 8.01, weightsFormat: 'bf16',
    attentionHeads: 8, maxModelLen: 131072, hiddenSize: 2560,
    attention: [
      { kind: 'full', layers: 5, kvHeads: 4, headDim: 256 },
      { kind: 'sliding', layers: 29, window: 1024, kvHeads: 4, headDim: 256 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Google Gemma 3 27B, bf16. */
  GEMMA_3_27B_IT: {
    name: 'gemma-3-27b-it', repository: 'google/gemma-3-27b-it', architecture: 'Gemma3ForConditionalGeneration',
    weightsGib: 51.1, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 131072, hiddenSize: 5376,
    attention: [
      { kind: 'full', layers: 10, kvHeads: 16, headDim: 128 },
      { kind: 'sliding', layers: 52, window: 1024, kvHeads: 16, headDim: 128 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Google Gemma 4 26B-A4B, bf16. */
  GEMMA_4_26B_A4B_IT: {
    name: 'gemma-4-26b-a4b-it', repository: 'google/gemma-4-26B-A4B-it', architecture: 'Gemma4ForConditionalGeneration',
    weightsGib: 48.07, weightsFormat: 'bf16', replicatedWeightsGib: 0.77,
    attentionHeads: 16, maxModelLen: 262144, hiddenSize: 2816, vocabularySize: 262144, tiedEmbeddings: true,
    experts: { count: 128, layers: 30, intermediateSize: 704 },
    attention: [
      { kind: 'full', layers: 5, kvHeads: 2, headDim: 512 },
      { kind: 'sliding', layers: 25, window: 1024, kvHeads: 8, headDim: 256 },
    ],
    multimodal: true,
    ...KAITO,
  },
  /** Google Gemma 4 31B, bf16. */
  GEMMA_4_31B_IT: {
    name: 'gemma-4-31b-it', repository: 'google/gemma-4-31B-it', architecture: 'Gemma4ForConditionalGeneration',
    weightsGib: 58.25, weightsFormat: 'bf16', replicatedWeightsGib: 0.77,
    attentionHeads: 32, maxModelLen: 262144, hiddenSize: 5376, intermediateSize: 21504, vocabularySize: 262144, tiedEmbeddings: true,
    attention: [
      { kind: 'full', layers: 10, kvHeads: 4, headDim: 512 },
      { kind: 'sliding', layers: 50, window: 1024, kvHeads: 16, headDim: 256 },
    ],
    multimodal: true,
    ...KAITO,
  },
} as const satisfies Record<string, Model>;
