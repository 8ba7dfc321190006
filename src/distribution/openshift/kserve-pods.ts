import type { StringMap } from '../kubernetes/api/metadata';

/** Label of a pod's service, as Prometheus spells it on the series that KServe's own monitors collect. */
export const POOL_SERIES_LABEL = 'llm_isvc_name';

/** Name that KServe knows the engine's container by. */
export const ENGINE_CONTAINER = 'main';

/** Name that KServe knows the endpoint picker's container by. */
export const PICKER_CONTAINER = 'main';

/** Name that KServe knows the container by that fetches a model from a bucket. */
export const FETCH_CONTAINER = 'storage-initializer';

/** Volume that KServe mounts at `/dev/shm`. */
export const SHARED_MEMORY_VOLUME = 'dshm';

/** Labels that KServe puts on the engine's pods. @see https://github.com/kserve/kserve/blob/master/config/llmisvcconfig/config-llm-scheduler.yaml */
export function enginePods(service: string): StringMap {
  return { ...partOf(service), 'kserve.io/component': 'workload' };
}

/** Labels that KServe puts on the pods of the endpoint picker. */
export function pickerPods(service: string): StringMap {
  return { ...partOf(service), 'app.kubernetes.io/component': 'llminferenceservice-router-scheduler' };
}

function partOf(service: string): StringMap {
  return { 'app.kubernetes.io/name': service, 'app.kubernetes.io/part-of': 'llminferenceservice' };
}
