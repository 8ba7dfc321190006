import type { Construct } from 'constructs';
import { ownService } from './nim-pool';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { EngineRole, InferenceRequest } from '../../target/inference-request';
import type { Conventions } from '../kubernetes/conventions';
import { serveByService } from '../kubernetes/inference-by-service';

/** Serves a model by an engine of the user's own: KServe's command is vLLM's, so that its pods are made here, behind a Service. */
export function serveByOwnEngine(scope: Construct, need: InferenceRequest, conventions: Conventions): InferenceBinding {
  const roles = need.roles.map((role) => ({ ...role, scaling: undefined }));
  const { binding, pool } = serveByService(scope, { ...need, roles }, conventions);
  return { ...binding, fulfilments: [...binding.fulfilments, ownService('the Service of the pool', pool.replicas), ...need.roles.map(fixed)] };
}

/** What an engine of the user's own measures has names that nothing here knows. */
function fixed({ minReplicas, scaling }: EngineRole): Fulfilment {
  return { capability: 'pod_autoscaling', level: scaling === undefined ? 'not-applicable' : 'missing', reason: `replicas are fixed at ${minReplicas}`, objects: [] };
}
