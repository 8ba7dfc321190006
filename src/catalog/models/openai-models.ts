import type { Model } from './model';
import { MARLIN, PLANNER } from './sources';

/** Open models of OpenAI. */
export const OPENAI_MODELS = {
  /** OpenAI gpt-oss 20B, MXFP4 experts; bytes as loaded. */
  GPT_OSS_20B: {
    name: 'gpt-oss-20b', repository: 'openai/gpt-oss-20b', architecture: 'GptOssForCausalLM',
    weightsGib: 13.47, weightsFormat: 'mxfp4',
    attentionHeads: 64, maxModelLen: 131072, hiddenSize: 2880, vocabularySize: 201088, experts: { count: 32, layers: 24, intermediateSize: 2880 },
    attention: [
      { kind: 'full', layers: 12, kvHeads: 8, headDim: 64 },
      { kind: 'sliding', layers: 12, window: 128, kvHeads: 8, headDim: 64 },
    ],
    ...PLANNER,
  },
  /** OpenAI gpt-oss 120B, MXFP4 experts; bytes as loaded by the larger of two kernels. */
  GPT_OSS_120B: {
    name: 'gpt-oss-120b', repository: 'openai/gpt-oss-120b', architecture: 'GptOssForCausalLM',
    weightsGib: 65.97, weightsFormat: 'mxfp4',
    attentionHeads: 64, maxModelLen: 131072, hiddenSize: 2880, vocabularySize: 201088, experts: { count: 128, layers: 36, intermediateSize: 2880 },
    attention: [
      { kind: 'full', layers: 18, kvHeads: 8, headDim: 64 },
      { kind: 'sliding', layers: 18, window: 128, kvHeads: 8, headDim: 64 },
    ],
    ...MARLIN,
  },
} as const satisfies Record<string, Model>;
