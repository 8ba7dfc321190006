import type { Construct } from 'constructs';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { EngineRole, InferenceRequest } from '../../target/inference-request';
import type { Conventions } from '../kubernetes/conventions';
import { serveByService, WITHOUT_ENTRANCE } from '../kubernetes/inference-by-service';

/** Serves a pool that asks for no entrance past KServe, which makes none without. */
export function serveUnscaled(scope: Construct, need: InferenceRequest, conventions: Conventions): InferenceBinding {
  const roles = need.roles.map((role) => ({ ...role, scaling: undefined }));
  const { binding } = serveByService(scope, { ...need, roles }, conventions);
  return { ...binding, fulfilments: [...binding.fulfilments, WITHOUT_ENTRANCE, ...need.roles.map(unscaled)] };
}

function unscaled({ minReplicas, scaling }: EngineRole): Fulfilment {
  return scaling === undefined
    ? { capability: 'pod_autoscaling', level: 'not-applicable', reason: `replicas are fixed at ${minReplicas}, because no scaling is declared`, objects: [] }
    : { capability: 'pod_autoscaling', level: 'missing', reason: `replicas are fixed at ${minReplicas}: KServe scales pools here, and a standalone one is none of its`, objects: [] };
}
