import type { Construct } from 'constructs';
import { isPrecise, KV_EVENTS_PORT, KV_EVENTS_TOPIC } from './prefix-cache';
import { ValidationError } from '../../../errors/validation-error';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';
import type { ContainerPort, EnvVar } from '../api/pod';
import { arrivalPorts } from '../engine/engine-ports';

/** From this minor version on, an engine cuts prompts for others only where its command line says so. @see https://github.com/vllm-project/vllm/pull/55176 */
const ASKED_BY_FLAG = 30;

/** Ports that the engines of a pod publish the events of their caches on: each adds its rank. None where nobody listens. */
export function kvEventsPorts(need: RoleRequest): readonly number[] {
  return isPrecise(need) ? arrivalPorts(need).map((_, rank) => KV_EVENTS_PORT + rank) : [];
}

/** Those ports, as a container declares them. */
export function kvEventsContainerPorts(need: RoleRequest): readonly ContainerPort[] {
  return kvEventsPorts(need).map((containerPort, rank) => ({ name: rank === 0 ? 'kv-events' : `kv-events-${rank}`, containerPort, protocol: 'TCP' }));
}

/**
 * Refuses events that the picker does not hear: it asks each engine that has a port of its own, at the port of its number
 * in the pod, and an engine publishes at that of its number in the replica.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/framework/plugins/requestcontrol/dataproducer/preciseprefixcache/extractor.go
 */
export function requireHeardEngines(need: InferenceRequest, scope: Construct): void {
  const unheard = rolesOf(need).find((role) => arrivalPorts(role).length < role.parallelism.dataParallelSize);
  if (isPrecise(need) && unheard !== undefined) {
    const rule = `hears of engines that have a port each in one pod, and of the ${unheard.parallelism.dataParallelSize} of a replica it would hear of ${arrivalPorts(unheard).length}`;
    throw new ValidationError({ code: 'EnginesNotHeard', prop: 'routing.prefixCache', value: 'precise', rule, remedy: 'use PrefixCache.approximate(), or from two to eight engines in one pod' }, scope);
  }
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
