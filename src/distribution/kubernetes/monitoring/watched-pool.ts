import { rolesOf, type EngineRole, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';
import type { PoolSeries } from '../scaling/series';

/** A pool as Prometheus sees it. */
export interface WatchedPool {
  readonly need: InferenceRequest;
  /** Whether an endpoint picker chooses among its replicas. */
  readonly picker: boolean;
  /** @default - as monitors of ours name series */
  readonly series?: PoolSeries;
  /** Names of its pods, as a pattern. @default - as our own workloads name them */
  readonly pods?: string;
}

/** Whether the picker holds requests back, and has figures about it. */
export function holdsRequests({ need, picker }: WatchedPool): boolean {
  return picker && need.routing?.flowControl !== undefined;
}

/** The role that sends all tokens but the first. */
export function decodingRole({ roles }: InferenceRequest): EngineRole {
  return roles.find(({ role }) => role !== 'prefill')!;
}

/** Names of the pods of a pool's roles, as a pattern. */
export function podPattern({ need, pods }: WatchedPool): string {
  return pods ?? rolesOf(need).map(patternOf).join('|');
}

/** A Deployment adds two random parts, a set of leaders and workers their numbers, a set of roles the revision between. */
function patternOf({ name, role, roleName, podsPerReplica, jointRollout }: RoleRequest): string {
  if (jointRollout) {
    return `${name}-([a-z0-9]+-)*${role}(-[a-z0-9]+)*`;
  }
  return `${roleName}-${podsPerReplica > 1 ? '[0-9]+(-[0-9]+)?' : '[a-z0-9]+-[a-z0-9]{5}'}`;
}
