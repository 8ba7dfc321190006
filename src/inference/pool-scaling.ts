import type { InferencePoolProps } from './inference-pool-props';
import type { Objective } from './routing/objective';
import type { RoleName } from '../target/inference-request';
import type { ScalingRequest } from '../target/scaling-request';

/** What scales a role: what is declared, or what is promised where the pool has room to grow. */
export function scalingOf(props: InferencePoolProps, role: RoleName): ScalingRequest | undefined {
  const { scaleOn, objective = {}, minReplicas = 1, maxReplicas = minReplicas } = props;
  const hasRoom = maxReplicas !== minReplicas;
  return scaleOn?.request ?? (hasRoom ? promised(objective, role) : undefined);
}

/** The promise that a role answers for: one that only decodes for all tokens but the first, any other for the first, which suffers first where requests wait. */
function promised({ timeToFirstToken, interTokenLatency }: Objective, role: RoleName): ScalingRequest | undefined {
  const first: ScalingRequest | undefined = timeToFirstToken && { metric: 'time-to-first-token', objectiveMs: timeToFirstToken.toMilliseconds() };
  const others: ScalingRequest | undefined = interTokenLatency && { metric: 'inter-token-latency', objectiveMs: interTokenLatency.toMilliseconds() };
  return role === 'decode' ? others ?? first : first ?? others;
}
