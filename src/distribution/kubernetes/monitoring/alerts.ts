import { alert, type AlertFacts, type Rule } from './rule';
import { holdsRequests, podPattern, type WatchedPool } from './watched-pool';
import { Metric } from '../../../catalog/metrics';
import { rolesOf, type InferenceRequest } from '../../../target/inference-request';
import { pickerName } from '../endpoint-picker/picker-name';
import { gracePeriodSeconds, readySeconds } from '../engine/engine-lifecycle';
import { ROLE_LABEL } from '../labels';
import { ofEngines, ofPool, seriesLabel } from '../scaling/series';

/** Seconds that a passing state may last without a word. */
const PATIENCE_SECONDS = 600;
/** Seconds after which something that is down is not just being replaced. */
const DOWN_SECONDS = 300;

/** Part of the key-value cache above which the engine begins to drop what it will need again. */
const FULL_CACHE = 0.95;

/** What an operator of a pool must know of, besides its objective. */
export function stateAlerts(pool: WatchedPool): readonly Rule[] {
  const facts = [
    ...(holdsRequests(pool) ? [saturated(pool)] : []),
    cacheFull(pool), requestsWait(pool), startFails(pool), gpuError(pool),
    ...(pool.picker ? [pickerDown(pool), ...noReplica(pool)] : []),
  ];
  return facts.map((one) => alert(pool, one));
}

function saturated({ need, series }: WatchedPool): AlertFacts {
  return {
    name: 'Saturated', severity: 'warning', forSeconds: PATIENCE_SECONDS,
    expr: `max(${ofPool(need, Metric.PICKER_SATURATION, 'inference_pool', series)}) >= 1`,
    summary: 'the pool is full, and the endpoint picker holds requests back',
    description: 'Saturation is {{ $value | humanize }}; 1 is full. Raise maxReplicas, or lower what clients ask for.',
  };
}

function cacheFull({ need, series }: WatchedPool): AlertFacts {
  return {
    name: 'KvCacheFull', severity: 'warning', forSeconds: PATIENCE_SECONDS,
    expr: `avg${perRole(need)}(${ofEngines(need, Metric.ENGINE_KV_CACHE_USE, undefined, series)}) > ${FULL_CACHE}`,
    summary: 'the key-value caches are full',
    description: '{{ $value | humanizePercentage }} are used: requests wait, or are dropped and computed again. Add replicas, or lower maxNumSeqs.',
  };
}

/** Replicas of one role do not help those of another. */
function perRole({ roles }: InferenceRequest): string {
  return roles.length > 1 ? ` by (${seriesLabel(ROLE_LABEL)}) ` : '';
}

/** A queue at one replica passes; one at every replica says that there are too few. */
function requestsWait({ need, series }: WatchedPool): AlertFacts {
  return {
    name: 'RequestsWait', severity: 'warning', forSeconds: PATIENCE_SECONDS,
    expr: `min${perRole(need)}(${ofEngines(need, Metric.ENGINE_WAITING, undefined, series)}) > 0`,
    summary: 'requests wait at every replica',
    description: 'At least {{ $value | humanize }} wait at each. Raise maxReplicas, or look why replicas do not start.',
  };
}

/** A pod that drains is not ready either, so that it gets its time. */
function startFails(pool: WatchedPool): AlertFacts {
  const { need } = pool;
  const ofPods = `namespace="${need.namespace}",pod=~"${podPattern(pool)}"`;
  const budget = Math.max(...rolesOf(need).map(readySeconds));
  return {
    name: 'ReplicaDoesNotStart', severity: 'critical', forSeconds: Math.max(DOWN_SECONDS, gracePeriodSeconds(need)),
    expr: `(time() - ${Metric.POD_CREATED.name}{${ofPods}} > ${budget}) and on (namespace, pod) (${Metric.POD_READY.name}{${ofPods},condition="true"} == 0)`,
    summary: 'a replica is not ready although its time to start is over',
    description: `{{ $labels.pod }} was made {{ $value | humanizeDuration }} ago; it may take ${budget} s. Look at its events: no node, no image, no model, or too little memory.`,
  };
}

/** The exporter's own pod or the one that uses the GPU has the plain labels, as Prometheus was told; the node has either of two, by the exporter's version. */
function gpuError(pool: WatchedPool): AlertFacts {
  const { need } = pool;
  const pods = podPattern(pool);
  const errors = (prefix: string) => `${Metric.GPU_ERROR.name}{${prefix}namespace="${need.namespace}",${prefix}pod=~"${pods}"}`;
  return {
    name: 'GpuError', severity: 'critical',
    expr: `(${errors('exported_')} or ${errors('')}) > 0`,
    summary: 'a GPU of a replica reports an error',
    description: 'XID {{ $value }} on GPU {{ $labels.gpu }} of {{ or $labels.hostname $labels.Hostname }}; NVIDIA\'s list of XID errors says whether the node must be drained.',
  };
}

/** Where somebody else's monitor scrapes the picker, its job has a name that is not ours to know. */
function pickerDown({ need, series }: WatchedPool): AlertFacts {
  const up = series === undefined
    ? `${Metric.TARGET_UP.name}{namespace="${need.namespace}",job="${need.namespace}/${pickerName(need)}"} == 1`
    : ofPool(need, Metric.PICKER_READY_ENDPOINTS, 'name', series);
  return {
    name: 'PickerDown', severity: 'critical', forSeconds: DOWN_SECONDS,
    expr: `absent(${up})`,
    summary: 'the endpoint picker is down',
    description: 'Requests reach replicas at random, without regard to load and caches.',
  };
}

/** A pool that may have no replica has none on purpose. */
function noReplica({ need, series }: WatchedPool): readonly AlertFacts[] {
  return need.roles.some(({ minReplicas }) => minReplicas === 0) ? [] : [{
    name: 'HasNoReplica', severity: 'critical', forSeconds: DOWN_SECONDS,
    expr: `max(${ofPool(need, Metric.PICKER_READY_ENDPOINTS, 'name', series)}) == 0`,
    summary: 'no replica is ready',
    description: 'Every request fails. Look at the events of the replicas and of their nodes.',
  }];
}
