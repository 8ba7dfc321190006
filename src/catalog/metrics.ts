import type { Sourced } from './sourced';

/** A metric that queries, alerts and dashboards of ours read. */
export interface Metric extends Sourced {
  /** As Prometheus stores it; a histogram's without `_bucket`, `_count` and `_sum`. */
  readonly name: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  /** Upper bounds of a histogram, seconds, without the infinite one. @default - it is no histogram, or its bounds do not matter here */
  readonly buckets?: readonly number[];
  /** Whether it is there only where the endpoint picker holds requests back. @default false */
  readonly needsFlowControl?: boolean;
}

/** The figures of vLLM; a counter's name gets `_total` when it is read. */
const ENGINE = { source: 'https://github.com/vllm-project/vllm/blob/v0.27.1/vllm/v1/metrics/loggers.py', asOf: '2026-11-28' };

/** The figures of llm-d's endpoint picker, which had other prefixes before. */
const PICKER = { source: 'https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/metrics/llm_d_router_metrics.go', asOf: '2026-11-28' };

const VARIANTS = { source: 'https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/v0.5.1/internal/constants/metrics.go', asOf: '2026-11-28' };

const KUBE_STATE = { source: 'https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/docs/metrics/workload/pod-metrics.md', asOf: '2026-11-28' };

/** The counters that the exporter has without a list of one's own; the names of their labels changed after 4.5.3. */
const DCGM = { source: 'https://github.com/NVIDIA/dcgm-exporter/blob/d5e5f510a1b6b393f39a43293ccd9dc985defc79/etc/default-counters.csv', asOf: '2026-11-28' };

const ENGINE_TOKEN_SECONDS = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];

const ENGINE_FIRST_TOKEN_SECONDS = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560];

const PICKER_FIRST_TOKEN_SECONDS = [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60, 120];

/** Every metric that objects of ours name, at the versions whose images they run. */
export const Metric = {
  /** Requests that wait for a place in the engine. */
  ENGINE_WAITING: { name: 'vllm:num_requests_waiting', type: 'gauge', ...ENGINE },
  /** Requests that the engine works on. */
  ENGINE_RUNNING: { name: 'vllm:num_requests_running', type: 'gauge', ...ENGINE },
  /** Used part of the key-value cache, 0 to 1. */
  ENGINE_KV_CACHE_USE: { name: 'vllm:kv_cache_usage_perc', type: 'gauge', ...ENGINE },
  /** Requests whose cache was dropped to make room, to be computed again. */
  ENGINE_PREEMPTIONS: { name: 'vllm:num_preemptions_total', type: 'counter', ...ENGINE },
  ENGINE_PROMPT_TOKENS: { name: 'vllm:prompt_tokens_total', type: 'counter', ...ENGINE },
  ENGINE_GENERATION_TOKENS: { name: 'vllm:generation_tokens_total', type: 'counter', ...ENGINE },
  /** Tokens of prompts that the prefix cache was asked for. */
  ENGINE_PREFIX_QUERIES: { name: 'vllm:prefix_cache_queries_total', type: 'counter', ...ENGINE },
  /** Those of them that it knew. */
  ENGINE_PREFIX_HITS: { name: 'vllm:prefix_cache_hits_total', type: 'counter', ...ENGINE },
  ENGINE_FIRST_TOKEN: { name: 'vllm:time_to_first_token_seconds', type: 'histogram', buckets: ENGINE_FIRST_TOKEN_SECONDS, ...ENGINE },
  ENGINE_INTER_TOKEN: { name: 'vllm:inter_token_latency_seconds', type: 'histogram', buckets: ENGINE_TOKEN_SECONDS, ...ENGINE },
  /** Requests that came to the picker. */
  PICKER_REQUESTS: { name: 'llm_d_epp_request_total', type: 'counter', ...PICKER },
  PICKER_ERRORS: { name: 'llm_d_epp_request_error_total', type: 'counter', ...PICKER },
  /** Requests between their arrival at the picker and the end of their answer. */
  PICKER_RUNNING: { name: 'llm_d_epp_request_running', type: 'gauge', ...PICKER },
  /** From the arrival of a request at the picker: what waits there counts. */
  PICKER_FIRST_TOKEN: { name: 'llm_d_epp_request_ttft_seconds', type: 'histogram', buckets: PICKER_FIRST_TOKEN_SECONDS, ...PICKER },
  /** Replicas that the picker may choose. */
  PICKER_READY_ENDPOINTS: { name: 'llm_d_epp_ready_endpoints', type: 'gauge', ...PICKER },
  /** How full the pool is: 1 where the picker begins to hold requests back, more beyond; 1 also where there is no replica. */
  PICKER_SATURATION: { name: 'llm_d_epp_flow_control_pool_saturation', type: 'gauge', needsFlowControl: true, ...PICKER },
  /** Requests that the picker holds back. */
  PICKER_QUEUE: { name: 'llm_d_epp_flow_control_queue_size', type: 'gauge', needsFlowControl: true, ...PICKER },
  /** Replicas that llm-d's Workload Variant Autoscaler wants of a variant. */
  VARIANT_DESIRED: { name: 'wva_desired_replicas', type: 'gauge', ...VARIANTS },
  /** When a pod was made, seconds since 1970. */
  POD_CREATED: { name: 'kube_pod_created', type: 'gauge', ...KUBE_STATE },
  POD_READY: { name: 'kube_pod_status_ready', type: 'gauge', ...KUBE_STATE },
  /** Number of the last error (XID) of a GPU; 0 where there was none. */
  GPU_ERROR: { name: 'DCGM_FI_DEV_XID_ERRORS', type: 'gauge', ...DCGM },
  GPU_UTILIZATION: { name: 'DCGM_FI_DEV_GPU_UTIL', type: 'gauge', ...DCGM },
  /** Whether Prometheus reached what it scrapes. */
  TARGET_UP: { name: 'up', type: 'gauge', source: 'https://prometheus.io/docs/concepts/jobs_instances/', asOf: '2026-11-23' },
} as const satisfies Record<string, Metric>;

/** The smallest upper bound of a histogram that a time is within, seconds: what is counted above it took longer for certain. */
export function bucketFor({ name, buckets = [] }: Metric, seconds: number): number {
  const bound = buckets.find((upper) => upper >= seconds);
  if (bound === undefined) {
    throw new Error(`${name} has no bucket of ${seconds} s or more`);
  }
  return bound;
}
