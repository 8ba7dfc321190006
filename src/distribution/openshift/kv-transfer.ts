import type { KvOffloadRequest } from '../../target/engine-request';
import type { RoleRequest } from '../../target/inference-request';
import type { LlmWorkload } from '../crds/kserve';
import { transferArguments, transferConnector } from '../kubernetes/kv-transfer';

/** Where KServe mounts the first tier behind the main memory. */
const FIRST_TIER = '/mnt/kv-cache-0';

/** Caches beside the GPU's, which KServe mounts, and names to an engine that passes none on. */
export function kvCacheOffloading({ kvOffload }: Pick<RoleRequest, 'kvOffload'>): Pick<LlmWorkload, 'kvCacheOffloading'> {
  if (kvOffload === undefined) {
    return {};
  }
  const { cpuGib, fileSystem } = kvOffload;
  const secondary = fileSystem === undefined ? {} : { secondary: [{ fileSystem: { emptyDir: { size: `${fileSystem.gib}Gi` } } }] };
  return { kvCacheOffloading: { cpu: `${cpuGib}Gi`, ...secondary } };
}

/** The connectors of an engine that passes its cache on, or has it passed: KServe's own command knows only that of a cache kept. */
export function connectorArguments(need: RoleRequest): readonly string[] {
  if (need.kvTransfer === undefined || need.kvOffload === undefined) {
    return transferArguments(need);
  }
  const connectors = [transferConnector(need), offloading(need.kvOffload)];
  const config = { kv_connector: 'MultiConnector', kv_role: 'kv_both', kv_connector_extra_config: { connectors } };
  return [`--kv-transfer-config=${JSON.stringify(config)}`, '--no-disable-hybrid-kv-cache-manager'];
}

/** What KServe writes for a cache that is kept, which connectors of ours take the place of. */
function offloading({ cpuGib, fileSystem }: KvOffloadRequest): object {
  const tiers = fileSystem === undefined ? {} : { secondary_tiers: [{ type: 'fs', root_dir: FIRST_TIER }] };
  const config = { spec_name: 'TieringOffloadingSpec', cpu_bytes_to_use: cpuGib * 1024 ** 3, ...tiers };
  return { kv_connector: 'OffloadingConnector', kv_role: 'kv_both', kv_connector_extra_config: config };
}
