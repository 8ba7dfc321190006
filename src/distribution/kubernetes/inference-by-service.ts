import type { Construct } from 'constructs';
import { Service } from './api/core';
import type { Conventions } from './conventions';
import { engineFindings, engines, engineMetrics } from './engine';
import { ENGINE_PORT } from './engine-ports';
import { engineTraffic } from './engine-traffic';
import { selectorLabels, workloadLabels } from './labels';
import { scaleReplicas } from './scaling';
import { lostRouting } from './without-gateway';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import { rolesOf, type InferenceRequest } from '../../target/inference-request';
import type { Endpoint } from '../../target/placement';

/** Serves a model by replicas of the engine behind a Service, which clients call, and says nothing of how they scale. */
export function serveByService(scope: Construct, request: InferenceRequest, conventions: Conventions): InferenceBinding {
  // engines need not publish what they cache, for nobody listens
  const need = { ...request, standalone: true, routing: undefined };
  const replicas = engines(scope, need, conventions);
  engineTraffic(scope, need, conventions, []);
  const service = poolService(scope, need);
  return {
    primary: replicas[0],
    endpoint: endpointOf(need, conventions),
    findings: engineFindings(need),
    fulfilments: [
      { capability: 'ai_inference', level: 'equal', reason: 'vLLM serves the model by replicas of a Deployment behind a Service', objects: [...replicas, service] },
      ...lostRouting(request),
    ],
  };
}

/** As that, by a pool that asks for no entrance where there could be one: scraped and scaled as the others. */
export function serveStandalone(scope: Construct, need: InferenceRequest, conventions: Conventions): InferenceBinding {
  const binding = serveByService(scope, need, conventions);
  engineMetrics(scope, need, conventions);
  const scaled = rolesOf(need).map((role) => scaleReplicas(scope, role, conventions));
  return { ...binding, fulfilments: [...binding.fulfilments, WITHOUT_ENTRANCE, ...scaled] };
}

/** What a pool does without that asks for no entrance. */
export const WITHOUT_ENTRANCE: Fulfilment = {
  capability: 'advanced_inference_ingress',
  level: 'not-applicable',
  reason: 'the topology is standalone: clients call the Service of the pool, without TLS and without a choice of replica by load or cache',
  objects: [],
};

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
