import { firstToken, interToken, quantileOf, type Latency } from './latency';
import type { PanelFacts } from './panel';
import { holdsRequests, podPattern, type WatchedPool } from './watched-pool';
import { Metric } from '../../../catalog/metrics';
import { ofEngines, ofPicker, ofPool } from '../scaling/series';

/** What to watch, in the order in which one looks: what clients feel, how much there is, what it is spent on, what it runs on. */
export function poolPanels(pool: WatchedPool): readonly PanelFacts[] {
  const { timeToFirstTokenMs, interTokenLatencyMs } = pool.need.objective ?? {};
  return [
    latencyPanel('Time to first token', firstToken(pool), timeToFirstTokenMs),
    latencyPanel('Inter-token latency', interToken(pool), interTokenLatencyMs),
    requests(pool), kvCache(pool),
    ...(pool.picker ? [replicas(pool), errors(pool)] : []),
    ...(holdsRequests(pool) ? [saturation(pool), held(pool)] : []),
    tokens(pool), prefixCache(pool), preemptions(pool), gpus(pool),
  ];
}

function latencyPanel(title: string, latency: Latency, objectiveMs: number | undefined): PanelFacts {
  return {
    title, description: `How long clients wait for ${latency.words}.${objectiveMs === undefined ? '' : ' The line is the objective, which 95 % of the requests must keep.'}`, unit: 's',
    curves: [0.5, 0.95, 0.99].map((quantile) => ({ expr: quantileOf(latency, quantile), legend: `p${quantile * 100}` })),
    ...(objectiveMs !== undefined && { limit: objectiveMs / 1000 }),
  };
}

function requests({ need, series }: WatchedPool): PanelFacts {
  return {
    title: 'Requests at the replicas', description: 'Those that wait have no place in any step of the engine.', unit: 'short',
    curves: [
      { expr: `sum(${ofEngines(need, Metric.ENGINE_RUNNING, undefined, series)})`, legend: 'running' },
      { expr: `sum(${ofEngines(need, Metric.ENGINE_WAITING, undefined, series)})`, legend: 'waiting' },
    ],
  };
}

function kvCache({ need, series }: WatchedPool): PanelFacts {
  return {
    title: 'Key-value cache', description: 'Used part, by replica. A full one makes requests wait.', unit: 'percentunit', limit: 0.95,
    curves: [{ expr: `max by (pod) (${ofEngines(need, Metric.ENGINE_KV_CACHE_USE, undefined, series)})`, legend: '{{pod}}' }],
  };
}

function replicas({ need, series }: WatchedPool): PanelFacts {
  return {
    title: 'Replicas', description: 'Those that the endpoint picker may choose.', unit: 'short',
    curves: [{ expr: `max(${ofPool(need, Metric.PICKER_READY_ENDPOINTS, 'name', series)})`, legend: 'ready' }],
  };
}

function errors({ need, series }: WatchedPool): PanelFacts {
  const rate = (metric: Metric) => `sum(rate(${ofPicker(need, metric, series)}[5m]))`;
  return {
    title: 'Requests a second', description: 'As the endpoint picker sees them.', unit: 'reqps',
    curves: [{ expr: rate(Metric.PICKER_REQUESTS), legend: 'all' }, { expr: rate(Metric.PICKER_ERRORS), legend: 'failed' }],
  };
}

function saturation({ need, series }: WatchedPool): PanelFacts {
  return {
    title: 'Saturation', description: 'At 1 the endpoint picker begins to hold requests back.', unit: 'percentunit', limit: 1,
    curves: [{ expr: `max(${ofPool(need, Metric.PICKER_SATURATION, 'inference_pool', series)})`, legend: 'saturation' }],
  };
}

function held({ need, series }: WatchedPool): PanelFacts {
  return {
    title: 'Requests held back', description: 'By the endpoint picker, by priority.', unit: 'short',
    curves: [{ expr: `sum by (priority) (${ofPool(need, Metric.PICKER_QUEUE, 'inference_pool', series)})`, legend: 'priority {{priority}}' }],
  };
}

function tokens({ need, series }: WatchedPool): PanelFacts {
  const rate = (metric: Metric) => `sum(rate(${ofEngines(need, metric, undefined, series)}[5m]))`;
  return {
    title: 'Tokens a second', description: 'Read from prompts, and written in answers.', unit: 'short',
    curves: [{ expr: rate(Metric.ENGINE_PROMPT_TOKENS), legend: 'prompt' }, { expr: rate(Metric.ENGINE_GENERATION_TOKENS), legend: 'answer' }],
  };
}

function prefixCache({ need, series }: WatchedPool): PanelFacts {
  const rate = (metric: Metric) => `sum(rate(${ofEngines(need, metric, undefined, series)}[5m]))`;
  return {
    title: 'Prefix cache', description: 'Part of the tokens of prompts that a replica had in its cache.', unit: 'percentunit',
    curves: [{ expr: `${rate(Metric.ENGINE_PREFIX_HITS)} / ${rate(Metric.ENGINE_PREFIX_QUERIES)}`, legend: 'known' }],
  };
}

function preemptions({ need, series }: WatchedPool): PanelFacts {
  return {
    title: 'Preemptions a second', description: 'Requests that lost their cache to others and are computed again.', unit: 'short',
    curves: [{ expr: `sum(rate(${ofEngines(need, Metric.ENGINE_PREEMPTIONS, undefined, series)}[5m]))`, legend: 'preemptions' }],
  };
}

function gpus(pool: WatchedPool): PanelFacts {
  const { namespace } = pool.need;
  const of = (prefix: string) => `avg by (${prefix}pod) (${Metric.GPU_UTILIZATION.name}{${prefix}namespace="${namespace}",${prefix}pod=~"${podPattern(pool)}"}) / 100`;
  return {
    title: 'GPU utilization', description: 'Needs the DCGM exporter. High at any load: it says that something runs, not how much more would fit.', unit: 'percentunit',
    curves: [{ expr: of('exported_'), legend: '{{exported_pod}}' }, { expr: of(''), legend: '{{pod}}' }],
  };
}
