import type { Container, EnvVar, Volume, VolumeMount } from '../api/pod';

/** What one feature of the engine adds to its pod. */
export interface PodAddition {
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  /** Containers that end before the engine starts. */
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly mounts?: readonly VolumeMount[];
  /** Main memory that the pod asks for beside the engine's own, GiB. */
  readonly memoryGib?: number;
  /** The part of it that processes share, GiB. */
  readonly sharedMemoryGib?: number;
}
