import type { PickerFlowControl, PickerPriorityBand } from '../../../target/picker-config';
import { PickerPlugin, type PickerPluginType } from '../../../target/picker-plugins';
import type { FlowControlRequest, PriorityBandRequest, SaturationRequest } from '../../../target/routing-request';

const FAIRNESS = {
  'global-strict': 'global-strict-fairness-policy',
  'round-robin': 'round-robin-fairness-policy',
} as const satisfies Record<PriorityBandRequest['fairness'], PickerPluginType>;

const ORDERING = {
  'first-come': 'fcfs-ordering-policy',
  'earliest-deadline': 'edf-ordering-policy',
  'slo-deadline': 'slo-deadline-ordering-policy',
} as const satisfies Record<PriorityBandRequest['ordering'], PickerPluginType>;

/** Waiting at the picker, and the plugins that it names. */
export function flowControl(need: FlowControlRequest): { readonly flowControl: PickerFlowControl; readonly plugins: readonly PickerPlugin[] } {
  const detector = saturationDetector(need.saturation);
  const policies = new Set(need.bands.flatMap(({ fairness, ordering }) => [FAIRNESS[fairness], ORDERING[ordering]]));
  return {
    plugins: [detector, ...[...policies].sort().map((type) => PickerPlugin.of(type))],
    flowControl: {
      maxBytes: String(need.maxBytes),
      ...(need.maxRequests !== undefined && { maxRequests: String(need.maxRequests) }),
      defaultRequestTTL: `${need.defaultRequestTtlSeconds}s`,
      defaultPriorityBand: { priority: 0, ...limits(need.otherBands) },
      priorityBands: [...need.bands].sort((one, other) => other.priority - one.priority).map(band),
      saturationDetector: { pluginRef: detector.name },
    },
  };
}

function band(need: PriorityBandRequest): PickerPriorityBand {
  return { priority: need.priority, ...limits(need), fairnessPolicyRef: FAIRNESS[need.fairness], orderingPolicyRef: ORDERING[need.ordering] };
}

function limits({ maxBytes, maxRequests }: FlowControlRequest['otherBands']): Pick<PickerPriorityBand, 'maxBytes' | 'maxRequests'> {
  return { maxBytes: String(maxBytes), maxRequests: String(maxRequests) };
}

function saturationDetector(need: SaturationRequest): PickerPlugin {
  return need.by === 'utilization'
    ? PickerPlugin.of('utilization-detector', { queueDepthThreshold: need.queueDepth, kvCacheUtilThreshold: need.kvCacheUtilization, headroom: need.headroom })
    : PickerPlugin.of('concurrency-detector', { concurrencyMode: 'requests', maxConcurrency: need.maxConcurrency, headroom: need.headroom });
}
