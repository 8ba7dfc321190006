import type { Model } from './model';
import { CONFIGS, KAITO, LOADED_405B, PLANNER } from './sources';

/** Models of the Llama family. */
export const LLAMA_MODELS = {
  /** Meta Llama 3.3 70B Instruct, bf16. */
  LLAMA_3_3_70B_INSTRUCT: {
    name: 'llama-3.3-70b-instruct', repository: 'meta-llama/Llama-3.3-70B-Instruct', architecture: 'LlamaForCausalLM',
    weightsGib: 131.42, weightsFormat: 'bf16',
    attentionHeads: 64, maxModelLen: 131072, hiddenSize: 8192, intermediateSize: 28672, vocabularySize: 128256,
    attention: [{ kind: 'full', layers: 80, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
  /** Meta Llama 3.3 70B Instruct, 8 bit, as Red Hat quantised it; bytes as loaded. */
  LLAMA_3_3_70B_INSTRUCT_FP8: {
    name: 'llama-3.3-70b-instruct-fp8-dynamic', repository: 'RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic', architecture: 'LlamaForCausalLM',
    weightsGib: 67.72, weightsFormat: 'fp8',
    attentionHeads: 64, maxModelLen: 131072, hiddenSize: 8192, intermediateSize: 28672, vocabularySize: 128256,
    attention: [{ kind: 'full', layers: 80, kvHeads: 8, headDim: 128 }],
    ...PLANNER,
  },
  /** Meta Llama 3.1 8B Instruct, bf16; bytes as loaded. */
  LLAMA_3_1_8B_INSTRUCT: {
    name: 'llama-3.1-8b-instruct', repository: 'meta-llama/Llama-3.1-8B-Instruct', architecture: 'LlamaForCausalLM',
    weightsGib: 14.99, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 131072, hiddenSize: 4096, intermediateSize: 14336, vocabularySize: 128256,
    attention: [{ kind: 'full', layers: 32, kvHeads: 8, headDim: 128 }],
    ...PLANNER,
  },
  /** Meta Llama 3.1 405B Instruct, 8 bit; bytes as loaded on eight GPUs. */
  LLAMA_3_1_405B_INSTRUCT_FP8: {
    name: 'llama-3.1-405b-instruct-fp8', repository: 'meta-llama/Llama-3.1-405B-Instruct-FP8', architecture: 'LlamaForCausalLM',
    weightsGib: 462, weightsFormat: 'fp8',
    attentionHeads: 128, maxModelLen: 131072, hiddenSize: 16384, intermediateSize: 53248, vocabularySize: 128256,
    attention: [{ kind: 'full', layers: 126, kvHeads: 8, headDim: 128 }],
    ...LOADED_405B,
  },
  /** Meta Llama 4 Scout, 16 experts, bf16; bytes by its shapes. */
  LLAMA_4_SCOUT_17B_16E_INSTRUCT: {
    name: 'llama-4-scout-17b-16e-instruct', repository: 'meta-llama/Llama-4-Scout-17B-16E-Instruct', architecture: 'Llama4ForConditionalGeneration',
    weightsGib: 200.74, weightsError: 0.03, weightsFormat: 'bf16',
    attentionHeads: 40, maxModelLen: 10485760, hiddenSize: 5120, intermediateSize: 16384, vocabularySize: 202048,
    experts: { count: 16, layers: 48, intermediateSize: 8192 },
    attention: [
      { kind: 'full', layers: 12, kvHeads: 8, headDim: 128 },
      { kind: 'chunked', layers: 36, chunk: 8192, kvHeads: 8, headDim: 128 },
    ],
    multimodal: true,
    ...CONFIGS,
  },
  /** Meta Llama 4 Maverick, 128 experts in every second layer, bf16; bytes by its shapes. */
  LLAMA_4_MAVERICK_17B_128E_INSTRUCT: {
    name: 'llama-4-maverick-17b-128e-instruct', repository: 'meta-llama/Llama-4-Maverick-17B-128E-Instruct', architecture: 'Llama4ForConditionalGeneration',
    weightsGib: 746.38, weightsError: 0.03, weightsFormat: 'bf16',
    attentionHeads: 40, maxModelLen: 1048576, hiddenSize: 5120, intermediateSize: 16384, vocabularySize: 202048,
    experts: { count: 128, layers: 24, intermediateSize: 8192 },
    attention: [
      { kind: 'full', layers: 12, kvHeads: 8, headDim: 128 },
      { kind: 'chunked', layers: 36, chunk: 8192, kvHeads: 8, headDim: 128 },
    ],
    multimodal: true,
    ...CONFIGS,
  },
  /** DeepSeek R1 distilled into Llama 8B, bf16. */
  DEEPSEEK_R1_DISTILL_LLAMA_8B: {
    name: 'deepseek-r1-distill-llama-8b', repository: 'deepseek-ai/DeepSeek-R1-Distill-Llama-8B', architecture: 'LlamaForCausalLM',
    weightsGib: 14.96, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 131072, hiddenSize: 4096, intermediateSize: 14336, vocabularySize: 128256,
    attention: [{ kind: 'full', layers: 32, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
} as const satisfies Record<string, Model>;
