import { named } from './named';
import { requireSourced, type Sourced } from './sourced';
import { requireCount, requireDistinct, requireFlag, requireForm, requireKind, requireList, requireOneOf, requirePositive, requireRecord, whereGiven } from '../errors/requirements';

/** A GPU model, as the node reports it. */
export interface Accelerator extends Sourced {
  /** The name used in code and errors, such as `H100_80GB`. */
  readonly name: string;
  /** Memory that the driver reports for one device, MiB: less than the marketing figure (an L4 has 22 888, not 24 576). */
  readonly memoryMib: number;
  /** Memory that CUDA gives a process, MiB: what an engine computes with. @default - 2 % less than `memoryMib` */
  readonly cudaMemoryMib?: number;
  /** Memory that is free on a started host, MiB. @default - all of it */
  readonly freeMemoryMib?: number;
  /** Whether it shares its memory with the host, whose programs then count too. @default false */
  readonly unifiedMemory?: boolean;
  /** Whether it is a slice of a GPU (MIG), which no other slice can be joined with. @default false */
  readonly slice?: boolean;
  /** Kubernetes extended resource that a pod asks for. */
  readonly resourceName: 'nvidia.com/gpu';
  /** Values of the node label `nvidia.com/gpu.product` that GPU Feature Discovery writes for this model. */
  readonly productLabels: readonly string[];
  /** CUDA compute capability, such as `9.0`: decides the number formats that run in hardware. */
  readonly computeCapability: string;
}

/** Memory from Karpenter's table; CUDA's own from logs of engines and out-of-memory errors: vllm-project/vllm#10511 and #4408, CatVTON#133. */
const KARPENTER = {
  source: 'https://github.com/aws/karpenter-provider-aws/blob/1d927085/website/content/en/docs/reference/instance-types.md',
  asOf: '2026-08-21',
};

/** As `nvidia-smi mig -lgip` lists the slices; nodes with `mig.strategy` `single` offer them as whole GPUs, with the profile in the label. */
const MIG_PROFILES = { source: 'https://jbarrow.ai/field_notes/nvidia-mig/', asOf: '2026-06-11', slice: true, resourceName: 'nvidia.com/gpu' } as const;

/** CUDA's own figure, from out-of-memory errors: TrajectoryCrafter#20, VGen#104, vllm-project/vllm#16343; the driver's, from `nvidia-smi`. */
const LOGGED = { resourceName: 'nvidia.com/gpu' } as const;

/** Slices of an A100 as CUDA sees them: the least that the published figures, in GB with one decimal, can stand for. */
const A100_SLICES = { source: 'https://arcs-njit-edu.github.io/Docs/MIG/profile-comparison', asOf: '2026-11-28', slice: true, resourceName: 'nvidia.com/gpu' } as const;

const rows = {
  /** NVIDIA RTX PRO 6000 Blackwell Server Edition with 96 GB. */
  RTX_PRO_6000: { memoryMib: 98304, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition'], computeCapability: '12.0', ...KARPENTER },
  /** NVIDIA B200 with 180 GB. */
  B200: { memoryMib: 183359, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-B200'], computeCapability: '10.0', ...KARPENTER },
  /** NVIDIA H200 SXM with 141 GB. */
  H200: { memoryMib: 144384, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-H200'], computeCapability: '9.0', ...KARPENTER },
  /** NVIDIA H100 SXM with 80 GB. */
  H100_80GB: { memoryMib: 81920, cudaMemoryMib: 81080, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-H100-80GB-HBM3'], computeCapability: '9.0', ...KARPENTER },
  /** NVIDIA L40S with 48 GB. */
  L40S: { memoryMib: 45776, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-L40S'], computeCapability: '8.9', ...KARPENTER },
  /** NVIDIA L4 with 24 GB. */
  L4: { memoryMib: 22888, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-L4'], computeCapability: '8.9', ...KARPENTER },
  /** NVIDIA A100 SXM with 80 GB. */
  A100_80GB: { memoryMib: 81920, cudaMemoryMib: 81049, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-A100-SXM4-80GB'], computeCapability: '8.0', ...KARPENTER },
  /** NVIDIA A100 SXM with 40 GB. */
  A100_40GB: { memoryMib: 40960, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-A100-SXM4-40GB'], computeCapability: '8.0', ...KARPENTER },
  /** NVIDIA A10G with 24 GB. */
  A10G: { memoryMib: 22888, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-A10G'], computeCapability: '8.6', ...KARPENTER },
  /** NVIDIA T4 with 16 GB. */
  T4: { memoryMib: 16384, cudaMemoryMib: 14909, resourceName: 'nvidia.com/gpu', productLabels: ['Tesla-T4'], computeCapability: '7.5', ...KARPENTER },
  /** A seventh of an H100 with 80 GB: slice `1g.10gb`. */
  H100_MIG_1G_10GB: { memoryMib: 9984, productLabels: ['NVIDIA-H100-80GB-HBM3-MIG-1g.10gb'], computeCapability: '9.0', ...MIG_PROFILES },
  /** Two sevenths of an H100 with 80 GB: slice `2g.20gb`. */
  H100_MIG_2G_20GB: { memoryMib: 20091, productLabels: ['NVIDIA-H100-80GB-HBM3-MIG-2g.20gb'], computeCapability: '9.0', ...MIG_PROFILES },
  /** Three sevenths of an H100 with 80 GB: slice `3g.40gb`. */
  H100_MIG_3G_40GB: { memoryMib: 40448, productLabels: ['NVIDIA-H100-80GB-HBM3-MIG-3g.40gb'], computeCapability: '9.0', ...MIG_PROFILES },
  /** A seventh of an A100 with 80 GB: slice `1g.10gb`. */
  A100_MIG_1G_10GB: { memoryMib: 9679, cudaMemoryMib: 9679, productLabels: ['NVIDIA-A100-SXM4-80GB-MIG-1g.10gb'], computeCapability: '8.0', ...A100_SLICES },
  /** Two sevenths of an A100 with 80 GB: slice `2g.20gb`. */
  A100_MIG_2G_20GB: { memoryMib: 19884, cudaMemoryMib: 19884, productLabels: ['NVIDIA-A100-SXM4-80GB-MIG-2g.20gb'], computeCapability: '8.0', ...A100_SLICES },
  /** Three sevenths of an A100 with 80 GB: slice `3g.40gb`. */
  A100_MIG_3G_40GB: { memoryMib: 40388, cudaMemoryMib: 40388, productLabels: ['NVIDIA-A100-SXM4-80GB-MIG-3g.40gb'], computeCapability: '8.0', ...A100_SLICES },
  /** NVIDIA RTX 6000 Ada Generation of a workstation: of its 48 GB, error correction has some. */
  RTX_6000_ADA: {
    memoryMib: 46068, cudaMemoryMib: 45496, productLabels: ['NVIDIA-RTX-6000-Ada-Generation'], computeCapability: '8.9',
    source: 'https://github.com/DINGYANB/MTVCrafter/issues/21', asOf: '2025-07-18', ...LOGGED,
  },
  /** NVIDIA GeForce RTX 5090 with 32 GB. */
  RTX_5090: {
    memoryMib: 32607, cudaMemoryMib: 32112, productLabels: ['NVIDIA-GeForce-RTX-5090'], computeCapability: '12.0',
    source: 'https://github.com/noonghunna/club-3090/issues/1107', asOf: '2026-08-26', ...LOGGED,
  },
  /** NVIDIA GeForce RTX 4090 with 24 GB. */
  RTX_4090: {
    memoryMib: 24564, cudaMemoryMib: 24207, productLabels: ['NVIDIA-GeForce-RTX-4090'], computeCapability: '8.9',
    source: 'https://github.com/vllm-project/vllm/issues/7553', asOf: '2024-08-15', ...LOGGED,
  },
  /** NVIDIA GeForce RTX 3090 with 24 GB. */
  RTX_3090: {
    memoryMib: 24576, cudaMemoryMib: 24248, productLabels: ['NVIDIA-GeForce-RTX-3090'], computeCapability: '8.6',
    source: 'https://github.com/noonghunna/club-3090/issues/747', asOf: '2026-07-21', ...LOGGED,
  },
  /** NVIDIA GeForce RTX 5060 of a laptop, with 8 GB. */
  RTX_5060_LAPTOP: {
    memoryMib: 8151, productLabels: ['NVIDIA-GeForce-RTX-5060-Laptop-GPU'], computeCapability: '12.0',
    source: 'https://github.com/ymauhn/mangawhisperer/issues/2', asOf: '2026-09-02', ...LOGGED,
  },
  /** NVIDIA GB10 of a DGX Spark: 128 GB, shared with the host. */
  GB10: {
    memoryMib: 124611, cudaMemoryMib: 124611, freeMemoryMib: 103731, unifiedMemory: true, resourceName: 'nvidia.com/gpu', productLabels: ['NVIDIA-GB10'],
    computeCapability: '12.1', source: 'https://github.com/MiaAI-Lab/GLM-5.3-Flash-EXL3-2x-DGX-Sparks/issues/47', asOf: '2026-08-30',
  },
} as const satisfies Record<string, Omit<Accelerator, 'name'>>;

/** The GPU models that the catalog knows, and `custom` for any other. */
export const Accelerator = {
  ...named<Accelerator, typeof rows>(rows),

  /** A GPU model that the catalog lacks. */
  custom(facts: Accelerator): Accelerator {
    requireRecord('facts', facts);
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
  requireMemory(facts, prefix);
  requireOneOf(`${prefix}resourceName`, facts.resourceName, ['nvidia.com/gpu'], 'the resource of a device plugin that the library runs');
  requireList(`${prefix}productLabels`, facts.productLabels, (label) => requireForm(`${prefix}productLabels`, label, LABEL_VALUE, "values of a node label, such as 'NVIDIA-L4'"));
  requireCount(`${prefix}productLabels.length`, facts.productLabels.length, { min: 1 });
  requireDistinct(`${prefix}productLabels`, facts.productLabels);
  requireForm(`${prefix}computeCapability`, facts.computeCapability, /^\d{1,2}\.\d$/, "a compute capability, as text, such as '9.0'");
  requireSourced(facts, prefix);
}

/** What is said of the memory beside its size. */
function requireMemory({ memoryMib, cudaMemoryMib, freeMemoryMib, unifiedMemory, slice }: Accelerator, prefix: string): void {
  whereGiven(cudaMemoryMib, (mib) => requirePositive(`${prefix}cudaMemoryMib`, mib, memoryMib));
  whereGiven(freeMemoryMib, (mib) => requirePositive(`${prefix}freeMemoryMib`, mib, memoryMib));
  whereGiven(unifiedMemory, (flag) => requireFlag(`${prefix}unifiedMemory`, flag));
  whereGiven(slice, (flag) => requireFlag(`${prefix}slice`, flag));
}
