/** Requests: a whole number of them a replica, above which one more replica is added. */
export interface RequestCountScaling {
  /** Requests that wait in the engines, that the engines work on, or that the endpoint picker holds back. */
  readonly metric: 'queue-depth' | 'running-requests' | 'picker-queue';
  /** Value a replica above which one more is added. */
  readonly threshold: number;
}

/** A part of what there is, 0 to 1, that is kept by adding and removing replicas. */
export interface UtilizationScaling {
  /** How full the pool is by the endpoint picker's account, or the key-value caches of its replicas on average. */
  readonly metric: 'pool-saturation' | 'kv-cache-use';
  /** Part above which replicas are added, above 0 and at most 1. */
  readonly threshold: number;
}

/** A time that the slowest requests but a few must keep. */
export interface LatencyScaling {
  /** Time until the first token, or from one token to the next. */
  readonly metric: 'time-to-first-token' | 'inter-token-latency';
  /** Longest time, milliseconds. */
  readonly objectiveMs: number;
}

/** The choice of llm-d's Workload Variant Autoscaler among deployments of one model that cost differently. */
export interface VariantScaling {
  readonly metric: 'variants';
  /** What a replica costs; only its ratio to that of other variants counts. */
  readonly cost: number;
}

/** What scales a pool. */
export type ScalingRequest = RequestCountScaling | UtilizationScaling | LatencyScaling | VariantScaling;

/** A latency is met where this part of the requests keeps it: what scaling and alerts hold an objective to. */
export const OBJECTIVE_QUANTILE = 0.95;
