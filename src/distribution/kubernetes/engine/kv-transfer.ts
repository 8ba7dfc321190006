import { SIDE_CHANNEL_PORT } from './engine-ports';
import { kvTransferArguments, type KvConnector } from './kv-connectors';
import { offloadingConnector } from './kv-offload';
import type { RoleRequest } from '../../../target/inference-request';
import type { EnvVar } from '../api/pod';

/** Seconds that the engine keeps an idle connection: longer than the 90 that the proxy before it does, which would else write to one that is closed. */
const KEEP_ALIVE_SECONDS = 120;

/** How the engine passes keys and values on, and where it keeps those that leave the GPU. */
export function transferArguments(need: RoleRequest): readonly string[] {
  return kvTransferArguments([
    ...(need.kvTransfer === undefined ? [] : [passingConnector(need)]),
    ...(need.kvOffload === undefined ? [] : [offloadingConnector(need)]),
  ]);
}

/** The connector that passes keys and values on, and takes them. @see https://docs.vllm.ai/en/latest/features/nixl_connector_usage/ */
export function passingConnector(need: Pick<RoleRequest, 'fabric'>): KvConnector {
  return {
    kv_connector: 'NixlConnector',
    // the connector does not tell roles apart: who asks it for what decides
    kv_role: 'kv_both',
    kv_connector_extra_config: { backends: [backendOf(need)] },
    // what did not arrive is not worked out anew among answers that are under way
    kv_load_failure_policy: 'fail',
  };
}

/** Where the engine's partners find it. */
export function transferEnvironment({ kvTransfer }: RoleRequest): readonly EnvVar[] {
  return kvTransfer === undefined ? [] : [
    { name: 'VLLM_NIXL_SIDE_CHANNEL_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'VLLM_NIXL_SIDE_CHANNEL_PORT', value: String(SIDE_CHANNEL_PORT) },
    { name: 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE', value: String(KEEP_ALIVE_SECONDS) },
  ];
}

/** The library that moves the bytes: the one that the nodes' fabric asks for. */
function backendOf({ fabric }: Pick<RoleRequest, 'fabric'>): string {
  return fabric?.kvTransferBackend ?? 'UCX';
}
