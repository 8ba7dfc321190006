import type { KvFileSystemRequest, KvOffloadRequest } from '../../target/engine-request';
import type { RoleRequest } from '../../target/inference-request';
import type { LlmFileSystemTier, LlmWorkload } from '../crds/kserve';
import type { EnvVar } from '../kubernetes/api/pod';
import { kvTransferArguments, type KvConnector } from '../kubernetes/engine/kv-connectors';
import { kvClaimName, kvClaimSpec, kvOffloaded, memoryOfEngine } from '../kubernetes/engine/kv-offload';
import { passingConnector } from '../kubernetes/engine/kv-transfer';

/** Where KServe mounts the first tier behind the main memory. */
const FIRST_TIER = '/mnt/kv-cache-0';

/** Caches beside the GPU's, which KServe mounts, and names to an engine that passes none on. */
export function kvCacheOffloading({ kvOffload, name, parallelism }: Pick<RoleRequest, 'kvOffload' | 'name' | 'parallelism'>): Pick<LlmWorkload, 'kvCacheOffloading'> {
  if (kvOffload === undefined) {
    return {};
  }
  const { cpuGib, fileSystem } = kvOffload;
  const engines = parallelism.dataParallelSizeLocal;
  const secondary = fileSystem === undefined ? {} : { secondary: [{ fileSystem: tier(fileSystem, name) }] };
  // each engine of a pod takes what KServe tells it
  return { kvCacheOffloading: { cpu: engines === 1 ? `${cpuGib}Gi` : `${Math.floor(cpuGib * 1024 / engines)}Mi`, ...secondary } };
}

/** A claim, also where each pod has its own: one that is full refuses to be written to, where a folder of the node has the pod evicted. */
function tier(fileSystem: KvFileSystemRequest, name: string): LlmFileSystemTier {
  return fileSystem.shared === true ? { pvc: { ref: { name: kvClaimName({ name }) } } } : { pvc: { spec: kvClaimSpec(fileSystem, 'ReadWriteOnce') } };
}

/** What pods that share files must agree on. */
export function hashSeed(need: RoleRequest): readonly EnvVar[] {
  return kvOffloaded(need).env ?? [];
}

/** The connectors of an engine that passes its cache on, or has it passed: KServe's own command knows only that of a cache kept. */
export function connectorArguments(need: RoleRequest): readonly string[] {
  const kept = need.kvOffload === undefined ? [] : [offloading(need.kvOffload, need)];
  return need.kvTransfer === undefined ? [] : kvTransferArguments([passingConnector(need), ...kept]);
}

/** What KServe writes for a cache that is kept, which connectors of ours take the place of. */
function offloading({ cpuGib, fileSystem }: KvOffloadRequest, need: Pick<RoleRequest, 'parallelism'>): KvConnector {
  const tiers = fileSystem === undefined ? {} : { secondary_tiers: [{ type: 'fs', root_dir: FIRST_TIER }] };
  const config = { spec_name: 'TieringOffloadingSpec', cpu_bytes_to_use: memoryOfEngine(cpuGib, need), ...tiers };
  return { kv_connector: 'OffloadingConnector', kv_role: 'kv_both', kv_connector_extra_config: config };
}
