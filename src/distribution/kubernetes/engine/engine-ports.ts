import type { Construct } from 'constructs';
import { ValidationError } from '../../../errors/validation-error';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';
import type { NetworkPolicyPort } from '../api/networking';
import { tcp, tcpRange } from '../network-policies';

/** First port that requests arrive at: the engine's, or that of the proxy before it. */
export const ENGINE_PORT = 8000;

/** First port of an engine behind a proxy. */
const PROXIED_PORT = 8200;

/** Port that engines agree on a transfer of keys and values by; each engine of a replica adds its rank. */
export const SIDE_CHANNEL_PORT = 5600;

/** Port of the first pod by which data-parallel engines find one another. */
export const RPC_PORT = 5555;

/** Port of the first pod by which the stages of a pipeline find one another. */
export const MASTER_PORT = 29501;

/** Ports that the kernel gives to whoever asks for any: the engine and its libraries open most of theirs so. */
export const ANY_PORT = { first: 50_000, last: 59_999 };

/** Engines of a pod that have a port each: an InferencePool lists at most so many. */
const MOST_PORTS = 8;

/** All ports that requests may arrive at, however many engines a pod has. */
export const ARRIVAL_PORTS = { first: ENGINE_PORT, last: ENGINE_PORT + MOST_PORTS - 1 };

/**
 * Who shares out requests among data-parallel engines: the engines' own front end, the endpoint picker by the port of
 * each engine, or the picker by pods and their front ends by engines.
 *
 * @see https://docs.vllm.ai/en/latest/serving/data_parallel_deployment/
 */
export type Balancing = 'front end' | 'picker' | 'picker and front ends';

/** Who shares them out; undefined where there is one engine. */
export function balancingOf({ parallelism, podsPerReplica, standalone }: RoleRequest): Balancing | undefined {
  const { dataParallelSize, dataParallelSizeLocal } = parallelism;
  if (dataParallelSize === 1) {
    return undefined;
  }
  const listed = dataParallelSizeLocal >= 2 && dataParallelSizeLocal <= MOST_PORTS;
  if (standalone !== true && listed) {
    return 'picker';
  }
  return podsPerReplica === 1 ? 'front end' : 'picker and front ends';
}

/** Ports that requests for a pod arrive at, one an engine that the picker knows. */
export function arrivalPorts(need: RoleRequest): readonly number[] {
  return portsFrom(ENGINE_PORT, need);
}

/** Ports that the engines of a pod listen on. */
export function enginePorts(need: RoleRequest): readonly number[] {
  return portsFrom(isProxied(need) ? PROXIED_PORT : ENGINE_PORT, need);
}

/** Port that tells of the health of all engines of a pod, beside theirs. */
export function supervisorPort(need: RoleRequest): number {
  const ports = enginePorts(need);
  return ports[ports.length - 1]! + 1;
}

/** Whether a proxy stands before the engine, which has prompts worked off elsewhere first. */
export function isProxied({ role }: Pick<RoleRequest, 'role'>): boolean {
  return role === 'decode';
}

/** The ports that an InferencePool lists: the same for the pods of all roles. */
export function targetPortsOf(need: InferenceRequest): readonly { readonly number: number }[] {
  return arrivalPorts(rolesOf(need)[0]!).map((number) => ({ number }));
}

/** Refuses roles whose pods do not listen on the same ports. */
export function requireSamePorts(need: InferenceRequest, scope: Construct): void {
  const [prefill, decode] = rolesOf(need).map((role) => arrivalPorts(role).length);
  if (decode !== undefined && prefill !== decode) {
    const rule = `gives a pod that prefills ${prefill} ports and one that decodes ${decode}, and an InferencePool has one list for all its pods`;
    throw new ValidationError({ code: 'PortsDiffer', prop: 'topology', value: 'prefill and decode', rule, remedy: "use the same 'dataParallelSizeLocal' for both roles" }, scope);
  }
}

/** Ports of one pod of a replica that another pod may open: those that are agreed on, and any that the kernel gave. */
export function groupPorts({ parallelism }: RoleRequest): readonly NetworkPolicyPort[] {
  return [...tcp(parallelism.dataParallelSize > 1 ? RPC_PORT : MASTER_PORT), ANY_PORTS];
}

/** Ports of an engine that another one may open, to pass keys and values on. */
export function transferPorts(roles: readonly RoleRequest[]): readonly NetworkPolicyPort[] {
  const engines = Math.max(...roles.map(({ parallelism }) => parallelism.dataParallelSize));
  return [tcpRange(SIDE_CHANNEL_PORT, SIDE_CHANNEL_PORT + engines - 1), ANY_PORTS];
}

const ANY_PORTS = tcpRange(ANY_PORT.first, ANY_PORT.last);

function portsFrom(first: number, need: RoleRequest): readonly number[] {
  const count = balancingOf(need) === 'picker' ? need.parallelism.dataParallelSizeLocal : 1;
  return Array.from({ length: count }, (_, rank) => first + rank);
}
