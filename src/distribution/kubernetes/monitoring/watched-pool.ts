import type { EngineRole, InferenceRequest } from '../../../target/inference-request';
import type { PoolSeries } from '../series';

/** A pool as Prometheus sees it. */
export interface WatchedPool {
  readonly need: InferenceRequest;
  /** Whether an endpoint picker chooses among its replicas. */
  readonly picker: boolean;
  /** @default - as monitors of ours name series */
  readonly series?: PoolSeries;
}

/** Whether the picker holds requests back, and has figures about it. */
export function holdsRequests({ need, picker }: WatchedPool): boolean {
  return picker && need.routing?.flowControl !== undefined;
}

/** The role that sends all tokens but the first. */
export function decodingRole({ roles }: InferenceRequest): EngineRole {
  return roles.find(({ role }) => role !== 'prefill')!;
}

/** Names of the pods of roles, as a pattern: a Deployment adds two random parts, a set of leaders and workers their numbers. */
export function podPattern(roles: readonly EngineRole[]): string {
  return roles.map(({ roleName, podsPerReplica }) => `${roleName}-${podsPerReplica > 1 ? '[0-9]+(-[0-9]+)?' : '[a-z0-9]+-[a-z0-9]{5}'}`).join('|');
}
