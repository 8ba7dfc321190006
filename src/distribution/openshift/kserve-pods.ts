import type { EngineRole, RoleName } from '../../target/inference-request';
import { WORKLOAD_LABEL } from '../../target/labels';
import type { StringMap } from '../kubernetes/api/metadata';

/** Label of a pod's service, as Prometheus spells it on the series that KServe's own monitors collect. */
export const POOL_SERIES_LABEL = 'llm_isvc_name';

/** Label of a pod's role, as Prometheus spells it on those series. */
export const ROLE_SERIES_LABEL = 'llm_isvc_role';

/** Name that KServe knows the engine's container by. */
export const ENGINE_CONTAINER = 'main';

/** Name that KServe knows the endpoint picker's container by. */
export const PICKER_CONTAINER = 'main';

/** Name that KServe knows the container by that fetches a model from a bucket. */
export const FETCH_CONTAINER = 'storage-initializer';

/** Name that KServe knows the container by that has a prompt prefilled elsewhere before it decodes. */
export const SIDECAR_CONTAINER = 'llm-d-routing-sidecar';

/** Volume that KServe mounts at `/dev/shm`. */
export const SHARED_MEMORY_VOLUME = 'dshm';

/** Label by which the endpoint picker knows what a pod does with a request; KServe sets it on the pods that answer, not on the workers of a group. */
const ROLE_LABEL = 'llm-d.ai/role';

/** Labels that we add to the engine's pods: KServe's own are not on the workers of a group. */
export function engineLabels(service: string, role: RoleName): StringMap {
  return { ...enginePods(service), ...(role !== 'prefill-decode' && { [ROLE_LABEL]: role }) };
}

/** Labels that select all of the engine's pods. */
export function enginePods(service: string): StringMap {
  return { [WORKLOAD_LABEL]: service };
}

/** Labels that KServe puts on the pods of the endpoint picker. @see https://github.com/kserve/kserve/blob/master/config/llmisvcconfig/config-llm-scheduler.yaml */
export function pickerPods(service: string): StringMap {
  return {
    'app.kubernetes.io/name': service, 'app.kubernetes.io/part-of': 'llminferenceservice', 'app.kubernetes.io/component': 'llminferenceservice-router-scheduler',
  };
}

/** What KServe makes of the replicas of a role. @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scaling.go */
export function workloadOf(service: string, { role, podsPerReplica }: Pick<EngineRole, 'role' | 'podsPerReplica'>): { readonly apiVersion: string; readonly kind: string; readonly name: string } {
  const suffix = role === 'prefill' ? '-prefill' : '';
  return podsPerReplica === 1
    ? { apiVersion: 'apps/v1', kind: 'Deployment', name: `${service}-kserve${suffix}` }
    : { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: `${service}-kserve-mn${suffix}` };
}
