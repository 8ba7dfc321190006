import { firstToken, interToken, type Latency } from './latency';
import { alert, type Rule } from './rule';
import type { WatchedPool } from './watched-pool';
import { bucketFor } from '../../../catalog/metrics';
import { OBJECTIVE_QUANTILE } from '../../../target/scaling-request';

/** How fast the requests that may be late are used up: seen in a long window, and still so in a short one. */
interface BurnRate {
  readonly long: string;
  readonly short: string;
  /** Times as fast as would use up what is allowed in 30 days. */
  readonly factor: number;
  readonly severity: 'critical' | 'warning';
}

/** @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts */
const BURN_RATES: readonly BurnRate[] = [
  { long: '1h', short: '5m', factor: 14.4, severity: 'critical' },
  { long: '6h', short: '30m', factor: 6, severity: 'critical' },
  { long: '3d', short: '6h', factor: 1, severity: 'warning' },
];

const WINDOWS: readonly string[] = ['5m', '30m', '1h', '6h', '3d'];

/** Records how many answers are late, and warns when they use up too fast what the objective allows. */
export function objectiveRules(pool: WatchedPool): readonly Rule[] {
  const { timeToFirstTokenMs, interTokenLatencyMs } = pool.need.objective ?? {};
  return [
    ...(timeToFirstTokenMs === undefined ? [] : rulesOf(pool, firstToken(pool), timeToFirstTokenMs / 1000)),
    ...(interTokenLatencyMs === undefined ? [] : rulesOf(pool, interToken(pool), interTokenLatencyMs / 1000)),
  ];
}

function rulesOf(pool: WatchedPool, latency: Latency, seconds: number): readonly Rule[] {
  const bound = bucketFor(latency.histogram, seconds);
  return [
    ...WINDOWS.map((window) => ({ record: recorded(latency, window), expr: late(latency, bound, window), labels: labelsOf(pool) })),
    ...BURN_RATES.map((rate) => burns(pool, latency, { seconds, bound }, rate)),
  ];
}

/** Part of the answers that are above the bound: engine and picker write whole numbers differently. */
function late({ buckets, count }: Latency, bound: number, window: string): string {
  const within = Number.isInteger(bound) ? `le=~"${bound}|${bound}.0"` : `le="${bound}"`;
  return `1 - sum(rate(${buckets(within)}[${window}])) / sum(rate(${count}[${window}]))`;
}

function burns(pool: WatchedPool, latency: Latency, { seconds, bound }: { readonly seconds: number; readonly bound: number }, rate: BurnRate): Rule {
  const allowed = 1 - OBJECTIVE_QUANTILE;
  const exceeded = (window: string) => `${recorded(latency, window)}${matchersOf(pool)} > ${round(rate.factor * allowed)}`;
  const measured = bound === seconds ? '' : `, counted from ${bound} s on, the next bound of the histogram`;
  return alert(pool, {
    name: `${latency.name}BudgetBurns`,
    expr: `${exceeded(rate.long)} and ${exceeded(rate.short)}`,
    severity: rate.severity,
    window: rate.long,
    summary: `${latency.words} comes late for too many requests`,
    description: `Of the requests of the last ${rate.long}, {{ $value | humanizePercentage }} took longer than ${seconds} s${measured}; ${round(allowed * 100)} % may. `
      + `That is ${rate.factor} times as fast as is allowed over 30 days, or faster.`,
  });
}

function recorded({ name }: Latency, window: string): string {
  return `aiplane:pool_${name === 'FirstToken' ? 'first_token' : 'inter_token'}_late:ratio_rate${window}`;
}

function labelsOf({ need }: WatchedPool): Readonly<Record<string, string>> {
  return { namespace: need.namespace, pool: need.name };
}

function matchersOf({ need }: WatchedPool): string {
  return `{namespace="${need.namespace}",pool="${need.name}"}`;
}

/** Without the dust of binary fractions. */
function round(value: number): number {
  return Number(value.toFixed(6));
}
