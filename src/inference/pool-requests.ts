import type { Construct } from 'constructs';
import { loraRoom } from './engine/lora';
import { requireNodeMemory, requireOneNode } from './engine/node-memory';
import type { InferencePoolProps } from './inference-pool-props';
import { adapterGib } from './sizing/overhead';
import type { PoolRole } from './topology/pool-role';
import { inScope } from '../errors/requirements';
import type { AdapterRequest, KvOffloadRequest, LoraRequest, ModelCacheRequest } from '../target/engine-request';
import type { InferenceRequest } from '../target/inference-request';
import type { ZoneStorage } from '../target/storage';

/** What a pool asks for that runs in the pod beside parallelism. */
export type EngineNeeds = Pick<InferenceRequest, 'engine' | 'kvOffload' | 'lora' | 'modelCache' | 'startupSeconds' | 'storage'>;

/** The parts of a pool's request that say what runs in its pods, each only where it is asked for. */
export function engineNeeds(
  props: InferencePoolProps, roles: readonly PoolRole[], storage: ZoneStorage, adapters: () => readonly AdapterRequest[], scope: Construct,
): EngineNeeds {
  const { engine, startupTimeout } = props;
  const needs = {
    engine: engine?.request,
    kvOffload: offload(props, roles, storage, scope),
    lora: lora(props, adapters, scope),
    modelCache: cache(props, roles, storage),
    startupSeconds: startupTimeout?.toSeconds(),
    storage,
  };
  return Object.fromEntries(Object.entries(needs).filter(([, value]) => value !== undefined));
}

function offload(
  { kvOffload }: InferencePoolProps, roles: readonly PoolRole[], storage: ZoneStorage, scope: Construct,
): KvOffloadRequest | undefined {
  const request = kvOffload && inScope(scope, () => kvOffload.bind(storage));
  if (request !== undefined) {
    roles.forEach((role) => requireOneNode(request, role, scope));
    roles.forEach((role) => requireNodeMemory(request, role, scope));
  }
  return request;
}

/** The files of an adapter may be of twice the width that the engine keeps them in. */
function lora(props: InferencePoolProps, adapters: () => readonly AdapterRequest[], scope: Construct): LoraRequest | undefined {
  if (props.lora === undefined) {
    return undefined;
  }
  const room = loraRoom(props.lora, scope);
  return { ...room, adapterGib: Math.ceil(2 * adapterGib(props.model, room.maxLoraRank)), adapters };
}

function cache({ modelCache, model }: InferencePoolProps, roles: readonly PoolRole[], storage: ZoneStorage): ModelCacheRequest | undefined {
  const groups = [...new Set(roles.map(({ nodes }) => nodes))];
  return modelCache?.bind({ weightsGib: model.weightsGib, storage, maxNodes: groups.reduce((sum, { maxNodes }) => sum + maxNodes, 0) });
}
