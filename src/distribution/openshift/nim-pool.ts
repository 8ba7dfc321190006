import type { Construct } from 'constructs';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { NimEngineRequest } from '../../target/engine-request';
import type { InferenceRequest } from '../../target/inference-request';
import type { Conventions } from '../kubernetes/conventions';
import { ENGINE_PORT } from '../kubernetes/engine/engine-ports';
import { engineChoiceFindings } from '../kubernetes/engine/engine-program';
import { engineTraffic } from '../kubernetes/engine/engine-traffic';
import { selectorLabels } from '../kubernetes/labels';
import { servedByNim } from '../kubernetes/nim/nim-engines';

/** Serves a model by a NIM, which clients call by the Service that its operator makes: the cluster's gateway would let all its callers in. */
export function serveByNim(scope: Construct, need: InferenceRequest, nim: NimEngineRequest, conventions: Conventions): InferenceBinding {
  const pool = servedByNim(scope, need, nim, conventions);
  engineTraffic(scope, need, conventions, []);
  const { name, namespace } = need;
  const url = `http://${name}.${namespace}.svc.${conventions.clusterDomain}:${ENGINE_PORT}`;
  return {
    primary: pool.replicas[0],
    endpoint: { namespace, podLabels: selectorLabels(name, 'engine'), port: ENGINE_PORT, url },
    findings: [...engineChoiceFindings(need), ...pool.findings],
    fulfilments: [...pool.served, ownService("the operator's Service", pool.replicas), ...pool.scaled(false), ...pool.watched()],
    models: pool.models,
    podSecurity: pool.podSecurity,
  };
}

/** What is lost where clients call a Service. */
export function ownService(service: string, objects: Fulfilment['objects']): Fulfilment {
  const reason = `clients call ${service} inside the cluster, without TLS and without a choice of replica by load or cache; network policies say who may`;
  return { capability: 'advanced_inference_ingress', level: 'degraded', reason, objects };
}
