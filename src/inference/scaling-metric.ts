import { requireCount, requireOneOf, requirePositive, requireProps, wrongKind } from '../errors/requirements';
import type { LatencyScaling, RequestCountScaling, ScalingRequest, UtilizationScaling } from '../target/scaling-request';
import type { Duration } from '../units';
import { wholeMilliseconds } from '../units/milliseconds';

/** Longest time that the histograms of picker and engine tell apart, milliseconds. */
export const LONGEST_FIRST_TOKEN_MS = 120_000;
export const LONGEST_INTER_TOKEN_MS = 80_000;

/** What a replica of one variant of a model costs. */
export interface VariantProps {
  /** Cost of a replica; only its ratio to that of the other variants counts. */
  readonly cost: number;
}

/**
 * What a pool scales on: replicas are added while a figure is above a threshold, and go when it has long been below.
 *
 * @see https://github.com/llm-d/llm-d/tree/main/guides/workload-autoscaling
 */
export class ScalingMetric {
  /** Requests a replica that wait for a free place in the engine: reacts when users begin to wait. */
  public static queueDepth(requests: number): ScalingMetric {
    return ScalingMetric.of({ metric: 'queue-depth', threshold: requests });
  }

  /** Requests a replica that the engine works on: reacts before users wait, and costs more. */
  public static runningRequests(requests: number): ScalingMetric {
    return ScalingMetric.of({ metric: 'running-requests', threshold: requests });
  }

  /** Requests a replica that the endpoint picker holds back; it must hold them (flow control). */
  public static pickerQueue(requests: number): ScalingMetric {
    return ScalingMetric.of({ metric: 'picker-queue', threshold: requests });
  }

  /** How full the pool is by the endpoint picker's account, 0 to 1; it must hold requests back (flow control). */
  public static poolSaturation(part: number): ScalingMetric {
    return ScalingMetric.of({ metric: 'pool-saturation', threshold: part });
  }

  /** How full the key-value caches are on average, 0 to 1: reacts to long prompts, of which few fill a replica. */
  public static kvCacheUse(part: number): ScalingMetric {
    return ScalingMetric.of({ metric: 'kv-cache-use', threshold: part });
  }

  /** Time until the first token of an answer, which 95 % of the requests must keep. */
  public static timeToFirstToken(objective: Duration): ScalingMetric {
    return ScalingMetric.of({ metric: 'time-to-first-token', objectiveMs: milliseconds(objective, LONGEST_FIRST_TOKEN_MS) });
  }

  /** Time from one token of an answer to the next, which 95 % of them must keep. */
  public static interTokenLatency(objective: Duration): ScalingMetric {
    return ScalingMetric.of({ metric: 'inter-token-latency', objectiveMs: milliseconds(objective, LONGEST_INTER_TOKEN_MS) });
  }

  /** Left to llm-d's Workload Variant Autoscaler, which chooses among pools of one model by what a replica of each costs. */
  public static variants(props: VariantProps): ScalingMetric {
    requireProps(props, undefined, 'scaleOn');
    return ScalingMetric.of({ metric: 'variants', cost: props.cost });
  }

  private static of(request: ScalingRequest): ScalingMetric {
    requireRequest('scaleOn', request);
    return new ScalingMetric(request);
  }

  private constructor(/** What a distribution is asked for. */ public readonly request: ScalingRequest) {}
}

/** Refuses what is no metric, such as its threshold alone. */
export function requireScalingMetric(prop: string, value: ScalingMetric): void {
  const request: unknown = typeof value === 'object' && value !== null ? value.request : undefined;
  if (typeof request !== 'object' || request === null) {
    throw wrongKind(prop, value, 'ScalingMetric');
  }
  requireRequest(prop, request as ScalingRequest);
}

/** What is asked of the figures of each metric. */
const REQUIREMENTS: { readonly [M in ScalingRequest['metric']]: (prop: string, request: never) => void } = {
  'queue-depth': requireRequests,
  'running-requests': requireRequests,
  'picker-queue': requireRequests,
  'pool-saturation': requirePart,
  'kv-cache-use': requirePart,
  'time-to-first-token': requireLatency(LONGEST_FIRST_TOKEN_MS),
  'inter-token-latency': requireLatency(LONGEST_INTER_TOKEN_MS),
  'variants': (prop, { cost }: { readonly cost: number }) => requirePositive(`${prop}.cost`, cost, 1_000_000),
};

function requireRequest(prop: string, request: ScalingRequest): void {
  requireOneOf(prop, request.metric, Object.keys(REQUIREMENTS), 'a figure that pools scale on');
  REQUIREMENTS[request.metric](prop, request as never);
}

function requireRequests(prop: string, { threshold }: RequestCountScaling): void {
  requireCount(prop, threshold, { min: 1 });
}

function requirePart(prop: string, { threshold }: UtilizationScaling): void {
  requirePositive(prop, threshold, 1);
}

function requireLatency(max: number): (prop: string, request: LatencyScaling) => void {
  return (prop, { objectiveMs }) => requireCount(prop, objectiveMs, { min: 1, max });
}

function milliseconds(objective: Duration, max: number): number {
  return wholeMilliseconds('scaleOn', objective, { min: 1, max });
}
