import { servedAdapters } from './adapters';
import { cacheAwaited } from './cache-awaited';
import { draftModel } from './draft-model';
import { kvOffloaded } from './kv-offload';
import type { PodAddition } from './pod-addition';
import { storeFiles } from './store-files';
import type { RoleRequest } from '../../../target/inference-request';

/** What the features of a pool add to the pods of its engine. Read when all verbs were said. */
export function additionsOf(need: RoleRequest): readonly PodAddition[] {
  return [cacheAwaited(need), kvOffloaded(need), storeFiles(need), servedAdapters(need), draftModel(need)];
}

/** The sum of what they add to a quantity. */
export function addedGib(need: RoleRequest, quantity: 'memoryGib' | 'sharedMemoryGib'): number {
  return additionsOf(need).reduce((sum, addition) => sum + (addition[quantity] ?? 0), 0);
}
