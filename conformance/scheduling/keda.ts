import type { ApiClient } from '../kubernetes/api-client';
import type { EmittedObject, KubernetesObject } from '../run/emitted';

interface ScaledObjectSpec {
  readonly scaleTargetRef: { readonly name: string; readonly kind?: string };
  readonly minReplicaCount?: number;
  readonly maxReplicaCount?: number;
}

interface Scaled {
  readonly namespace: string;
  readonly path: string;
  readonly fewest: number;
  readonly most: number;
}

/** Sets what KEDA scales, by itself or on KServe's behalf, to the fewest or most replicas that are allowed. */
export async function scaleAll(client: ApiClient, objects: readonly EmittedObject[], to: 'fewest' | 'most'): Promise<void> {
  for (const scaled of objects.flatMap(({ object }) => scaledBy(object))) {
    const path = `/apis/apps/v1/namespaces/${scaled.namespace}/${scaled.path}/scale`;
    await client.send({ method: 'PATCH', path, body: { spec: { replicas: scaled[to] } }, contentType: 'application/merge-patch+json' });
  }
}

function scaledBy({ kind, metadata: { name, namespace = '' }, spec }: KubernetesObject): readonly Scaled[] {
  if (kind === 'ScaledObject') {
    const { scaleTargetRef, minReplicaCount = 0, maxReplicaCount = 100 } = spec as ScaledObjectSpec;
    return [{ namespace, path: `${(scaleTargetRef.kind ?? 'Deployment').toLowerCase()}s/${scaleTargetRef.name}`, fewest: minReplicaCount, most: maxReplicaCount }];
  }
  const { scaling } = (spec ?? {}) as { readonly scaling?: { readonly minReplicas?: number; readonly maxReplicas: number } };
  return kind === 'LLMInferenceService' && scaling !== undefined ? [{ namespace, path: `deployments/${name}-kserve`, fewest: scaling.minReplicas ?? 1, most: scaling.maxReplicas }] : [];
}
