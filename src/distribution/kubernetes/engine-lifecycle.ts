import type { Container, Probe } from './api/pod';
import { ENGINE_PORT } from './engine-arguments';
import { weightsOf, type WeightsRequest } from './weights';
import { ReadRate, secondsToRead } from '../../catalog/read-rates';
import type { InferenceRequest } from '../../target/inference-request';

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

/** Probes of a container that serves a model. */
type Probes = Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>;

/** The engine opens its port only when the model is loaded; what lists models can also serve them. */
export function engineProbes(need: StartupRequest): Probes {
  return probesAt(need, { startup: '/health', live: '/health', ready: '/v1/models' });
}

/** Probes at paths of an engine, which is given the time that a model takes to load. */
export function probesAt(need: StartupRequest, path: { readonly startup: string; readonly live: string; readonly ready: string }): Probes {
  return {
    startupProbe: { ...get(path.startup), failureThreshold: startupSeconds(need) / PROBE_SECONDS },
    livenessProbe: { ...get(path.live), failureThreshold: 3 },
    readinessProbe: { ...get(path.ready), failureThreshold: 3 },
  };
}

function get(path: string): Probe {
  return { httpGet: { path, port: ENGINE_PORT }, periodSeconds: PROBE_SECONDS, timeoutSeconds: 5 };
}
