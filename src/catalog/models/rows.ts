import { DEEPSEEK_MODELS } from './deepseek-models';
import { GOOGLE_MODELS } from './google-models';
import { LLAMA_MODELS } from './llama-models';
import { MISTRAL_MODELS } from './mistral-models';
import type { Model } from './model';
import { NVIDIA_MODELS } from './nvidia-models';
import { OPENAI_MODELS } from './openai-models';
import { OTHERS_MODELS } from './others-models';
import { QWEN_HYBRID_MODELS } from './qwen-hybrid-models';
import { QWEN_MODELS } from './qwen-models';

const rows = {
  ...LLAMA_MODELS, ...QWEN_MODELS, ...QWEN_HYBRID_MODELS, ...OPENAI_MODELS, ...DEEPSEEK_MODELS, ...MISTRAL_MODELS, ...GOOGLE_MODELS, ...NVIDIA_MODELS,
  ...OTHERS_MODELS,
};

/** The models that the catalog knows, by the name that programs use. */
export const MODELS = rows as { readonly [P in keyof typeof rows]: Model };
