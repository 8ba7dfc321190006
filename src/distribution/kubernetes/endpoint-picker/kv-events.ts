import { isPrecise, KV_EVENTS_PORT, KV_EVENTS_TOPIC } from './prefix-cache';
import type { InferenceRequest, RoleRequest } from '../../../target/inference-request';
import type { ContainerPort, EnvVar } from '../api/pod';

/** Port that an engine publishes the events of its cache on. None where nobody listens. */
export function kvEventsPorts(need: Pick<InferenceRequest, 'routing'>): readonly number[] {
  return isPrecise(need) ? [KV_EVENTS_PORT] : [];
}

/** From this minor version on, an engine cuts prompts for others only where its command line says so. @see https://github.com/vllm-project/vllm/pull/55176 */
const ASKED_BY_FLAG = 30;

/** That port, as a container declares it. */
export function kvEventsContainerPorts(need: Pick<InferenceRequest, 'routing'>): readonly ContainerPort[] {
  return kvEventsPorts(need).map((containerPort) => ({ name: 'kv-events', containerPort, protocol: 'TCP' }));
}

/** Where an engine publishes what becomes of the blocks that it caches, for a picker that listens. */
export function kvEventsArguments(need: RoleRequest, port: number): readonly string[] {
  const events = {
    enable_kv_cache_events: true,
    publisher: 'zmq',
    endpoint: `tcp://*:${KV_EVENTS_PORT}`,
    topic: `${KV_EVENTS_TOPIC}$(POD_IP):${port}@${need.model.name}`,
  };
  return isPrecise(need) ? [`--kv-events-config=${JSON.stringify(events)}`, ...cutting(need)] : [];
}

function cutting({ engine }: Pick<RoleRequest, 'engine'>): readonly string[] {
  return engine?.kind === 'vllm' && (engine.minor ?? 0) >= ASKED_BY_FLAG ? ['--enable-scale-out'] : [];
}

/** What that argument, and the hashes of blocks, depend on. */
export function kvEventsEnvironment(need: RoleRequest): readonly EnvVar[] {
  const declared = need.routing?.prefixCache;
  return declared?.kind !== 'precise' ? [] : [
    { name: 'PYTHONHASHSEED', value: declared.hashSeed },
    { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    // 0.29 cuts prompts for others only where it is told so; versions before and after do not know the variable
    { name: 'VLLM_ENABLE_SCALE_OUT_ENDPOINTS', value: '1' },
  ];
}
