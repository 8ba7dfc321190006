import { decodingRole, type WatchedPool } from './watched-pool';
import { Metric } from '../../../catalog/metrics';
import { ofEngines, ofPicker, partOf, STREAMED } from '../scaling/series';

/** A latency, by the histogram that knows it. */
export interface Latency {
  /** Upper camel case, for names of alerts. */
  readonly name: 'FirstToken' | 'InterToken';
  /** In words, such as `the first token of an answer`. */
  readonly words: string;
  readonly histogram: Metric;
  /** Series of its buckets, with further matchers. */
  readonly buckets: (...matchers: readonly string[]) => string;
  /** Series of how many there are. */
  readonly count: string;
}

/** What clients wait for first: by the picker's clock where there is one, for requests may wait there too. */
export function firstToken({ need, picker, series }: WatchedPool): Latency {
  const words = 'the first token of an answer';
  if (picker) {
    const known = ofPicker(need, Metric.PICKER_FIRST_TOKEN, series);
    const buckets = (...matchers: readonly string[]) => partOf(known, 'bucket', STREAMED, ...matchers);
    return { name: 'FirstToken', words, histogram: Metric.PICKER_FIRST_TOKEN, buckets, count: partOf(known, 'count', STREAMED) };
  }
  const known = ofEngines(need, Metric.ENGINE_FIRST_TOKEN, undefined, series);
  return { name: 'FirstToken', words, histogram: Metric.ENGINE_FIRST_TOKEN, buckets: (...matchers) => partOf(known, 'bucket', ...matchers), count: partOf(known, 'count') };
}

/** What they wait for from then on. */
export function interToken({ need, series }: WatchedPool): Latency {
  const known = ofEngines(need, Metric.ENGINE_INTER_TOKEN, decodingRole(need).role, series);
  return {
    name: 'InterToken', words: 'the next token of an answer', histogram: Metric.ENGINE_INTER_TOKEN,
    buckets: (...matchers) => partOf(known, 'bucket', ...matchers), count: partOf(known, 'count'),
  };
}

/** A quantile of a latency over the last five minutes, seconds. */
export function quantileOf({ buckets }: Latency, quantile: number): string {
  return `histogram_quantile(${quantile}, sum by (le) (rate(${buckets()}[5m])))`;
}
