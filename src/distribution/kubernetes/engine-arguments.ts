import type { EnvVar } from './api/pod';
import { kvEventsArguments, kvEventsEnvironment } from './endpoint-picker/kv-events';
import { startupSeconds } from './engine-lifecycle';
import { ENGINE_PORT, enginePorts } from './engine-ports';
import { transferArguments, transferEnvironment } from './kv-transfer';
import { parallelismArguments, type Part } from './parallelism-arguments';
import type { RoleRequest } from '../../target/inference-request';
import { modelPath } from '../../target/model-path';
import type { ObjectModelStore } from '../../target/storage';

export { ENGINE_PORT };

/** Where a volume of models is mounted. */
export const MODELS_MOUNT = '/models';

/** Home of the image's user; on an empty volume, so that every cache below it can be written. */
export const HOME = '/home/vllm';

/** Main memory that one process may buffer weights in on their way to the GPU: fits beside the largest tensor of any model in the catalog, and in the smallest node. */
const STREAM_BUFFER_BYTES = 4 * 1024 ** 3;

/** Address of the model's files as the engine takes it: in the bucket, or on the mounted volume. */
export function modelLocation(need: RoleRequest): string {
  const root = need.modelStore.kind === 'object-store' ? need.modelStore.uri : MODELS_MOUNT;
  return `${root}/${modelPath(need.model)}`;
}

/** The arguments that the memory estimate depends on beside the number of GPUs: all are said, for defaults differ by version and GPU. */
export function memoryArguments({ serving }: RoleRequest): readonly string[] {
  return [
    `--max-model-len=${serving.maxModelLen}`,
    `--max-num-batched-tokens=${serving.maxNumBatchedTokens}`,
    `--max-num-seqs=${serving.maxNumSeqs}`,
    `--gpu-memory-utilization=${serving.gpuMemoryUtilization}`,
    `--kv-cache-dtype=${serving.kvCacheDtype}`,
    ...(serving.blockSize === undefined ? [] : [`--block-size=${serving.blockSize}`]),
  ];
}

/** The command line of the engine. */
export function engineArguments(need: RoleRequest, part: Part = 'whole'): readonly string[] {
  return [
    modelLocation(need),
    `--served-model-name=${need.model.name}`,
    `--port=${enginePorts(need)[0]}`,
    ...parallelismArguments(need, part),
    ...memoryArguments(need),
    ...kvEventsArguments(need, ENGINE_PORT),
    `--shutdown-timeout=${need.drainSeconds}`,
    ...transferArguments(need),
    ...loading(need),
  ];
}

/** Environment of the engine: no telemetry, no model hub, and the way to the bucket where there is one. */
export function engineEnvironment(need: RoleRequest): readonly EnvVar[] {
  const { modelStore } = need;
  const passed = [...transferEnvironment(need), ...kvEventsEnvironment(need), ...groupEnvironment(need)];
  return [...variables({ HOME }), ...offlineEnvironment(), ...passed, ...(modelStore.kind === 'object-store' ? [...bucketEnvironment(modelStore), ...streaming(modelStore)] : [])];
}

/** What keeps the engine from calling home, and from asking who it is. */
export function offlineEnvironment(): readonly EnvVar[] {
  return variables({
    // Libraries ask for the user's name, which a user id that the cluster assigns does not have.
    USER: 'vllm',
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    VLLM_NO_USAGE_STATS: '1',
    DO_NOT_TRACK: '1',
  });
}

/** What engines of several pods must know to find one another. */
export function groupEnvironment(need: RoleRequest): readonly EnvVar[] {
  const { podsPerReplica, parallelism } = need;
  const waits = variables({ VLLM_ENGINE_READY_TIMEOUT_S: String(startupSeconds(need)) });
  if (podsPerReplica === 1) {
    return parallelism.dataParallelSize > 1 ? waits : [];
  }
  // the first network of a pod is always called so; libraries else guess
  const network = variables({ GLOO_SOCKET_IFNAME: 'eth0', NCCL_SOCKET_IFNAME: 'eth0' });
  return [{ name: 'VLLM_HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }, ...network, ...waits];
}

/** Ranks share the reading of a bucket: each reads its part once and passes it on. */
function loading(need: RoleRequest): readonly string[] {
  if (need.modelStore.kind === 'volume') {
    return [];
  }
  const distributed = need.parallelism.tensorParallelSize > 1 && need.parallelism.pipelineParallelSize === 1 ? { distributed: true } : {};
  const config = JSON.stringify({ ...distributed, memory_limit: STREAM_BUFFER_BYTES });
  return ['--load-format=runai_streamer', `--model-loader-extra-config=${config}`];
}

/** Address and keys of a bucket, as every AWS SDK reads them. */
export function bucketEnvironment(store: ObjectModelStore): readonly EnvVar[] {
  const plain = variables({
    AWS_REGION: store.region,
    AWS_DEFAULT_REGION: store.region,
    // The node's own identity is out of reach by policy; without this the SDK waits for it.
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(store.endpoint !== undefined && { AWS_ENDPOINT_URL: store.endpoint }),
  });
  return store.secretName === undefined ? plain : [...plain, ...credentials(store.secretName)];
}

/** Stores that are not Amazon's seldom have a name a bucket. */
function streaming({ endpoint }: ObjectModelStore): readonly EnvVar[] {
  return endpoint === undefined ? [] : variables({ RUNAI_STREAMER_S3_USE_VIRTUAL_ADDRESSING: '0' });
}

function credentials(secret: string): readonly EnvVar[] {
  return ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => ({ name, valueFrom: { secretKeyRef: { name: secret, key: name } } }));
}

function variables(values: Readonly<Record<string, string>>): readonly EnvVar[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
