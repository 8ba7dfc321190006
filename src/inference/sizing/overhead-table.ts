import type { Sourced } from '../../catalog/sourced';

/** Peak of activations that one class of models reached while the engine profiled itself. */
export interface ActivationRow extends Sourced {
  /** Class name, first of `architectures`. */
  readonly architecture: string;
  /** Minor version of vLLM 0.x. */
  readonly engineMinor: number;
  readonly kind: 'dense' | 'mixture' | 'multimodal';
  /** Peak, GiB a GPU, with 8192 batched tokens: it does not depend on the context. */
  readonly gib: number;
}

/** Memory beside PyTorch: the CUDA context, and the buffers of collectives where ranks are several. */
export interface NonTorchRow extends Sourced {
  readonly engineMinor: number;
  /** On one GPU, GiB. */
  readonly oneGpuGib: number;
  /** Each of several, GiB. */
  readonly severalGib: number;
}

const V11 = { source: 'https://github.com/llm-d-incubation/llm-d-planner/blob/e50305a/docs/empirical-vllm-memory-results.md', asOf: '2026-04-27', engineMinor: 11 };
const V19 = { source: 'https://github.com/llm-d-incubation/llm-d-planner/pull/254', asOf: '2026-06-30', engineMinor: 19 };

/** Measured on one H100 or two, with the defaults of the engine. */
export const ACTIVATIONS: readonly ActivationRow[] = [
  { architecture: 'LlamaForCausalLM', kind: 'dense', gib: 8.8, engineMinor: 5, source: 'https://github.com/vllm-project/vllm/issues/6746', asOf: '2024-07-24' },
  { architecture: 'MllamaForConditionalGeneration', kind: 'multimodal', gib: 36.63, engineMinor: 6, source: 'https://github.com/vllm-project/vllm/pull/12126', asOf: '2025-01-17' },
  { architecture: 'GptOssForCausalLM', kind: 'mixture', gib: 7.38, ...V11 },
  { architecture: 'LlamaForCausalLM', kind: 'dense', gib: 4.84, ...V11 },
  { architecture: 'Qwen3ForCausalLM', kind: 'dense', gib: 5.64, ...V11 },
  { architecture: 'Mistral3ForConditionalGeneration', kind: 'multimodal', gib: 2.12, ...V11 },
  { architecture: 'LlamaForCausalLM', kind: 'dense', gib: 1.89, ...V19 },
  { architecture: 'Qwen2ForCausalLM', kind: 'dense', gib: 2.25, ...V19 },
  { architecture: 'Qwen3ForCausalLM', kind: 'dense', gib: 2.21, ...V19 },
  { architecture: 'GraniteForCausalLM', kind: 'dense', gib: 0.85, ...V19 },
  { architecture: 'Gemma2ForCausalLM', kind: 'dense', gib: 3.65, ...V19 },
  { architecture: 'Phi3ForCausalLM', kind: 'dense', gib: 1.52, ...V19 },
  { architecture: 'Qwen3MoeForCausalLM', kind: 'mixture', gib: 2.68, ...V19 },
  { architecture: 'Qwen2MoeForCausalLM', kind: 'mixture', gib: 2.47, ...V19 },
  { architecture: 'MixtralForCausalLM', kind: 'mixture', gib: 1.21, ...V19 },
  { architecture: 'DeepseekV2ForCausalLM', kind: 'mixture', gib: 1.93, ...V19 },
  { architecture: 'Gemma3ForConditionalGeneration', kind: 'multimodal', gib: 3.94, ...V19 },
  { architecture: 'Mistral3ForConditionalGeneration', kind: 'multimodal', gib: 2.10, ...V19 },
  { architecture: 'PixtralForConditionalGeneration', kind: 'multimodal', gib: 2.10, ...V19 },
];

export const NON_TORCH: readonly NonTorchRow[] = [
  { engineMinor: 5, oneGpuGib: 0, severalGib: 0, source: 'https://github.com/vllm-project/vllm/issues/6746', asOf: '2024-07-24' },
  { engineMinor: 6, oneGpuGib: 1.79, severalGib: 3.58, source: 'https://github.com/vllm-project/vllm/pull/10511', asOf: '2024-12-14' },
  { oneGpuGib: 0.14, severalGib: 0.55, ...V11 },
  { oneGpuGib: 0.27, severalGib: 2.10, ...V19 },
];

/** Most that was seen beside PyTorch on a device whose memory the host shares: seven starts of one Jetson gave −0.05 to 8.29, and a DGX Spark 8. */
export const UNIFIED_NON_TORCH = {
  gib: 8.29, source: 'https://github.com/llamastash/llamastash/issues/80', asOf: '2026-09-09',
} as const satisfies Sourced & { readonly gib: number };

/** Most that the capture of CUDA graphs took on an H100. */
export const CUDA_GRAPHS = { gib: 1.03, source: V11.source, asOf: V11.asOf } as const satisfies Sourced & { readonly gib: number };

/** Minor version of vLLM 0.x that first counts CUDA graphs before it gives the rest to the cache. */
export const GRAPHS_COUNTED_SINCE = 21;
