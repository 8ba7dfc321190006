import type { Construct } from 'constructs';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import { rolesOf, type EngineRole, type InferenceRequest } from '../../target/inference-request';
import type { Endpoint } from '../../target/placement';
import { Service } from '../kubernetes/api/core';
import type { Conventions } from '../kubernetes/conventions';
import { engineFindings, engines, engineMetrics, engineTraffic } from '../kubernetes/engine';
import { ENGINE_PORT } from '../kubernetes/engine-arguments';
import { selectorLabels, workloadLabels } from '../kubernetes/labels';
import { UNWATCHED, watchPool } from '../kubernetes/monitoring/monitoring';
import { scaleReplicas } from '../kubernetes/scaling';

/** Serves a model by replicas of the engine behind a Service, which clients call. */
export function serveByService(scope: Construct, need: InferenceRequest, conventions: Conventions): InferenceBinding {
  const roles = need.roles.map(scaledOnlyWithRoom);
  const replicas = engines(scope, { ...need, roles }, conventions);
  engineTraffic(scope, need, conventions, []);
  const service = poolService(scope, need);
  return {
    primary: replicas[0],
    endpoint: endpointOf(need, conventions),
    findings: engineFindings(need),
    fulfilments: [
      { capability: 'ai_inference', level: 'equal', reason: 'vLLM serves the model by replicas of a Deployment behind a Service', objects: [...replicas, service] },
      ...scaledReplicas(scope, { ...need, roles }, conventions),
      watched(scope, { ...need, roles }, conventions),
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

function scaledReplicas(scope: Construct, need: InferenceRequest, conventions: Conventions): readonly Fulfilment[] {
  return rolesOf(need).map((role) => (role.scaling === undefined ? fixedReplicas(role) : scaleReplicas(scope, role, conventions, false)));
}

/** A pool is watched where scaling needs its figures anyway: else the machine need not have the Prometheus operator. */
function watched(scope: Construct, need: InferenceRequest, conventions: Conventions): Fulfilment {
  return need.roles.every(({ scaling }) => scaling === undefined)
    ? UNWATCHED
    : watchPool(scope, { need, picker: false }, conventions, [engineMetrics(scope, need, conventions)]);
}

function fixedReplicas({ minReplicas }: EngineRole): Fulfilment {
  const reason = `replicas are fixed at ${minReplicas}, because the pool has neither room to grow nor to shrink`;
  return { capability: 'pod_autoscaling', level: 'not-applicable', reason, objects: [] };
}
