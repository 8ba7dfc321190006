import type { Construct } from 'constructs';
import { Service } from './api/core';
import type { Conventions } from './conventions';
import { engineFindings } from './engine/engine';
import { servedPool } from './engine/engine-choice';
import { ENGINE_PORT } from './engine/engine-ports';
import { engineTraffic } from './engine/engine-traffic';
import { facilities } from './engine/facilities';
import type { ServedPool } from './engine/served-pool';
import { lostRouting } from './gateway/without-gateway';
import { selectorLabels, workloadLabels } from './labels';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { InferenceRequest } from '../../target/inference-request';
import type { Endpoint } from '../../target/placement';

/** A pool behind a Service, before it is said how it is scraped and scaled. */
export interface PoolByService {
  readonly binding: InferenceBinding;
  readonly pool: ServedPool;
}

/** Serves a model by replicas of the engine behind a Service, which clients call, and says nothing of how they scale. */
export function serveByService(scope: Construct, request: InferenceRequest, conventions: Conventions): PoolByService {
  // engines need not publish what they cache, for nobody listens
  const { need, fulfilments, findings, models } = facilities(scope, { ...request, standalone: true, routing: undefined }, conventions);
  const pool = servedPool(scope, need, conventions);
  engineTraffic(scope, need, conventions, []);
  const services = pool.ownsService === true ? [] : [poolService(scope, need)];
  const [first, ...others] = pool.served;
  const binding = {
    primary: pool.replicas[0],
    endpoint: endpointOf(need, conventions),
    findings: [...engineFindings(need), ...findings, ...pool.findings],
    fulfilments: [
      { ...first!, reason: `${first!.reason} behind a Service`, objects: [...first!.objects, ...services] },
      ...others, ...lostRouting(request), ...fulfilments(pool.replicas),
    ],
    models: pool.models ?? models,
    podSecurity: pool.podSecurity,
  };
  return { binding, pool };
}

/** As that, by a pool that asks for no entrance where there could be one: scraped and scaled as the others. */
export function serveStandalone(scope: Construct, need: InferenceRequest, conventions: Conventions): InferenceBinding {
  const { binding, pool } = serveByService(scope, need, conventions);
  return { ...binding, fulfilments: [...binding.fulfilments, WITHOUT_ENTRANCE, ...pool.scaled(false), ...pool.watched()] };
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
