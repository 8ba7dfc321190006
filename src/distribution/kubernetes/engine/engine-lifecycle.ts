import { ENGINE_PORT } from './engine-ports';
import { weightsOf, type WeightsRequest } from './weights';
import { ReadRate, secondsToRead } from '../../../catalog/read-rates';
import type { InferenceRequest } from '../../../target/inference-request';
import type { Container, Probe } from '../api/pod';

/** Seconds between the decision to stop a pod and its signal, in which routers learn of it. */
export const PRE_STOP_SECONDS = 15;

/** Seconds left after draining to free the GPU and exit. */
const EXIT_SECONDS = 15;

const PROBE_SECONDS = 10;

/** Compiling and profiling, whatever the model. */
const WARM_UP_SECONDS = 600;

/** What says how long a pod may take to be ready. */
export type StartupRequest = WeightsRequest & Pick<InferenceRequest, 'startupSeconds'>;

/** How long a pod may take to stop: routers learn, requests finish, the process ends. */
export function gracePeriodSeconds(need: Pick<InferenceRequest, 'drainSeconds'>): number {
  return PRE_STOP_SECONDS + need.drainSeconds + EXIT_SECONDS;
}

/** How long a pod may take to load its model and be ready, in whole probe periods: what was asked for, or by what is to be read and from where. */
export function startupSeconds(need: StartupRequest): number {
  const rate = weightsOf(need).kind === 'bucket' ? ReadRate.BUCKET : ReadRate.VOLUME;
  const seconds = need.startupSeconds ?? WARM_UP_SECONDS + secondsToRead(need.model.weightsGib, rate);
  return Math.ceil(seconds / PROBE_SECONDS) * PROBE_SECONDS;
}

/** How long weights may take to come to where a pod reads them, before its container starts, seconds: a cache is filled the first time. */
export function arrivalSeconds(need: StartupRequest): number {
  const arrives = need.modelCache !== undefined && weightsOf(need).kind === 'mounted';
  return arrives ? Math.ceil(secondsToRead(need.model.weightsGib, ReadRate.BUCKET)) : 0;
}

/** Where the engine tells of its health, and whether it can serve. */
export interface ProbedAt {
  readonly port: number;
  readonly health: string;
  readonly ready: string;
}

/** How long it may take from a pod's making to its readiness. */
export function readySeconds(need: StartupRequest): number {
  return arrivalSeconds(need) + startupSeconds(need);
}

/** The engine opens its port only when the model is loaded; what lists models can also serve them. */
const ENGINE_ITSELF: ProbedAt = { port: ENGINE_PORT, health: '/health', ready: '/v1/models' };

/** Whether the engine has started, lives, and can serve. */
export function engineProbes(
  need: StartupRequest, { port, health, ready }: ProbedAt = ENGINE_ITSELF,
): Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  return {
    startupProbe: { ...get(health, port), failureThreshold: startupSeconds(need) / PROBE_SECONDS },
    livenessProbe: { ...get(health, port), failureThreshold: 3 },
    readinessProbe: { ...get(ready, port), failureThreshold: 3 },
  };
}

function get(path: string, port: number): Probe {
  return { httpGet: { path, port }, periodSeconds: PROBE_SECONDS, timeoutSeconds: 5 };
}
