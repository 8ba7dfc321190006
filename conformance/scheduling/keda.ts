import type { ApiClient } from '../kubernetes/api-client';
import type { EmittedObject, KubernetesObject } from '../run/emitted';

interface ScaledObjectSpec {
  readonly scaleTargetRef: { readonly name: string; readonly apiVersion?: string; readonly kind?: string };
  readonly minReplicaCount?: number;
  readonly maxReplicaCount?: number;
}

interface Workload {
  readonly scaling?: { readonly minReplicas?: number; readonly maxReplicas: number };
  readonly worker?: object;
}

interface LlmInferenceServiceSpec extends Workload {
  readonly prefill?: Workload;
}

interface Scaled {
  readonly namespace: string;
  readonly apiVersion: string;
  readonly path: string;
  readonly fewest: number;
  readonly most: number;
}

/** Sets what KEDA scales, by itself or on KServe's behalf, to the fewest or most replicas that are allowed. */
export async function scaleAll(client: ApiClient, objects: readonly EmittedObject[], to: 'fewest' | 'most'): Promise<void> {
  for (const scaled of objects.flatMap(({ object }) => scaledBy(object))) {
    const path = `/apis/${scaled.apiVersion}/namespaces/${scaled.namespace}/${scaled.path}/scale`;
    await client.send({ method: 'PATCH', path, body: { spec: { replicas: scaled[to] } }, contentType: 'application/merge-patch+json' });
  }
}

function scaledBy({ kind, metadata: { name, namespace = '' }, spec }: KubernetesObject): readonly Scaled[] {
  if (kind === 'ScaledObject') {
    const { scaleTargetRef, minReplicaCount = 0, maxReplicaCount = 100 } = spec as ScaledObjectSpec;
    const { apiVersion = 'apps/v1', kind: target = 'Deployment' } = scaleTargetRef;
    return [{ namespace, apiVersion, path: `${target.toLowerCase()}s/${scaleTargetRef.name}`, fewest: minReplicaCount, most: maxReplicaCount }];
  }
  return kind === 'LLMInferenceService' ? byKServe(namespace, name, spec as LlmInferenceServiceSpec) : [];
}

function byKServe(namespace: string, name: string, spec: LlmInferenceServiceSpec): readonly Scaled[] {
  const workloads = [{ workload: spec as Workload, suffix: '' }, { workload: spec.prefill, suffix: '-prefill' }];
  return workloads.flatMap(({ workload: { scaling, worker } = {}, suffix }): readonly Scaled[] => {
    const target = worker === undefined
      ? { apiVersion: 'apps/v1', path: `deployments/${name}-kserve${suffix}` }
      : { apiVersion: 'leaderworkerset.x-k8s.io/v1', path: `leaderworkersets/${name}-kserve-mn${suffix}` };
    return scaling === undefined ? [] : [{ namespace, ...target, fewest: scaling.minReplicas ?? 1, most: scaling.maxReplicas }];
  });
}
