import type { EndpointPickerConfig } from './picker-config';
import type { ScorerWeights } from './scorer-weights';

/** How the endpoint picker knows which replica has cached the beginning of a prompt; in blocks of the size that each role says. */
export interface PrefixCacheRequest {
  /** From the requests that it has sent there, from events that the engines publish, or not at all. */
  readonly kind: 'approximate' | 'precise' | 'none';
  /** Seed of a block's hash, the engine's and the picker's alike. */
  readonly hashSeed: string;
}

/** Requests of one priority that wait at the picker. */
export interface PriorityBandRequest {
  /** Priority of the requests; higher ones are served first. */
  readonly priority: number;
  /** Requests that may wait; more are refused. */
  readonly maxRequests: number;
  /** Bytes of the requests that may wait; more are refused. */
  readonly maxBytes: number;
  /** Whose turn it is among those who call: those whose oldest request is oldest, or each in turn. */
  readonly fairness: 'global-strict' | 'round-robin';
  /** Which request of one caller is next: the oldest, or the one whose deadline is nearest. */
  readonly ordering: 'first-come' | 'earliest-deadline' | 'slo-deadline';
}

/** When a pool counts as full, so that requests wait at the picker instead of at a replica. */
export type SaturationRequest =
  /** By what the engines report. */
  | { readonly by: 'utilization'; readonly queueDepth: number; readonly kvCacheUtilization: number; readonly headroom: number }
  /** By what the picker has sent to each replica and has not seen answered. */
  | { readonly by: 'concurrency'; readonly maxConcurrency: number; readonly headroom: number };

/** Waiting at the picker. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/apix/config/v1alpha1/endpointpickerconfig_types.go */
export interface FlowControlRequest {
  /** One for each priority that has bounds of its own. */
  readonly bands: readonly PriorityBandRequest[];
  /** For every priority that no band is declared for. */
  readonly otherBands: Pick<PriorityBandRequest, 'maxRequests' | 'maxBytes'>;
  /** Requests of all priorities that may wait or run. @default - no bound beside those of the bands */
  readonly maxRequests?: number;
  /** Bytes of the requests of all priorities that may wait or run. */
  readonly maxBytes: number;
  /** Longest wait, seconds. */
  readonly defaultRequestTtlSeconds: number;
  /** When the pool counts as full. */
  readonly saturation: SaturationRequest;
}

/** How requests find a replica. */
export interface RoutingRequest {
  /** How the picker knows what is cached where. @default - approximate, with the block size that the engines report */
  readonly prefixCache?: PrefixCacheRequest;
  /** How much each figure of a replica counts. @default - load and caches alike, caches a little more */
  readonly scorers?: ScorerWeights;
  /** Whether replicas are chosen by the latency that a model trained on the pool's own requests predicts. @default false */
  readonly predictedLatency?: boolean;
  /** What waits at the picker. @default - requests wait at the replicas alone */
  readonly flowControl?: FlowControlRequest;
  /** Longest time that a request may take, seconds. @default - five minutes, or the drain time where that is longer */
  readonly requestSeconds?: number;
  /** Pickers, of which one answers and the others stand by. @default 1 */
  readonly pickerReplicas?: number;
  /** Changes the picker's configuration. @default - it follows from the pool */
  readonly pickerConfig?: (derived: EndpointPickerConfig) => EndpointPickerConfig;
  /** Image of the picker. @default - llm-d's own */
  readonly pickerImage?: string;
  /** Whether the entrance also leads requests here that name the model in their body, at the address that all pools share. @default false */
  readonly byModelName?: boolean;
  /** Pools that take a share of this one's requests; read at synthesis, when every verb was said. */
  readonly shares: () => readonly PoolShare[];
}

/** A part of a pool's requests that another pool answers. */
export interface PoolShare {
  /** Name of that pool, in the same namespace. */
  readonly pool: string;
  /** Percent of the requests. */
  readonly weight: number;
}
