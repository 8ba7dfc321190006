import { requireCount, requireOneOf, wrongKind } from '../errors/requirements';
import type { ScalingRequest } from '../target/inference-request';

/**
 * What a pool scales on: replicas are added while a figure of the engine, averaged over the replicas, is above a threshold.
 *
 * @see https://docs.vllm.ai/en/latest/usage/metrics.html
 */
export class ScalingMetric {
  /** Requests that wait for a free place in the engine: reacts when users begin to wait. */
  public static queueDepth(requests: number): ScalingMetric {
    return ScalingMetric.of('queue-depth', requests);
  }

  /** Requests that the engine works on: reacts before users wait, and costs more. */
  public static runningRequests(requests: number): ScalingMetric {
    return ScalingMetric.of('running-requests', requests);
  }

  private static of(metric: ScalingRequest['metric'], threshold: number): ScalingMetric {
    requireRequest('scaleOn', { metric, threshold });
    return new ScalingMetric({ metric, threshold });
  }

  private constructor(public readonly request: ScalingRequest) {}
}

/** Refuses what is no metric, such as its threshold alone. */
export function requireScalingMetric(prop: string, value: ScalingMetric): void {
  const request: unknown = typeof value === 'object' && value !== null ? value.request : undefined;
  if (typeof request !== 'object' || request === null) {
    throw wrongKind(prop, value, 'ScalingMetric');
  }
  requireRequest(prop, request as ScalingRequest);
}

function requireRequest(prop: string, { metric, threshold }: ScalingRequest): void {
  requireOneOf(prop, metric, ['queue-depth', 'running-requests'], 'a figure of the engine');
  requireCount(prop, threshold, { min: 1 });
}
