import type { Construct } from 'constructs';
import { ownService } from './nim-pool';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { InferenceRequest } from '../../target/inference-request';
import { Service } from '../kubernetes/api/core';
import type { Conventions } from '../kubernetes/conventions';
import { engineFindings, engineTraffic } from '../kubernetes/engine';
import { ENGINE_PORT } from '../kubernetes/engine-arguments';
import { facilities } from '../kubernetes/facilities';
import { selectorLabels, workloadLabels } from '../kubernetes/labels';
import { servedByDeployments } from '../kubernetes/served-pool';

/** Serves a model by an engine of the user's own: KServe's command is vLLM's, so that its pods are made here, behind a Service. */
export function serveByOwnEngine(scope: Construct, asked: InferenceRequest, conventions: Conventions): InferenceBinding {
  const { need, fulfilments, findings, models } = facilities(scope, asked, conventions);
  const { name, namespace } = need;
  const roles = need.roles.map((role) => ({ ...role, scaling: undefined }));
  const pool = servedByDeployments(scope, { ...need, roles }, conventions);
  engineTraffic(scope, need, conventions, []);
  const podLabels = selectorLabels(name, 'engine');
  const service = new Service(scope, 'Service', {
    metadata: { name, namespace, labels: workloadLabels(name, 'engine') },
    spec: { type: 'ClusterIP', selector: podLabels, ports: [{ name: 'http', port: ENGINE_PORT, targetPort: ENGINE_PORT, protocol: 'TCP' }] },
  });
  return {
    primary: pool.replicas[0],
    endpoint: { namespace, podLabels, port: ENGINE_PORT, url: `http://${name}.${namespace}.svc.${conventions.clusterDomain}:${ENGINE_PORT}` },
    findings: [...engineFindings(need), ...findings],
    fulfilments: [pool.served, ownService('the Service of the pool', [service]), ...fixedReplicas(need), ...fulfilments(pool.replicas)],
    models,
  };
}

/** What an engine of the user's own measures has names that nothing here knows; a pool is declared with all its replicas. */
function fixedReplicas({ roles }: InferenceRequest): readonly Fulfilment[] {
  return roles.map(({ minReplicas, scaling }) => ({
    capability: 'pod_autoscaling', level: scaling === undefined ? 'not-applicable' : 'missing', reason: `replicas are fixed at ${minReplicas}`, objects: [],
  }));
}
