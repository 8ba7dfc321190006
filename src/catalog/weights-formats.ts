import type { WeightsFormat } from './models/model';
import type { Sourced } from './sourced';

/** What a number format of weights asks of a GPU. */
export interface FormatDemand extends Sourced {
  /** Least CUDA compute capability that vLLM has kernels for, such as `8.0`. */
  readonly computeCapability: string;
}

const vllm = (file: string): Sourced => (
  { source: `https://github.com/vllm-project/vllm/blob/v0.27.1/vllm/model_executor/layers/quantization/${file}.py`, asOf: '2026-11-28' }
);

/** By format; weights of 16 bit run anywhere, as float16 where there is no bfloat16. */
export const FORMAT_DEMANDS: Readonly<Record<Exclude<WeightsFormat, 'bf16'>, FormatDemand>> = {
  fp8: { computeCapability: '7.5', ...vllm('fp8') },
  int8: { computeCapability: '7.5', ...vllm('compressed_tensors/schemes/compressed_tensors_w8a8_int8') },
  int4: { computeCapability: '7.5', ...vllm('auto_awq') },
  mxfp4: { computeCapability: '8.0', ...vllm('mxfp4') },
  nvfp4: { computeCapability: '7.5', ...vllm('modelopt') },
};
