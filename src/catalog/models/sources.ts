import type { Sourced } from '../sourced';

/** Bytes of checkpoints, and shapes where no configuration is named, from the catalog that KAITO generates from the model hub. */
export const KAITO = {
  source: 'https://github.com/kaito-project/kaito/blob/056b8280/presets/workspace/models/model_catalog.yaml', asOf: '2026-08-21',
} as const satisfies Sourced;

/** Shapes from the `config.json` of the repository, as aiconfigurator keeps it; rows with bytes of another source take their shapes here too. */
export const CONFIGS = {
  source: 'https://github.com/ai-dynamo/aiconfigurator/tree/095f58a5/aic-core/src/aiconfigurator_core/model_configs', asOf: '2026-08-21',
} as const satisfies Sourced;

/** Bytes that vLLM logged when it loaded the model. */
export const PLANNER = {
  source: 'https://github.com/llm-d-incubation/llm-d-planner/blob/e50305a/docs/empirical-vllm-memory-results.md', asOf: '2026-04-27',
} as const satisfies Sourced;

/** Bytes that vLLM logged on eight GPUs. */
export const LOADED_405B = { source: 'https://github.com/vllm-project/vllm/issues/6746', asOf: '2024-07-24' } as const satisfies Sourced;

/** Bytes that vLLM logged with its Marlin kernel. */
export const MARLIN = { source: 'https://github.com/vllm-project/vllm/issues/23278', asOf: '2025-08-20' } as const satisfies Sourced;
