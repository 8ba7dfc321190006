import { named } from './named';
import { requireSourced, type Sourced } from './sourced';
import { requireCount, requireDistinct, requireForm, requireKind, requireList, requireOneOf } from '../errors/requirements';

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
  /** NVIDIA RTX PRO 6000 Blackwell Server Edition with 96 GB. */
  RTX_PRO_6000: { memoryMib: 98304, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition'], computeCapability: '12.0', ...KARPENTER },
  /** NVIDIA B200 with 180 GB. */
  B200: { memoryMib: 183359, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-B200'], computeCapability: '10.0', ...KARPENTER },
  /** NVIDIA H200 SXM with 141 GB. */
  H200: { memoryMib: 144384, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-H200'], computeCapability: '9.0', ...KARPENTER },
  /** NVIDIA H100 SXM with 80 GB. */
  H100_80GB: { memoryMib: 81920, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-H100-80GB-HBM3'], computeCapability: '9.0', ...KARPENTER },
  /** NVIDIA L40S with 48 GB. */
  L40S: { memoryMib: 45776, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-L40S'], computeCapability: '8.9', ...KARPENTER },
  /** NVIDIA L4 with 24 GB. */
  L4: { memoryMib: 22888, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-L4'], computeCapability: '8.9', ...KARPENTER },
  /** NVIDIA A100 SXM with 80 GB. */
  A100_80GB: { memoryMib: 81920, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-A100-SXM4-80GB'], computeCapability: '8.0', ...KARPENTER },
  /** NVIDIA A100 SXM with 40 GB. */
  A100_40GB: { memoryMib: 40960, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-A100-SXM4-40GB'], computeCapability: '8.0', ...KARPENTER },
  /** NVIDIA A10G with 24 GB. */
  A10G: { memoryMib: 22888, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-A10G'], computeCapability: '8.6', ...KARPENTER },
  /** NVIDIA T4 with 16 GB. */
  T4: { memoryMib: 16384, resourceName: 'nvidia.com/gpu', productLabels: ['Tesla-T4'], computeCapability: '7.5', ...KARPENTER },
} as const satisfies Record<string, Omit<Accelerator, 'name'>>;

/** The GPU models that the catalog knows, and `custom` for any other. */
export const Accelerator = {
  ...named<Accelerator, typeof rows>(rows),

  /** A GPU model that the catalog lacks. */
  custom(facts: Accelerator): Accelerator {
    requireAccelerator('facts', facts, '');
    return { ...facts, productLabels: [...facts.productLabels] };
  },
};

/** A label value of Kubernetes that is not empty. */
const LABEL_VALUE = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

/** Refuses what is no whole row of a GPU model; `prefix` stands before the names of its facts in errors. */
export function requireAccelerator(prop: string, value: unknown, prefix = `${prop}.`): void {
  requireKind(prop, value, 'Accelerator', []);
  const facts = value as Accelerator;
  requireForm(`${prefix}name`, facts.name, /^[\w.-]+$/, 'a name of letters, digits, dots, hyphens and underscores, such as H100_80GB');
  requireCount(`${prefix}memoryMib`, facts.memoryMib, { min: 1 });
  requireOneOf(`${prefix}resourceName`, facts.resourceName, ['nvidia.com/gpu'], 'the resource of a device plugin that the library runs');
  requireList(`${prefix}productLabels`, facts.productLabels, (label) => requireForm(`${prefix}productLabels`, label, LABEL_VALUE, "values of a node label, such as 'NVIDIA-L4'"));
  requireCount(`${prefix}productLabels.length`, facts.productLabels.length, { min: 1 });
  requireDistinct(`${prefix}productLabels`, facts.productLabels);
  requireForm(`${prefix}computeCapability`, facts.computeCapability, /^\d{1,2}\.\d$/, "a compute capability, as text, such as '9.0'");
  requireSourced(facts, prefix);
}
