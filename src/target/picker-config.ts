import type { PickerPlugin } from './picker-plugins';

/** A plugin in a profile; a scorer has a weight. */
export interface ProfilePlugin {
  readonly pluginRef: string;
  readonly weight?: number;
}

/** How replicas are filtered, scored and picked. */
export interface SchedulingProfile {
  readonly name: string;
  readonly plugins: readonly ProfilePlugin[];
}

/** Where knowledge of replicas comes from, and what is read out of it. */
export interface DataLayerSource {
  readonly pluginRef: string;
  readonly extractors: readonly { readonly pluginRef: string }[];
}

/** Requests of one priority that wait. */
export interface PickerPriorityBand {
  readonly priority: number;
  /** Bytes, as a quantity. */
  readonly maxBytes: string;
  /** Requests, as a quantity. */
  readonly maxRequests: string;
  readonly fairnessPolicyRef?: string;
  readonly orderingPolicyRef?: string;
}

/** Waiting at the picker. */
export interface PickerFlowControl {
  readonly maxBytes: string;
  readonly maxRequests?: string;
  readonly defaultRequestTTL: string;
  readonly defaultPriorityBand: Omit<PickerPriorityBand, 'priority'> & { readonly priority: 0 };
  readonly priorityBands: readonly PickerPriorityBand[];
  readonly saturationDetector: { readonly pluginRef: string };
}

/** The picker's configuration. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/apix/config/v1alpha1/endpointpickerconfig_types.go */
export interface EndpointPickerConfig {
  readonly plugins: readonly PickerPlugin[];
  readonly schedulingProfiles: readonly SchedulingProfile[];
  /** @default - the metrics of the engines */
  readonly dataLayer?: { readonly sources: readonly DataLayerSource[] };
  /** @default - requests wait at the replicas alone */
  readonly flowControl?: PickerFlowControl;
  /** Names of the plugins that read requests, the first that knows the path. @default - those of the APIs of OpenAI, Anthropic and vLLM */
  readonly parsers?: readonly string[];
}
