import { bucketEnvironment } from './bucket';
import { chatArguments } from './chat-arguments';
import { additionsOf } from './engine-additions';
import { startupSeconds } from './engine-lifecycle';
import { optionArguments } from './engine-options';
import { ENGINE_PORT, enginePorts } from './engine-ports';
import { variables } from './environment';
import { transferArguments, transferEnvironment } from './kv-transfer';
import { parallelismArguments, type Part } from './parallelism-arguments';
import { modelLocation, weightsOf } from './weights';
import type { RoleRequest } from '../../../target/inference-request';
import type { ObjectModelStore } from '../../../target/storage';
import type { EnvVar } from '../api/pod';
import { kvEventsArguments, kvEventsEnvironment } from '../endpoint-picker/kv-events';

export { ENGINE_PORT };

/** Home of the image's user; on an empty volume, so that every cache below it can be written. */
export const HOME = '/home/vllm';

/** Main memory that one process may buffer weights in on their way to the GPU: fits beside the largest tensor of any model in the catalog, and in the smallest node. */
const STREAM_BUFFER_BYTES = 4 * 1024 ** 3;

/** Paths that are asked for again and again, by the kubelet, by monitoring and, twenty times a second, by the picker: they would drown the requests in the log. */
const UNLOGGED_PATHS = ['/health', '/metrics', '/v1/models'];

/** The arguments that the memory estimate depends on beside the number of GPUs: all are said, for defaults differ by version and GPU. */
export function memoryArguments({ serving }: RoleRequest): readonly string[] {
  return [
    `--max-model-len=${serving.maxModelLen}`,
    `--max-num-batched-tokens=${serving.maxNumBatchedTokens}`,
    `--max-num-seqs=${serving.maxNumSeqs}`,
    `--gpu-memory-utilization=${serving.gpuMemoryUtilization}`,
    `--kv-cache-dtype=${serving.kvCacheDtype}`,
    ...(serving.blockSize === undefined ? [] : [`--block-size=${serving.blockSize}`]),
    ...optionArguments(serving),
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
    `--disable-access-log-for-endpoints=${UNLOGGED_PATHS.join(',')}`,
    ...chatArguments(need),
    ...transferArguments(need),
    ...loading(need),
    ...additionsOf(need).flatMap(({ args = [] }) => args),
    ...(need.engine?.kind === 'vllm' ? need.engine.extraArgs : []),
  ];
}

/** Environment of the engine: no telemetry, no model hub, and the way to the bucket where there is one. */
export function engineEnvironment(need: RoleRequest): readonly EnvVar[] {
  const weights = weightsOf(need);
  const reading = weights.kind === 'bucket' ? [...bucketEnvironment(weights.store), ...streaming(weights.store)] : [];
  const libraries = variables(need.fabric?.environment ?? {});
  const passed = [...transferEnvironment(need), ...libraries, ...kvEventsEnvironment(need), ...groupEnvironment(need)];
  const added = additionsOf(need).flatMap(({ env = [] }) => env);
  return [...variables({ HOME }), ...offlineEnvironment(), ...passed, ...reading, ...added];
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
  if (weightsOf(need).kind === 'mounted') {
    return [];
  }
  const distributed = need.parallelism.tensorParallelSize > 1 && need.parallelism.pipelineParallelSize === 1 ? { distributed: true } : {};
  const config = JSON.stringify({ ...distributed, memory_limit: STREAM_BUFFER_BYTES });
  return ['--load-format=runai_streamer', `--model-loader-extra-config=${config}`];
}

/** Stores that are not Amazon's seldom have a name a bucket. */
function streaming({ endpoint }: ObjectModelStore): readonly EnvVar[] {
  return endpoint === undefined ? [] : variables({ RUNAI_STREAMER_S3_USE_VIRTUAL_ADDRESSING: '0' });
}
