import { sentence } from '../errors/validation-error';
import type { Finding } from '../target/binding';

/** Advice where a rollout takes the only replica away before the next one has started. */
export function interruptions(minReplicas: number, surgeReplicas: number): readonly Finding[] {
  if (minReplicas !== 1 || surgeReplicas > 0) {
    return [];
  }
  const rule = 'leaves nobody to answer while a rollout replaces the only replica, because the nodes have no GPU to spare for a second one when every pool is at its most';
  const remedy = "raise it to 2, or raise 'maxNodes' of the node group by the room for one replica";
  return [{ code: 'RolloutInterrupts', severity: 'warning', message: sentence({ code: 'RolloutInterrupts', prop: 'minReplicas', value: minReplicas, rule, remedy }) }];
}
