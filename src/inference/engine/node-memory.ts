import type { Construct } from 'constructs';
import { ValidationError } from '../../errors/validation-error';
import type { KvOffloadRequest } from '../../target/engine-request';
import { MEMORY_GIB_A_GPU } from '../../target/engine-share';
import type { PoolRole } from '../topology/pool-role';

/** Part of a node's memory that pods get: the rest is the kubelet's and the system's. */
const ALLOCATABLE = 0.92;

/** Refuses a volume behind memory that no node has all of: what one node writes there would lack what the others hold. @see https://github.com/vllm-project/vllm/pull/53474 */
export function requireOneNode({ fileSystem }: KvOffloadRequest, { podsPerReplica, layout }: PoolRole, scope: Construct): void {
  if (fileSystem !== undefined && podsPerReplica > 1 && layout.pipelineParallelSize > 1) {
    const rule = `keeps the cache of one node, and the stages of a replica are on ${podsPerReplica}: what it read back would be a part of a cache`;
    throw new ValidationError({ code: 'OffloadOfStages', prop: 'kvOffload.disk', value: `${fileSystem.gib} GiB`, rule, remedy: 'use KvOffload.cpu, which each node has for its own stages' }, scope);
  }
}

/** Refuses main memory for keys and values that the nodes, where their memory is known, do not have for as many pods as their GPUs are for. */
export function requireNodeMemory(offload: KvOffloadRequest, role: PoolRole, scope: Construct): void {
  const { nodes, gpusPerPod, maxReplicas, podsPerReplica } = role;
  const memoryGib = nodes._memoryGib;
  if (memoryGib === undefined) {
    return;
  }
  const pods = Math.min(Math.floor(nodes.gpusPerNode / gpusPerPod), maxReplicas * podsPerReplica);
  const engineGib = MEMORY_GIB_A_GPU * gpusPerPod;
  const room = Math.floor(memoryGib * ALLOCATABLE / pods) - engineGib;
  if (offload.cpuGib > room) {
    const rule = `needs ${pods * (offload.cpuGib + engineGib)} GiB of main memory for ${pods === 1 ? 'the pod' : `the ${pods} pods`} of a node, `
      + `but '${nodes.node.path}' has ${Math.floor(memoryGib * ALLOCATABLE)} GiB of ${memoryGib} GiB for pods`;
    const remedy = room > 0 ? `lower it to ${room} GiB` : 'leave it out or choose nodes with more memory';
    throw new ValidationError({ code: 'NodeMemoryExceeded', prop: 'kvOffload.cpu', value: `${offload.cpuGib} GiB`, rule, remedy }, scope);
  }
}
