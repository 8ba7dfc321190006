import { requireCount } from '../errors/requirements';
import type { ScalingRequest } from '../target/requests';

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
    requireCount('scaleOn', threshold, { min: 1 });
    return new ScalingMetric({ metric, threshold });
  }

  private constructor(public readonly request: ScalingRequest) {}
}
