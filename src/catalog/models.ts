import { requireModel } from './model-form';
import type { Sourced } from './sourced';

/** Layers of one attention kind; a model is a list of such groups. */
export interface AttentionGroup {
  /** Number of layers of this kind. */
  readonly layers: number;
  /** Key-value heads; they are replicated when a tensor-parallel group has more ranks than heads. */
  readonly kvHeads: number;
  /** Width of one head. */
  readonly headDim: number;
  /** Tokens that a sliding-window layer keeps. @default - the whole context */
  readonly window?: number;
}

/** An open-weights language model, as far as serving it needs to know. */
export interface Model extends Sourced {
  /** Short name, kebab case with dots: what clients put in `model`, such as `llama-3.3-70b-instruct`. */
  readonly name: string;
  /** Repository on the model hub that the weights are mirrored from, `owner/name`. */
  readonly repository: string;
  /** Commit of that repository. @default - the branch `main`, which the mirror list says */
  readonly revision?: string;
  /** Bytes of the weights as loaded, GiB. */
  readonly weightsGib: number;
  /** Number format of the weights. */
  readonly weightsFormat: 'bf16' | 'fp8' | 'int4' | 'mxfp4' | 'nvfp4';
  /** Query heads; a tensor-parallel size must divide them. */
  readonly attentionHeads: number;
  /** Attention, group by group. */
  readonly attention: readonly AttentionGroup[];
  /** Longest context that the model was trained for, tokens. */
  readonly maxModelLen: number;
}

const LLAMA = { source: 'https://github.com/meta-llama/llama-models/blob/main/models/sku_list.py', asOf: '2026-08-22' };

const rows = {
  /** Meta Llama 3.3 70B Instruct, bf16. */
  LLAMA_3_3_70B_INSTRUCT: {
    name: 'llama-3.3-70b-instruct', repository: 'meta-llama/Llama-3.3-70B-Instruct', weightsGib: 131.42, weightsFormat: 'bf16',
    attentionHeads: 64, attention: [{ layers: 80, kvHeads: 8, headDim: 128 }], maxModelLen: 131072, ...LLAMA,
  },
  /** Meta Llama 3.1 8B Instruct, bf16. */
  LLAMA_3_1_8B_INSTRUCT: {
    name: 'llama-3.1-8b-instruct', repository: 'meta-llama/Llama-3.1-8B-Instruct', weightsGib: 14.99, weightsFormat: 'bf16',
    attentionHeads: 32, attention: [{ layers: 32, kvHeads: 8, headDim: 128 }], maxModelLen: 131072, ...LLAMA,
  },
} as const satisfies Record<string, Model>;

/** The models that the catalog knows, and `custom` for any other. */
export const Model = {
  ...(rows as { readonly [P in keyof typeof rows]: Model }),

  /** A model that the catalog lacks. */
  custom(facts: Model): Model {
    requireModel('facts', facts, '');
    return { ...facts };
  },
};
