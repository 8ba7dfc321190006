import { ofEngines, ofPicker, ofPool, partOf, STREAMED, type PoolSeries } from './series';
import { Metric } from '../../../catalog/metrics';
import type { RoleRequest } from '../../../target/inference-request';
import { OBJECTIVE_QUANTILE, type ScalingRequest } from '../../../target/scaling-request';
import type { PrometheusTrigger } from '../../crds/keda';

/** What KEDA asks Prometheus. */
interface Question {
  readonly query: string;
  readonly threshold: number;
  /** `AverageValue` divides the answer by the replicas; `Value` compares it as it is, and grows what is ready in proportion. */
  readonly metricType: PrometheusTrigger['metricType'];
}

/** Window in which latencies are looked at: long enough for a few answers, short against a start. */
const LATENCY_WINDOW = '2m';

/**
 * What KEDA scales a role on.
 *
 * Requests are counted over the pool, of which KEDA makes the average a replica. Parts and times are no sums: they are
 * compared as they are, and the autoscaler takes only replicas that are ready into its proportion, so that those which
 * still load are not asked for twice.
 */
export function scalingTrigger(need: RoleRequest, scaling: ScalingRequest, prometheusUrl: string, series: PoolSeries = {}): PrometheusTrigger {
  return triggerOf(questionOf(need, scaling, series), prometheusUrl);
}

/** What starts the first replica and keeps the last: requests that wait at the picker or that it has sent on. One replica takes as many as its engine works on at once. */
export function activationTrigger(need: RoleRequest, prometheusUrl: string, pool: PoolSeries = {}): PrometheusTrigger {
  const known = (series: string) => `(sum(${series}) or vector(0))`;
  const query = `${known(ofPool(need, Metric.PICKER_QUEUE, 'inference_pool', pool))} + ${known(ofPicker(need, Metric.PICKER_RUNNING, pool))}`;
  return triggerOf({ query, threshold: need.serving.maxNumSeqs, metricType: 'AverageValue' }, prometheusUrl);
}

function questionOf(need: RoleRequest, scaling: ScalingRequest, series: PoolSeries): Question {
  switch (scaling.metric) {
    case 'queue-depth': return perReplica(ofEngines(need, Metric.ENGINE_WAITING, need.role, series), scaling.threshold);
    case 'running-requests': return perReplica(ofEngines(need, Metric.ENGINE_RUNNING, need.role, series), scaling.threshold);
    case 'picker-queue': return perReplica(ofPool(need, Metric.PICKER_QUEUE, 'inference_pool', series), scaling.threshold);
    case 'pool-saturation': return { query: saturation(need, series), threshold: scaling.threshold, metricType: 'Value' };
    case 'kv-cache-use': return { query: `avg(${ofEngines(need, Metric.ENGINE_KV_CACHE_USE, need.role, series)})`, threshold: scaling.threshold, metricType: 'Value' };
    case 'time-to-first-token': return latency(firstToken(need, series), scaling.objectiveMs);
    case 'inter-token-latency': return latency(partOf(ofEngines(need, Metric.ENGINE_INTER_TOKEN, need.role, series), 'bucket'), scaling.objectiveMs);
    case 'variants': return { query: `max(${Metric.VARIANT_DESIRED.name}{variant_name="${need.roleName}",exported_namespace="${need.namespace}"})`, threshold: 1, metricType: 'AverageValue' };
  }
}

function perReplica(series: string, threshold: number): Question {
  return { query: `sum(${series})`, threshold, metricType: 'AverageValue' };
}

/** A pool without a replica counts as full, which would start the one that went for want of requests. */
function saturation(need: RoleRequest, series: PoolSeries): string {
  const saturated = `max(${ofPool(need, Metric.PICKER_SATURATION, 'inference_pool', series)})`;
  return need.minReplicas > 0 ? saturated : `${saturated} * (max(${ofPool(need, Metric.PICKER_READY_ENDPOINTS, 'name', series)}) > bool 0)`;
}

/** Requests that the picker holds back have not come to any engine, so that only the picker knows how long they wait. */
function firstToken(need: RoleRequest, series: PoolSeries): string {
  return need.routing?.flowControl === undefined
    ? partOf(ofEngines(need, Metric.ENGINE_FIRST_TOKEN, need.role, series), 'bucket')
    : partOf(ofPicker(need, Metric.PICKER_FIRST_TOKEN, series), 'bucket', STREAMED);
}

/** Without requests there is no latency, which is no reason to keep replicas. */
function latency(buckets: string, objectiveMs: number): Question {
  const quantile = `histogram_quantile(${OBJECTIVE_QUANTILE}, sum by (le) (rate(${buckets}[${LATENCY_WINDOW}])))`;
  return { query: `(${quantile} > 0) or vector(0)`, threshold: objectiveMs / 1000, metricType: 'Value' };
}

function triggerOf({ query, threshold, metricType }: Question, serverAddress: string): PrometheusTrigger {
  return { type: 'prometheus', metricType, metadata: { serverAddress, query, threshold: String(threshold) } };
}
