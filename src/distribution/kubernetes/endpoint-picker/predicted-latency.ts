import { Image } from '../../../catalog/images';
import { mirrored } from '../../../target/images';
import type { InferenceRequest } from '../../../target/inference-request';
import type { ProfilePlugin, SchedulingProfile } from '../../../target/picker-config';
import { PickerPlugin } from '../../../target/picker-plugins';
import type { Container, EnvVar, Probe, Volume } from '../api/pod';
import { ROLE_LABEL } from '../labels';

const TRAINING_PORT = 8000;
const PREDICTION_PORT = 8001;

/** Processes of the prediction server; no limit keeps them from CPUs that are free. */
const PREDICTION_WORKERS = 4;

/** What the two servers ask for: it fits beside the picker on a node of 4 CPUs, the smallest that a cluster of ours has for it. */
const REQUESTS = { training: { cpu: '500m', memory: '2Gi' }, prediction: { cpu: '1', memory: '2Gi' } } as const;

/** Longest time to the first token that keeping to a warm cache may cost, milliseconds. */
const MAX_TTFT_PENALTY_MS = 5000;

/**
 * Plugins that choose by predicted latency: near-exact matches of a cache first, then replicas that keep within the
 * promise, then partial matches among those.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/config/charts/routerlib/templates/_config.yaml
 */
export function latencyPlugins(need: Pick<InferenceRequest, 'objective'>): readonly PickerPlugin[] {
  const streamingMode = need.objective?.interTokenLatencyMs !== undefined;
  return [
    PickerPlugin.of('predicted-latency-producer', { streamingMode }),
    affinity('strict-affinity-filter', 0.99),
    affinity('loose-affinity-filter', 0.8),
    PickerPlugin.of('slo-headroom-tier-filter'),
    PickerPlugin.of('latency-scorer'),
    PickerPlugin.of('weighted-random-picker'),
    PickerPlugin.of('latency-slo-admitter'),
  ];
}

/** Their order. */
export function latencyProfile(): SchedulingProfile {
  const order = ['predicted-latency-producer', 'strict-affinity-filter', 'slo-headroom-tier-filter', 'loose-affinity-filter', 'latency-scorer', 'weighted-random-picker'];
  return { name: 'default', plugins: order.map((pluginRef) => ({ pluginRef })) };
}

/**
 * Plugins where prefill and decode are apart: a replica that prefills is chosen by the first token that it makes one wait
 * for, among those that know the prompt; one that decodes by the tokens after it, which a stream alone tells of.
 *
 * @see https://github.com/llm-d/llm-d/tree/main/guides/predicted-latency-routing
 */
export function roleLatencyPlugins(): readonly PickerPlugin[] {
  return [
    PickerPlugin.of('predicted-latency-producer', { streamingMode: true, endpointRoleLabel: ROLE_LABEL }),
    affinity('loose-affinity-filter', 0.8),
    PickerPlugin.of('latency-scorer', { ttftWeight: 1, tpotWeight: 0 }, 'first-token-scorer'),
    PickerPlugin.of('latency-scorer', { ttftWeight: 0, tpotWeight: 1 }, 'next-token-scorer'),
    PickerPlugin.of('weighted-random-picker'),
  ];
}

/** Their order in the profile of a role, after its filter. */
export function roleLatencyMembers(role: 'prefill' | 'decode'): readonly ProfilePlugin[] {
  const chosen = role === 'prefill' ? ['loose-affinity-filter', 'first-token-scorer'] : ['next-token-scorer'];
  return [...chosen, 'weighted-random-picker'].map((pluginRef) => ({ pluginRef }));
}

function affinity(name: string, affinityThreshold: number): PickerPlugin {
  return PickerPlugin.of('prefix-cache-affinity-filter', { affinityThreshold, ttftSource: 'latencyPredictor', maxTTFTPenaltyMs: MAX_TTFT_PENALTY_MS }, name);
}

/** Where the picker finds the two servers, in its own pod. */
export function predictorEnvironment(): readonly EnvVar[] {
  return variables({
    PREDICTION_SERVER_URL: `http://localhost:${PREDICTION_PORT}`,
    TRAINING_SERVER_URL: `http://localhost:${TRAINING_PORT}`,
    LATENCY_MAX_SAMPLE_SIZE: '10000',
  });
}

/** The server that learns from the pool's requests, and the one that the picker asks for each. */
export function predictorContainers(need: Pick<InferenceRequest, 'cluster'>): readonly Container[] {
  return [trainingServer(need), predictionServer(need)];
}

/** What they write to. */
export function predictorVolumes(): readonly Volume[] {
  return [
    { name: 'training-models', emptyDir: { sizeLimit: '20Gi' } },
    { name: 'prediction-models', emptyDir: { sizeLimit: '10Gi' } },
    { name: 'predictor-tmp', emptyDir: { sizeLimit: '1Gi' } },
  ];
}

function trainingServer(need: Pick<InferenceRequest, 'cluster'>): Container {
  return {
    ...server('training-server', TRAINING_PORT, mirrored(need.cluster.registry, Image.LATENCY_TRAINING.reference)),
    env: variables({
      ...modelFiles('LATENCY', '/models'),
      LATENCY_MODEL_TYPE: 'xgboost',
      LATENCY_OBJECTIVE_TYPE: 'mean',
      LATENCY_RETRAINING_INTERVAL_SEC: '10',
      LATENCY_MIN_SAMPLES_FOR_RETRAIN: '100',
      LATENCY_MAX_TRAINING_DATA_SIZE_PER_BUCKET: '500',
    }),
    resources: { requests: REQUESTS.training, limits: { memory: '8Gi' } },
    volumeMounts: [{ name: 'training-models', mountPath: '/models' }, { name: 'predictor-tmp', mountPath: '/tmp' }],
  };
}

function predictionServer(need: Pick<InferenceRequest, 'cluster'>): Container {
  return {
    ...server('prediction-server', PREDICTION_PORT, mirrored(need.cluster.registry, Image.LATENCY_PREDICTION.reference)),
    command: ['uvicorn'],
    args: ['llm_d_latency_predictor.prediction_server:app', '--host', '0.0.0.0', '--port', String(PREDICTION_PORT)],
    env: variables({
      ...modelFiles('LOCAL', '/server_models'),
      LATENCY_MODEL_TYPE: 'xgboost',
      LATENCY_OBJECTIVE_TYPE: 'mean',
      MODEL_SYNC_INTERVAL_SEC: '30',
      OMP_NUM_THREADS: '1',
      PREDICT_HOST: '0.0.0.0',
      PREDICT_PORT: String(PREDICTION_PORT),
      TRAINING_SERVER_URL: `http://localhost:${TRAINING_PORT}`,
      UVICORN_WORKERS: String(PREDICTION_WORKERS),
    }),
    resources: { requests: REQUESTS.prediction, limits: { memory: '8Gi' } },
    volumeMounts: [{ name: 'prediction-models', mountPath: '/server_models' }, { name: 'predictor-tmp', mountPath: '/tmp' }],
  };
}

function server(name: string, port: number, image: string): Container {
  const period = { periodSeconds: 10, timeoutSeconds: 5 };
  const get = (path: string, failureThreshold: number): Probe => ({ httpGet: { path, port }, ...period, failureThreshold });
  return {
    name,
    image,
    ports: [{ name: name === 'training-server' ? 'training' : 'prediction', containerPort: port, protocol: 'TCP' }],
    startupProbe: get('/healthz', 30),
    livenessProbe: get('/healthz', 5),
    readinessProbe: get('/readyz', 30),
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}

function modelFiles(prefix: 'LATENCY' | 'LOCAL', folder: string): Readonly<Record<string, string>> {
  const kinds = ['TTFT_MODEL', 'TPOT_MODEL', 'TTFT_SCALER', 'TPOT_SCALER'];
  return Object.fromEntries(kinds.map((kind) => [`${prefix}_${kind}_PATH`, `${folder}/${kind.toLowerCase().replace('_model', '')}.joblib`]));
}

function variables(values: Readonly<Record<string, string>>): readonly EnvVar[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
