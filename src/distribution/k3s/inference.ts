import type { Construct } from 'constructs';
import { ValidationError } from '../../errors/validation-error';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { EngineRole, InferenceRequest } from '../../target/inference-request';
import type { Conventions } from '../kubernetes/conventions';
import type { ServedPool } from '../kubernetes/engine/served-pool';
import { serveByService } from '../kubernetes/inference-by-service';
import { UNWATCHED } from '../kubernetes/monitoring/monitoring';

/** Serves a model by replicas of the engine behind a Service, on one machine. */
export function serveOnMachine(scope: Construct, request: InferenceRequest, conventions: Conventions): InferenceBinding {
  requireOneMachine(request, scope);
  const need = { ...request, roles: request.roles.map(scaledOnlyWithRoom) };
  const { binding, pool } = serveByService(scope, need, conventions);
  return { ...binding, fulfilments: [...binding.fulfilments, ...scaledReplicas(pool, need.roles)] };
}

/** Refuses what one machine without a gateway has nothing for. */
function requireOneMachine({ roles, kvTransfer }: InferenceRequest, scope: Construct): void {
  const remedy = 'use Topology.aggregated() here';
  const pods = Math.max(...roles.map(({ podsPerReplica }) => podsPerReplica));
  if (kvTransfer !== undefined) {
    const rule = 'needs an endpoint picker, which chooses a replica for each part of a request, and a cluster of one machine has none';
    throw new ValidationError({ code: 'NoEndpointPicker', prop: 'topology', value: roles.map(({ role }) => role).join(' and '), rule, remedy }, scope);
  }
  if (pods > 1) {
    throw new ValidationError({ code: 'ReplicaExceedsMachine', prop: 'topology', value: `${pods} pods a replica`, rule: 'spreads a replica over several nodes, and the cluster is one machine', remedy }, scope);
  }
}

/** A role that has neither room to grow nor to shrink is not scaled. */
function scaledOnlyWithRoom(role: EngineRole): EngineRole {
  return role.minReplicas === role.maxReplicas ? { ...role, scaling: undefined } : role;
}

/** Metrics are scraped only for scaling: else the machine need not have the Prometheus operator. */
function scaledReplicas(pool: ServedPool, roles: readonly EngineRole[]): readonly Fulfilment[] {
  if (roles.every(({ scaling }) => scaling === undefined)) {
    return [...roles.map(fixedReplicas), UNWATCHED];
  }
  return [...pool.scaled(false), ...pool.watched()];
}

function fixedReplicas({ minReplicas }: EngineRole): Fulfilment {
  const reason = `replicas are fixed at ${minReplicas}, because the pool has neither room to grow nor to shrink`;
  return { capability: 'pod_autoscaling', level: 'not-applicable', reason, objects: [] };
}
