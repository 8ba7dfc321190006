import type { PickerPlugin } from './picker-plugins';

/** A plugin in a profile; a scorer has a weight. */
export interface ProfilePlugin {
  /** Name of a plugin of the configuration. */
  readonly pluginRef: string;
  /** How much its score counts beside those of others, above 0. @default - it is no scorer */
  readonly weight?: number;
}

/** How replicas are filtered, scored and picked. */
export interface SchedulingProfile {
  /** Name that handlers know it by: `prefill` and `decode` where replicas do one of the two. */
  readonly name: string;
  /** In the order in which they are asked; one of them picks. */
  readonly plugins: readonly ProfilePlugin[];
}

/** Where knowledge of replicas comes from, and what is read out of it. */
export interface DataLayerSource {
  /** Name of the plugin that fetches. */
  readonly pluginRef: string;
  /** Names of the plugins that read what was fetched. */
  readonly extractors: readonly { readonly pluginRef: string }[];
}

/** Requests of one priority that wait. */
export interface PickerPriorityBand {
  /** The higher goes first. */
  readonly priority: number;
  /** Bytes, as a quantity. */
  readonly maxBytes: string;
  /** Requests, as a quantity. */
  readonly maxRequests: string;
  /** Name of the plugin that says whose turn it is among those who call. @default - llm-d's own choice */
  readonly fairnessPolicyRef?: string;
  /** Name of the plugin that says which request of one caller is next. @default - llm-d's own choice */
  readonly orderingPolicyRef?: string;
}

/** Waiting at the picker. */
export interface PickerFlowControl {
  /** Bytes of all requests that wait or run, as a quantity. */
  readonly maxBytes: string;
  /** Requests of all priorities that wait or run, as a quantity. @default - no bound beside those of the bands */
  readonly maxRequests?: string;
  /** Longest wait, as a duration of Go such as `60s`. */
  readonly defaultRequestTTL: string;
  /** For priorities that have no band. */
  readonly defaultPriorityBand: Omit<PickerPriorityBand, 'priority'> & { readonly priority: 0 };
  /** The highest priority first. */
  readonly priorityBands: readonly PickerPriorityBand[];
  /** What tells that the pool is full. */
  readonly saturationDetector: { readonly pluginRef: string };
}

/**
 * The endpoint picker's configuration.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/apix/config/v1alpha1/endpointpickerconfig_types.go
 */
export interface EndpointPickerConfig {
  /** All plugins; profiles and the rest name them. */
  readonly plugins: readonly PickerPlugin[];
  /** One that every request goes through, or one for each role. */
  readonly schedulingProfiles: readonly SchedulingProfile[];
  /** Sources of knowledge about replicas. @default - the metrics of the engines */
  readonly dataLayer?: { readonly sources: readonly DataLayerSource[] };
  /** How requests wait. @default - at the replicas alone */
  readonly flowControl?: PickerFlowControl;
  /** Names of the plugins that read requests, the first that knows the path. @default - those of the APIs of OpenAI, Anthropic and vLLM */
  readonly parsers?: readonly string[];
}
