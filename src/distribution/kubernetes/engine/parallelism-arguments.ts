import { balancingOf, MASTER_PORT, RPC_PORT, supervisorPort } from './engine-ports';
import { weightsOf } from './weights';
import type { RoleRequest } from '../../../target/inference-request';

/** Address of the first pod of a replica, as LeaderWorkerSet tells every pod. @see https://lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables/ */
const LEADER = '$(LWS_LEADER_ADDRESS)';

/** Number of a pod in its group, as LeaderWorkerSet tells it. */
export const LWS_INDEX = 'LWS_WORKER_INDEX';

/** Minor version of vLLM that llm-d first used the filter of experts with. @see https://github.com/llm-d/llm-d/blob/034b87dc/guides/wide-ep-lws/modelserver/gpu/vllm-deepseek-v4/base/decode.yaml */
const OWN_EXPERTS_SINCE = 22;

/** What one pod of a replica does: all of it, or serve a part of the layers to the pod that answers. */
export type Part = 'whole' | 'worker';

/** Whether the pods of a replica differ: one answers for all, or each answers for its own engines. */
export function hasWorkers({ podsPerReplica, parallelism }: RoleRequest): boolean {
  return podsPerReplica > 1 && parallelism.pipelineParallelSize > 1;
}

/** How the engine is spread, as its command line says it. */
export function parallelismArguments(need: RoleRequest, part: Part): readonly string[] {
  return [`--tensor-parallel-size=${need.parallelism.tensorParallelSize}`, ...contextArguments(need), ...pipelineArguments(need, part), ...engineArguments(need)];
}

/** Ranks that share out the tokens of the cache. @see https://docs.vllm.ai/en/latest/serving/context_parallel_deployment/ */
function contextArguments({ parallelism: { decodeContextParallelSize: size } }: RoleRequest): readonly string[] {
  return size > 1 ? [`--decode-context-parallel-size=${size}`] : [];
}

/** Stages on several nodes find one another without Ray, by the address of the first. @see https://docs.vllm.ai/en/latest/serving/parallelism_scaling/ */
function pipelineArguments(need: RoleRequest, part: Part): readonly string[] {
  const { pipelineParallelSize } = need.parallelism;
  if (pipelineParallelSize === 1) {
    return [];
  }
  const nodes = hasWorkers(need) ? [
    '--distributed-executor-backend=mp', `--nnodes=${need.podsPerReplica}`, `--node-rank=$(${LWS_INDEX})`, `--master-addr=${LEADER}`, `--master-port=${MASTER_PORT}`,
    ...(part === 'worker' ? ['--headless'] : []),
  ] : [];
  return [`--pipeline-parallel-size=${pipelineParallelSize}`, ...nodes];
}

/** Engines that share out experts, and who shares out requests among them. */
function engineArguments(need: RoleRequest): readonly string[] {
  const { parallelism: { dataParallelSize, dataParallelSizeLocal, enableExpertParallel }, podsPerReplica } = need;
  if (dataParallelSize === 1) {
    return [];
  }
  return [
    `--data-parallel-size=${dataParallelSize}`, `--data-parallel-size-local=${dataParallelSizeLocal}`,
    ...(enableExpertParallel ? ['--enable-expert-parallel', ...ownExperts(need)] : []),
    ...(podsPerReplica > 1 ? [`--data-parallel-address=${LEADER}`, `--data-parallel-rpc-port=${RPC_PORT}`] : []),
    ...balancingArguments(need),
  ];
}

/** Each rank reads its own experts alone, instead of all to drop most of them. The reader of buckets does not know the flag. */
function ownExperts(need: RoleRequest): readonly string[] {
  const known = need.engine?.kind !== 'vllm' || (need.engine.minor ?? OWN_EXPERTS_SINCE) >= OWN_EXPERTS_SINCE;
  return known && weightsOf(need).kind === 'mounted' ? ['--enable-ep-weight-filter'] : [];
}

function balancingArguments(need: RoleRequest): readonly string[] {
  switch (balancingOf(need)) {
    case 'picker': return ['--data-parallel-multi-port-external-lb', `--data-parallel-supervisor-port=${supervisorPort(need)}`];
    case 'picker and front ends': return ['--data-parallel-hybrid-lb'];
    default: return [];
  }
}
