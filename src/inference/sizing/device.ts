import type { Question } from './question';

/** Memory of one device, as the engine sees it. */
export interface DeviceMemory {
  /** Most that the engine may use, by the driver's figure, GiB: nothing can be larger. */
  readonly mostGib: number;
  /** What the engine may use, by the figure that CUDA gives a process, GiB. */
  readonly usableGib: number;
}

const MIB_PER_GIB = 1024;

/** Part of a device that the driver keeps where CUDA's own figure is not in the catalog: twice what it keeps of an H100. */
const DRIVER_SHARE = 0.02;

/** What `gpu_memory_utilization` gives the engine. */
export function deviceMemoryOf({ accelerator, gpuMemoryUtilization }: Question): DeviceMemory {
  const total = accelerator.cudaMemoryMib ?? accelerator.memoryMib * (1 - DRIVER_SHARE);
  return {
    mostGib: gpuMemoryUtilization * Math.max(accelerator.memoryMib, accelerator.cudaMemoryMib ?? 0) / MIB_PER_GIB,
    usableGib: gpuMemoryUtilization * total / MIB_PER_GIB,
  };
}

/** Largest part of a device's memory that is free when the engine starts: on a shared memory the host has the rest. */
export function freeShareOf({ accelerator }: Pick<Question, 'accelerator'>): number {
  const total = accelerator.cudaMemoryMib ?? accelerator.memoryMib;
  return accelerator.freeMemoryMib === undefined ? 1 : accelerator.freeMemoryMib / total;
}
