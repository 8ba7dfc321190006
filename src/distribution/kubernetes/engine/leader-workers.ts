import type { Construct } from 'constructs';
import type { Conventions } from '../conventions';
import { enginePod } from './engine-pod';
import { roleLabels, workloadLabels } from '../labels';
import { hasWorkers } from './parallelism-arguments';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';
import { DisaggregatedSet } from '../../crds/disaggregated-set';
import { LeaderWorkerSet, type LeaderWorkerSetSpec } from '../../crds/leader-worker-set';

/** Replicas of several pods each. */
export function leaderWorkers(scope: Construct, id: string, need: RoleRequest, conventions: Conventions): LeaderWorkerSet {
  return new LeaderWorkerSet(scope, id, {
    metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
    spec: leaderWorkerSpec(need, conventions),
  });
}

/**
 * Replicas of both roles, which roll out as one: replicas of one revision pass keys and values on among themselves, and
 * the engine refuses those of another.
 */
export function disaggregatedSet(scope: Construct, id: string, need: InferenceRequest, conventions: Conventions): DisaggregatedSet {
  const roles = rolesOf(need).map((role) => ({
    name: role.role,
    metadata: { labels: roleLabels(role) },
    ...(role.scaling !== undefined && { scaling: { mode: 'External' as const } }),
    spec: leaderWorkerSpec(role, conventions),
  }));
  return new DisaggregatedSet(scope, id, {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'engine') },
    spec: { roles },
  });
}

function leaderWorkerSpec(need: RoleRequest, conventions: Conventions): LeaderWorkerSetSpec {
  const whole = enginePod(need, conventions);
  return {
    ...(need.scaling === undefined && { replicas: need.minReplicas }),
    // ranks wait for one another: a leader that waited to be ready first would wait for ever
    startupPolicy: 'LeaderCreated',
    // there may be no GPUs left to start a new replica on before an old one goes
    rolloutStrategy: { type: 'RollingUpdate', rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 } },
    leaderWorkerTemplate: {
      size: need.podsPerReplica,
      // no rank can be replaced among others that run
      restartPolicy: 'RecreateGroupOnPodRestart',
      ...(hasWorkers(need) ? { leaderTemplate: whole, workerTemplate: enginePod(need, conventions, 'worker') } : { workerTemplate: whole }),
    },
  };
}
