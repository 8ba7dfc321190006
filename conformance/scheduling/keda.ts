import { scalerName, setName } from './stand-ins/disaggregated-set';
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
  for (const scaled of objects.flatMap(({ object }) => scaledBy(object, objects))) {
    const path = `/apis/${scaled.apiVersion}/namespaces/${scaled.namespace}/${scaled.path}/scale`;
    await client.send({ method: 'PATCH', path, body: { spec: { replicas: scaled[to] } }, contentType: 'application/merge-patch+json' });
  }
}

function scaledBy({ kind, metadata: { name, namespace = '' }, spec }: KubernetesObject, objects: readonly EmittedObject[]): readonly Scaled[] {
  if (kind === 'ScaledObject') {
    const { scaleTargetRef, minReplicaCount = 0, maxReplicaCount = 100 } = spec as ScaledObjectSpec;
    const { apiVersion = 'apps/v1', kind: target = 'Deployment' } = scaleTargetRef;
    const range = { fewest: minReplicaCount, most: maxReplicaCount };
    if (target === 'DisaggregatedSetRoleScaler') {
      return roleSets(namespace, scaleTargetRef.name, objects).map((path) => ({ namespace, apiVersion: 'leaderworkerset.x-k8s.io/v1', path, ...range }));
    }
    return [{ namespace, apiVersion, path: `${target.toLowerCase()}s/${scaleTargetRef.name}`, ...range }];
  }
  return kind === 'LLMInferenceService' ? byKServe(namespace, name, spec as LlmInferenceServiceSpec) : [];
}

/** The set behind a role's scaler, in whose place the stand-in has none that follows it. */
function roleSets(namespace: string, scaler: string, objects: readonly EmittedObject[]): readonly string[] {
  const sets = objects.filter(({ object }) => object.kind === 'DisaggregatedSet' && object.metadata.namespace === namespace);
  return sets.flatMap(({ object: { metadata: { name }, spec } }) => {
    const roles = (spec as { readonly roles: readonly { readonly name: string }[] }).roles.filter((role) => scalerName(name, role.name) === scaler);
    return roles.map((role) => `leaderworkersets/${setName(name, 0, role.name)}`);
  });
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
