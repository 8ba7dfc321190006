import type { Construct } from 'constructs';
import type { Binding } from '../../../target/binding';
import type { PriorityRequest } from '../../../target/requests';
import { PriorityClass } from '../api/scheduling';
import { objectLabels } from '../labels';

/**
 * A rank of pods whose value is the priority itself: pods without a class have 0, and no priority of ours reaches those of the system.
 *
 * Above 0 they evict pods of a lower one, which get their time to drain first; below it they wait for what others leave.
 */
export function rankPods(scope: Construct, { name, zone, priority }: PriorityRequest): Binding {
  const preempts = priority > 0;
  const rank = new PriorityClass(scope, 'Resource', {
    metadata: { name, labels: objectLabels(name) },
    value: priority,
    globalDefault: false,
    preemptionPolicy: preempts ? 'PreemptLowerPriority' : 'Never',
    description: `Replicas of the zone ${zone} at priority ${priority}.`,
  });
  const reason = preempts
    ? `a priority class lets replicas of priority ${priority} take the place of lower ones, which first drain`
    : `a priority class lets replicas of priority ${priority} be evicted by higher ones, and evict none`;
  return { primary: rank, findings: [], fulfilments: [{ capability: 'pod.priority', level: 'equal', reason, objects: [rank] }] };
}
