import type { InferenceRequest } from '../../../target/inference-request';

/** Port that proxies ask the picker on. */
export const PICKER_PORT = 9002;

/** Port that the kubelet asks for the picker's health. */
export const PICKER_HEALTH_PORT = 9003;

/** Port that the picker's metrics are read from. */
export const PICKER_METRICS_PORT = 9090;

/** Name of the picker and of all its objects. */
export function pickerName(need: InferenceRequest): string {
  return `${need.name}-epp`;
}

/** Pickers of a pool: one answers. */
export function pickersOf({ routing }: InferenceRequest): number {
  return routing?.pickerReplicas ?? 1;
}
