import type { EnvVar } from './api/pod';
import { bucketEnvironment } from './bucket';
import { additionsOf } from './engine-additions';
import { optionArguments } from './engine-options';
import { variables } from './environment';
import { modelLocation, weightsOf } from './weights';
import type { RoleRequest } from '../../target/inference-request';
import type { ObjectModelStore } from '../../target/storage';

/** Port that the engine answers on, also for its metrics. */
export const ENGINE_PORT = 8000;

/** Home of the image's user; on an empty volume, so that every cache below it can be written. */
export const HOME = '/home/vllm';

/** Main memory that one process may buffer weights in on their way to the GPU: fits beside the largest tensor of any model in the catalog, and in the smallest node. */
const STREAM_BUFFER_BYTES = 4 * 1024 ** 3;

/** The arguments that the memory estimate depends on beside the number of GPUs: all are said, for defaults differ by version and GPU. */
export function memoryArguments({ serving }: RoleRequest): readonly string[] {
  return [
    `--max-model-len=${serving.maxModelLen}`,
    `--max-num-batched-tokens=${serving.maxNumBatchedTokens}`,
    `--max-num-seqs=${serving.maxNumSeqs}`,
    `--gpu-memory-utilization=${serving.gpuMemoryUtilization}`,
    `--kv-cache-dtype=${serving.kvCacheDtype}`,
    ...optionArguments(serving),
  ];
}

/** The command line of the engine. */
export function engineArguments(need: RoleRequest): readonly string[] {
  return [
    modelLocation(need),
    `--served-model-name=${need.model.name}`,
    `--port=${ENGINE_PORT}`,
    `--tensor-parallel-size=${need.parallelism.tensorParallelSize}`,
    ...memoryArguments(need),
    `--shutdown-timeout=${need.drainSeconds}`,
    ...loading(need),
    ...additionsOf(need).flatMap(({ args = [] }) => args),
    ...(need.engine?.kind === 'vllm' ? need.engine.extraArgs : []),
  ];
}

/** Environment of the engine: no telemetry, no model hub, and the way to the bucket where there is one. */
export function engineEnvironment(need: RoleRequest): readonly EnvVar[] {
  const weights = weightsOf(need);
  const reading = weights.kind === 'bucket' ? [...bucketEnvironment(weights.store), ...streaming(weights.store)] : [];
  return [...variables({ HOME }), ...offlineEnvironment(), ...reading, ...additionsOf(need).flatMap(({ env = [] }) => env)];
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

/** Ranks share the reading of a bucket: each reads its part once and passes it on. */
function loading(need: RoleRequest): readonly string[] {
  if (weightsOf(need).kind === 'mounted') {
    return [];
  }
  const distributed = need.parallelism.tensorParallelSize > 1 ? { distributed: true } : {};
  const config = JSON.stringify({ ...distributed, memory_limit: STREAM_BUFFER_BYTES });
  return ['--load-format=runai_streamer', `--model-loader-extra-config=${config}`];
}

/** Stores that are not Amazon's seldom have a name a bucket. */
function streaming({ endpoint }: ObjectModelStore): readonly EnvVar[] {
  return endpoint === undefined ? [] : variables({ RUNAI_STREAMER_S3_USE_VIRTUAL_ADDRESSING: '0' });
}
