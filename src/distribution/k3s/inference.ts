import type { Construct } from 'constructs';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { EngineRole, InferenceRequest } from '../../target/inference-request';
import type { Endpoint } from '../../target/placement';
import { Service } from '../kubernetes/api/core';
import type { Conventions } from '../kubernetes/conventions';
import { engineFindings, engineTraffic } from '../kubernetes/engine';
import { ENGINE_PORT } from '../kubernetes/engine-arguments';
import { servedPool } from '../kubernetes/engine-choice';
import { facilities } from '../kubernetes/facilities';
import { selectorLabels, workloadLabels } from '../kubernetes/labels';
import type { ServedPool } from '../kubernetes/served-pool';

/** Serves a model by replicas of the engine behind a Service, which clients call. */
export function serveByService(scope: Construct, asked: InferenceRequest, conventions: Conventions): InferenceBinding {
  const { need, fulfilments, findings, models } = facilities(scope, asked, conventions);
  const roles = need.roles.map(scaledOnlyWithRoom);
  const pool = servedPool(scope, { ...need, roles }, conventions);
  engineTraffic(scope, need, conventions, []);
  const service = poolService(scope, need);
  return {
    primary: pool.replicas[0],
    endpoint: endpointOf(need, conventions),
    findings: [...engineFindings(need), ...findings, ...pool.findings],
    models: pool.models ?? models,
    podSecurity: pool.podSecurity,
    fulfilments: [
      { ...pool.served, reason: `${pool.served.reason} behind a Service`, objects: [...pool.served.objects, service] },
      ...scaledReplicas(pool, roles),
      ...fulfilments(pool.replicas),
    ],
  };
}

function poolService(scope: Construct, need: InferenceRequest): Service {
  return new Service(scope, 'Service', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'engine') },
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(need.name, 'engine'),
      ports: [{ name: 'http', port: ENGINE_PORT, targetPort: ENGINE_PORT, protocol: 'TCP' }],
    },
  });
}

function endpointOf({ name, namespace }: InferenceRequest, { clusterDomain }: Conventions): Endpoint {
  return { namespace, podLabels: selectorLabels(name, 'engine'), port: ENGINE_PORT, url: `http://${name}.${namespace}.svc.${clusterDomain}:${ENGINE_PORT}` };
}

/** A role that has neither room to grow nor to shrink is not scaled. */
function scaledOnlyWithRoom(role: EngineRole): EngineRole {
  return role.minReplicas === role.maxReplicas ? { ...role, scaling: undefined } : role;
}

/** Metrics are scraped only for scaling: else the machine need not have the Prometheus operator. */
function scaledReplicas(pool: ServedPool, roles: readonly EngineRole[]): readonly Fulfilment[] {
  if (roles.every(({ scaling }) => scaling === undefined)) {
    return roles.map(fixedReplicas);
  }
  pool.metrics();
  return pool.scaled();
}

function fixedReplicas({ minReplicas }: EngineRole): Fulfilment {
  const reason = `replicas are fixed at ${minReplicas}, because the pool has neither room to grow nor to shrink`;
  return { capability: 'pod_autoscaling', level: 'not-applicable', reason, objects: [] };
}
