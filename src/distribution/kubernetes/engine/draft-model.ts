import type { PodAddition } from './pod-addition';
import { localFolder } from './store-files';
import type { RoleRequest } from '../../../target/inference-request';
import { modelPath } from '../../../target/model-path';

/** Longest run of words that is looked for in the prompt, and shortest. */
const NGRAM = { prompt_lookup_max: 4, prompt_lookup_min: 2 };

/** What guessing tokens adds to a pod. @see https://docs.vllm.ai/en/latest/features/spec_decode/ */
export function draftModel(need: RoleRequest): PodAddition {
  const { draft } = need.serving;
  if (draft === undefined) {
    return {};
  }
  const { method, numSpeculativeTokens, model } = draft;
  const guessing = model === undefined ? NGRAM : { model: localFolder(need, modelPath(model)) };
  return { args: [`--speculative-config=${JSON.stringify({ method, num_speculative_tokens: numSpeculativeTokens, ...guessing })}`] };
}
