import { named } from './named';
import type { Sourced } from './sourced';
import { requireCount, requireText } from '../errors/requirements';

/** A GPU model, as the node reports it. */
export interface Accelerator extends Sourced {
  /** The name used in code and errors, such as `H100_80GB`. */
  readonly name: string;
  /** Memory that the driver reports for one device, MiB: less than the marketing figure (an L4 has 22 888, not 24 576). */
  readonly memoryMib: number;
  /** Kubernetes extended resource that a pod asks for. */
  readonly resourceName: 'nvidia.com/gpu';
  /** Values of the node label `nvidia.com/gpu.product` that GPU Feature Discovery writes for this model. */
  readonly productLabels: readonly string[];
  /** CUDA compute capability, such as `9.0`: decides the number formats that run in hardware. */
  readonly computeCapability: string;
}

const KARPENTER = {
  source: 'https://github.com/aws/karpenter-provider-aws/blob/1d927085/website/content/en/docs/reference/instance-types.md',
  asOf: '2026-08-21',
};

const rows = {
  /** NVIDIA H100 SXM with 80 GB. */
  H100_80GB: { memoryMib: 81920, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-H100-80GB-HBM3'], computeCapability: '9.0', ...KARPENTER },
  /** NVIDIA L40S with 48 GB. */
  L40S: { memoryMib: 45776, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-L40S'], computeCapability: '8.9', ...KARPENTER },
  /** NVIDIA L4 with 24 GB. */
  L4: { memoryMib: 22888, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-L4'], computeCapability: '8.9', ...KARPENTER },
} as const satisfies Record<string, Omit<Accelerator, 'name'>>;

/** The GPU models that the catalog knows, and `custom` for any other. */
export const Accelerator = {
  ...named<Accelerator, typeof rows>(rows),

  /** A GPU model that the catalog lacks. */
  custom(facts: Accelerator): Accelerator {
    requireText('name', facts.name);
    requireCount('memoryMib', facts.memoryMib, { min: 1 });
    return { ...facts };
  },
};
