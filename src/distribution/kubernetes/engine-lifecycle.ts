import type { Container, Probe } from './api/pod';
import { ENGINE_PORT } from './engine-arguments';
import type { InferenceRequest } from '../../target/inference-request';

/** Seconds between the decision to stop a pod and its signal, in which routers learn of it. */
export const PRE_STOP_SECONDS = 15;

/** Seconds left after draining to free the GPU and exit. */
const EXIT_SECONDS = 15;

const PROBE_SECONDS = 10;

/** Compiling and profiling, whatever the model. */
const WARM_UP_SECONDS = 600;

/** Slowest store that start-up allows for, as seconds for one GiB: 85 MiB/s. */
const SECONDS_A_GIB = 12;

/** How long a pod may take to stop: routers learn, requests finish, the process ends. */
export function gracePeriodSeconds(need: Pick<InferenceRequest, 'drainSeconds'>): number {
  return PRE_STOP_SECONDS + need.drainSeconds + EXIT_SECONDS;
}

/** How long a pod may take to load its model and be ready, in whole probe periods. */
export function startupSeconds(need: Pick<InferenceRequest, 'model'>): number {
  const seconds = WARM_UP_SECONDS + need.model.weightsGib * SECONDS_A_GIB;
  return Math.ceil(seconds / PROBE_SECONDS) * PROBE_SECONDS;
}

/** The engine opens its port only when the model is loaded; what lists models can also serve them. */
export function engineProbes(need: Pick<InferenceRequest, 'model'>): Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  return {
    startupProbe: { ...get('/health'), failureThreshold: startupSeconds(need) / PROBE_SECONDS },
    livenessProbe: { ...get('/health'), failureThreshold: 3 },
    readinessProbe: { ...get('/v1/models'), failureThreshold: 3 },
  };
}

function get(path: string): Probe {
  return { httpGet: { path, port: ENGINE_PORT }, periodSeconds: PROBE_SECONDS, timeoutSeconds: 5 };
}
