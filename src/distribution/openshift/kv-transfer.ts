import type { KvOffloadRequest } from '../../target/engine-request';
import type { RoleRequest } from '../../target/inference-request';
import type { LlmWorkload } from '../crds/kserve';
import type { EnvVar } from '../kubernetes/api/pod';

/** Port on which a prefilled cache is asked for; each engine of a pod takes the next one. */
const SIDE_CHANNEL_PORT = 5600;

/** Seconds that the engine keeps an idle connection: longer than the sidecar, which would else write into a closed one. */
const KEEP_ALIVE_SECONDS = 120;

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

/** The connector of an engine that passes its cache on, or has it passed: KServe's own command knows only that of a cache kept. */
export function transferArguments(need: RoleRequest): readonly string[] {
  if (need.role === 'prefill-decode') {
    return [];
  }
  const transfer = { kv_connector: 'NixlConnector', kv_role: need.role === 'prefill' ? 'kv_producer' : 'kv_consumer' };
  const config = need.kvOffload === undefined ? transfer : bothConnectors([transfer, offloading(need.kvOffload)]);
  return [`--kv-transfer-config=${JSON.stringify(config)}`, '--no-disable-hybrid-kv-cache-manager'];
}

/** Where the other engines ask for a cache. */
export function transferEnvironment({ role }: Pick<RoleRequest, 'role'>): readonly EnvVar[] {
  return role === 'prefill-decode' ? [] : [
    { name: 'VLLM_NIXL_SIDE_CHANNEL_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'VLLM_NIXL_SIDE_CHANNEL_PORT', value: String(SIDE_CHANNEL_PORT) },
    { name: 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE', value: String(KEEP_ALIVE_SECONDS) },
  ];
}

function bothConnectors(connectors: readonly object[]): object {
  return { kv_connector: 'MultiConnector', kv_role: 'kv_both', kv_connector_extra_config: { connectors } };
}

/** What KServe writes for a cache that is kept, which a connector of ours takes the place of. */
function offloading({ cpuGib, fileSystem }: KvOffloadRequest): object {
  const tiers = fileSystem === undefined ? {} : { secondary_tiers: [{ type: 'fs', root_dir: FIRST_TIER }] };
  const config = { spec_name: 'TieringOffloadingSpec', cpu_bytes_to_use: cpuGib * 1024 ** 3, ...tiers };
  return { kv_connector: 'OffloadingConnector', kv_role: 'kv_both', kv_connector_extra_config: config };
}
