import { isPrecise, KV_EVENTS_PORT, KV_EVENTS_TOPIC } from './prefix-cache';
import type { InferenceRequest, RoleRequest } from '../../../target/inference-request';
import type { ContainerPort, EnvVar } from '../api/pod';

/** Ports that the engines of a pod publish the events of their caches on: one an engine. None where nobody listens. */
export function kvEventsPorts(need: Pick<InferenceRequest, 'routing' | 'roles'>): readonly number[] {
  const ranks = Math.max(...need.roles.map(({ parallelism }) => parallelism.dataParallelSizeLocal));
  return isPrecise(need) ? Array.from({ length: ranks }, (_, rank) => KV_EVENTS_PORT + rank) : [];
}

/** Those ports, as a container of one role declares them. */
export function kvEventsContainerPorts(need: RoleRequest): readonly ContainerPort[] {
  return kvEventsPorts({ ...need, roles: [need] }).map((containerPort, rank) => ({ name: rank === 0 ? 'kv-events' : `kv-events-${rank}`, containerPort, protocol: 'TCP' }));
}

/** Where an engine publishes what becomes of the blocks that it caches, for a picker that listens. */
export function kvEventsArguments(need: RoleRequest, port: number): readonly string[] {
  const events = {
    enable_kv_cache_events: true,
    publisher: 'zmq',
    endpoint: `tcp://*:${KV_EVENTS_PORT}`,
    topic: `${KV_EVENTS_TOPIC}$(POD_IP):${port}@${need.model.name}`,
  };
  return isPrecise(need) ? [`--kv-events-config=${JSON.stringify(events)}`] : [];
}

/** What that argument, and the hashes of blocks, depend on. */
export function kvEventsEnvironment(need: RoleRequest): readonly EnvVar[] {
  const declared = need.routing?.prefixCache;
  return declared?.kind !== 'precise' ? [] : [
    { name: 'PYTHONHASHSEED', value: declared.hashSeed },
    { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  ];
}
