import type { PoolRole } from './pool-role';
import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import { sentence } from '../../errors/validation-error';
import type { Finding } from '../../target/binding';

/** Replicas that a rollout may start beside all others: those of several pods are replaced one by one, in place. To be asked when all pools are known. */
export function surgeOf(podsPerReplica: number, nodes: GpuNodeGroup, gpusPerPod: number): number {
  return podsPerReplica > 1 ? 0 : nodes._surgeOf(gpusPerPod);
}

/** Advice where a rollout takes the only replica of a role away before the next one has started. */
export function interruptions({ minReplicas, prefix, podsPerReplica, nodes, gpusPerPod }: PoolRole): readonly Finding[] {
  if (minReplicas !== 1 || surgeOf(podsPerReplica, nodes, gpusPerPod) > 0) {
    return [];
  }
  const why = podsPerReplica > 1 ? 'because replicas of several pods are replaced in place' : 'because the nodes have no GPU to spare for a second one when every pool is at its most';
  const rule = `leaves nobody to answer while a rollout replaces the only replica, ${why}`;
  const remedy = podsPerReplica > 1 ? 'raise it to 2' : "raise it to 2, or raise 'maxNodes' of the node group by the room for one replica";
  return [{ code: 'RolloutInterrupts', severity: 'warning', message: sentence({ code: 'RolloutInterrupts', prop: `${prefix}minReplicas`, value: minReplicas, rule, remedy }) }];
}
