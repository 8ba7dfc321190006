import type { Construct } from 'constructs';
import { variables } from './environment';
import type { KvConnector } from './kv-connectors';
import { workloadLabels } from '../labels';
import type { PodAddition } from './pod-addition';
import type { Fulfilment } from '../../../target/binding';
import type { KvFileSystemRequest } from '../../../target/engine-request';
import type { InferenceRequest, RoleRequest } from '../../../target/inference-request';
import { PersistentVolumeClaim, type PersistentVolumeClaimSpec } from '../api/core';
import type { Volume } from '../api/pod';

const MOUNT = '/kv-cache';
const VOLUME = 'kv-cache';

/** Tokens of one file: fewer make files that are slow to read. */
const TOKENS_A_FILE = 256;

/** Seed of the hashes that files are named by, where the picker asks for none: pods that share files must agree. */
const HASH_SEED = '0';

/** What keeping keys and values outside of the GPU adds to a pod: the engine keeps them in memory that its ranks share. */
export function kvOffloaded(need: RoleRequest): PodAddition {
  const { kvOffload } = need;
  if (kvOffload === undefined) {
    return {};
  }
  const { cpuGib, fileSystem } = kvOffload;
  return {
    memoryGib: cpuGib,
    sharedMemoryGib: cpuGib,
    ...(fileSystem !== undefined && {
      env: fileSystem.shared === true && need.routing?.prefixCache?.kind !== 'precise' ? variables({ PYTHONHASHSEED: HASH_SEED }) : [],
      volumes: [kvVolume(need, fileSystem)],
      mounts: [{ name: VOLUME, mountPath: MOUNT }],
    }),
  };
}

/** Bytes of main memory for the keys and values of one engine of a pod: each takes what it is told, for all of its ranks. */
export function memoryOfEngine(cpuGib: number, { parallelism }: Pick<RoleRequest, 'parallelism'>): number {
  return Math.floor(cpuGib * 2 ** 30 / parallelism.dataParallelSizeLocal);
}

/** The connector that moves keys and values out of the GPU, and back. @see https://docs.vllm.ai/en/latest/features/kv_offloading_usage/ */
export function offloadingConnector(need: Pick<RoleRequest, 'kvOffload' | 'model' | 'parallelism' | 'serving'>): KvConnector {
  const { cpuGib, fileSystem } = need.kvOffload!;
  const cpu_bytes_to_use = memoryOfEngine(cpuGib, need);
  const tiers = fileSystem === undefined ? {} : {
    spec_name: 'TieringOffloadingSpec', ...fileBlocks(need), secondary_tiers: [{ type: 'fs', root_dir: MOUNT, n_read_threads: 16, n_write_threads: 16 }],
  };
  return { kv_connector: 'OffloadingConnector', kv_role: 'kv_both', kv_connector_extra_config: { cpu_bytes_to_use, ...tiers } };
}

/** The volume that the pods of a pool share, where they do; once a pool. */
export function sharedKvVolume(scope: Construct, need: InferenceRequest): readonly PersistentVolumeClaim[] {
  const fileSystem = need.kvOffload?.fileSystem;
  return fileSystem?.shared !== true ? [] : [new PersistentVolumeClaim(scope, 'KvCache', {
    metadata: { name: kvClaimName(need), namespace: need.namespace, labels: workloadLabels(need.name, 'engine') },
    spec: kvClaimSpec(fileSystem, 'ReadWriteMany'),
  })];
}

/** How the need for memory outside of the GPU was met; nothing where there is none. */
export function offloadFulfilments({ kvOffload }: Pick<InferenceRequest, 'kvOffload'>, objects: Fulfilment['objects']): readonly Fulfilment[] {
  if (kvOffload === undefined) {
    return [];
  }
  const memory = `keys and values that leave the GPU are kept in ${kvOffload.cpuGib} GiB of each pod's memory`;
  const { fileSystem } = kvOffload;
  const volume = fileSystem && `${memory}, then on ${fileSystem.gib} GiB that ${fileSystem.shared === true ? 'all pods share' : 'each pod has for itself'}; `
    + 'the engine removes no file, so that a full volume takes no new ones';
  return [{ capability: 'kv.offload', level: fileSystem?.shared === true ? 'degraded' : 'equal', reason: volume ?? memory, objects }];
}

/** Models with several kinds of attention have blocks of several sizes, which one figure cannot be a multiple of. */
function fileBlocks({ model, serving }: Pick<RoleRequest, 'model' | 'serving'>): Readonly<Record<string, number>> {
  const uniform = new Set(model.attention.map(({ kind }) => kind)).size === 1;
  const block = serving.blockSize ?? 1;
  return uniform ? { block_size: TOKENS_A_FILE % block === 0 ? TOKENS_A_FILE : block } : {};
}

function kvVolume(need: RoleRequest, fileSystem: KvFileSystemRequest): Volume {
  return fileSystem.shared === true
    ? { name: VOLUME, persistentVolumeClaim: { claimName: kvClaimName(need) } }
    : { name: VOLUME, ephemeral: { volumeClaimTemplate: { spec: kvClaimSpec(fileSystem, 'ReadWriteOnce') } } };
}

/** A claim, and no folder of the node: one that is full refuses to be written to, where the other has the pod evicted. */
export function kvClaimSpec({ gib, storageClassName }: KvFileSystemRequest, accessMode: 'ReadWriteOnce' | 'ReadWriteMany'): PersistentVolumeClaimSpec {
  return { ...(storageClassName !== undefined && { storageClassName }), accessModes: [accessMode], resources: { requests: { storage: `${gib}Gi` } } };
}

/** Name of the claim that the pods of a pool share. */
export function kvClaimName({ name }: Pick<InferenceRequest, 'name'>): string {
  return `${name}-kv-cache`;
}
