import type { Model } from './model';
import { KAITO } from './sources';

/** Small dense models of other makers. */
export const OTHERS_MODELS = {
  /** IBM Granite 4.1 8B, bf16. */
  GRANITE_4_1_8B: {
    name: 'granite-4.1-8b', repository: 'ibm-granite/granite-4.1-8b', architecture: 'GraniteForCausalLM',
    weightsGib: 16.38, weightsFormat: 'bf16',
    attentionHeads: 32, maxModelLen: 131072, hiddenSize: 4096,
    attention: [{ kind: 'full', layers: 40, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
  /** Microsoft Phi-4, bf16. */
  PHI_4: {
    name: 'phi-4', repository: 'microsoft/phi-4', architecture: 'Phi3ForCausalLM',
    weightsGib: 27.31, weightsFormat: 'bf16',
    attentionHeads: 40, maxModelLen: 16384, hiddenSize: 5120,
    attention: [{ kind: 'full', layers: 40, kvHeads: 10, headDim: 128 }],
    ...KAITO,
  },
  /** Microsoft Phi-4 mini, bf16. */
  PHI_4_MINI_INSTRUCT: {
    name: 'phi-4-mini-instruct', repository: 'microsoft/Phi-4-mini-instruct', architecture: 'Phi3ForCausalLM',
    weightsGib: 7.15, weightsFormat: 'bf16',
    attentionHeads: 24, maxModelLen: 131072, hiddenSize: 3072,
    attention: [{ kind: 'full', layers: 32, kvHeads: 8, headDim: 128 }],
    ...KAITO,
  },
} as const satisfies Record<string, Model>;
