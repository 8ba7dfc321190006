import { LWS_INDEX } from './parallelism-arguments';
import type { RoleRequest } from '../../../target/inference-request';

/** Where processes of a pod share memory. */
export const SHARED_MEMORY_PATH = '/dev/shm';

/** The command, in a shell where something is to be done or counted before the engine starts. */
export function engineCommand(need: RoleRequest): readonly string[] {
  const { podsPerReplica, parallelism: { dataParallelSize, dataParallelSizeLocal } } = need;
  if (podsPerReplica > 1) {
    // engines of the pods before its own are counted where they share out experts over several
    return dataParallelSize > 1 ? inShell(`exec vllm serve "$@" --data-parallel-start-rank=$((${LWS_INDEX} * ${dataParallelSizeLocal}))`) : ['vllm', 'serve'];
  }
  return sharesMemory(need) ? inShell(`find ${SHARED_MEMORY_PATH} -type f -delete; exec vllm serve "$@"`) : ['vllm', 'serve'];
}

/**
 * Whether an engine that was killed leaves shared memory behind, which its volume keeps for the pod's next container: it
 * would find no room and never start. Pods of a group are made anew, with their volumes.
 *
 * @see https://github.com/llm-d/llm-d/issues/352
 */
function sharesMemory({ gpusPerPod, kvOffload }: RoleRequest): boolean {
  return gpusPerPod > 1 || kvOffload !== undefined;
}

function inShell(script: string): readonly string[] {
  return ['/bin/sh', '-c', script, 'vllm'];
}
