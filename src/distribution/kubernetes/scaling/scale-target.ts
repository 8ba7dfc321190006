import type { RoleRequest } from '../../../target/inference-request';

/** The object whose replicas an autoscaler sets. */
export interface ScaleTarget {
  readonly apiVersion: string;
  readonly kind: 'Deployment' | 'LeaderWorkerSet' | 'DisaggregatedSetRoleScaler';
  readonly name: string;
}

/** What runs the replicas of a role; where roles roll out as one, what the controller of the set makes for one of them. */
export function scaleTargetOf({ jointRollout, podsPerReplica, roleName: name }: RoleRequest): ScaleTarget {
  if (jointRollout) {
    return { apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSetRoleScaler', name };
  }
  return podsPerReplica > 1 ? { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name } : { apiVersion: 'apps/v1', kind: 'Deployment', name };
}
