import type { Metric } from '../../../catalog/metrics';
import type { EngineRole } from '../../../target/inference-request';
import { WORKLOAD_LABEL } from '../../../target/labels';
import type { NamedRequest } from '../../../target/requests';
import { ROLE_LABEL } from '../labels';

/** Label of a pod as Prometheus spells it on a series. */
export function seriesLabel(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** How Prometheus knows what belongs to a pool. */
export interface PoolSeries {
  /** Label of the engines' and the picker's series that names the pool. @default - the label of its pods, which PodMonitors of ours carry over */
  readonly poolLabel?: string;
  /** Label of the engines' series that names the role. @default - the label of its pods, likewise */
  readonly roleLabel?: string;
  /** Name of the InferencePool on the picker's series. @default - the pool's own name */
  readonly poolName?: string;
}

/** Series of a metric of the engines: of one role, or of all of them where none is given. */
export function ofEngines({ name, namespace }: NamedRequest, metric: Metric, role?: EngineRole['role'], series: PoolSeries = {}): string {
  const { poolLabel = seriesLabel(WORKLOAD_LABEL), roleLabel = seriesLabel(ROLE_LABEL) } = series;
  const ofRole = role === undefined || role === 'prefill-decode' ? '' : `,${roleLabel}="${role}"`;
  return `${metric.name}{namespace="${namespace}",${poolLabel}="${name}"${ofRole}}`;
}

/** Series that the picker has of a pool as a whole; `label` is the one that names it. */
export function ofPool({ name, namespace }: NamedRequest, metric: Metric, label: 'name' | 'inference_pool', { poolName = name }: PoolSeries = {}): string {
  return `${metric.name}{namespace="${namespace}",${label}="${poolName}"}`;
}

/** Series that the picker has of the requests that it sees. */
export function ofPicker({ name, namespace }: NamedRequest, metric: Metric, { poolLabel = seriesLabel(WORKLOAD_LABEL) }: PoolSeries = {}): string {
  return `${metric.name}{namespace="${namespace}",${poolLabel}="${name}"}`;
}

/** Matcher of answers that are sent token by token: the first token of any other comes with the last. */
export const STREAMED = 'streaming="true"';

/** As one of the above, of the part of a histogram that has this suffix, with further matchers. */
export function partOf(series: string, suffix: 'bucket' | 'count', ...matchers: readonly string[]): string {
  const [metric = '', labels = ''] = series.split('{');
  return `${metric}_${suffix}{${[labels.slice(0, -1), ...matchers].join(',')}}`;
}
