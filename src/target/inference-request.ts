import type { EngineOptions, EngineRequest, KvOffloadRequest, LoraRequest, ModelCacheRequest } from './engine-request';
import type { InferenceGatewayBinding } from './gateway-request';
import type { ObjectiveRequest } from './objective-request';
import type { NodePlacement } from './placement';
import type { ClusterFacts, NamedRequest } from './requests';
import type { RoutingRequest } from './routing-request';
import type { ScalingRequest } from './scaling-request';
import type { ModelStore, ZoneStorage } from './storage';
import type { FabricRequest, KvTransferRequest } from './transfer-request';
import type { Accelerator } from '../catalog/accelerators';
import type { Model } from '../catalog/models';

/** The arguments of the engine that a memory estimate depends on; all are pinned. @see https://docs.vllm.ai/en/latest/configuration/engine_args.html */
export interface ServingParameters extends EngineOptions {
  readonly maxModelLen: number;
  readonly maxNumBatchedTokens: number;
  readonly maxNumSeqs: number;
  readonly gpuMemoryUtilization: number;
  readonly kvCacheDtype: 'auto' | 'fp8';
  /** Tokens of a block of the cache; replicas that pass blocks on must agree on it. @default - the engine's own */
  readonly blockSize?: number;
}

/** How one replica is spread over GPUs; the names are the engine's. @see https://docs.vllm.ai/en/latest/serving/parallelism_scaling/ */
export interface Parallelism {
  /** Ranks that share every layer; all in one pod. */
  readonly tensorParallelSize: number;
  /** Stages that share out the layers. */
  readonly pipelineParallelSize: number;
  /** Engines of one replica, over all its pods. */
  readonly dataParallelSize: number;
  /** Engines in one pod; each listens on a port of its own. */
  readonly dataParallelSizeLocal: number;
  /** Ranks of a tensor-parallel group that share out the tokens of the cache. */
  readonly decodeContextParallelSize: number;
  /** Whether the engines of a replica share out the experts of a mixture. */
  readonly enableExpertParallel: boolean;
}

/** What a replica does with a request. @see https://github.com/llm-d/llm-d-router/blob/main/docs/disaggregation.md */
export type RoleName = 'prefill-decode' | 'prefill' | 'decode';

/** Replicas of one role of a pool. */
export interface EngineRole {
  readonly role: RoleName;
  /** Name of the objects that run it: the pool's own, or with the role after it; a DNS-1123 label. */
  readonly roleName: string;
  readonly serving: ServingParameters;
  readonly parallelism: Parallelism;
  /** Pods of one replica: one, or a leader with its workers. */
  readonly podsPerReplica: number;
  readonly gpusPerPod: number;
  /** Tokens whose keys and values take a GiB, over all ranks of one engine. @default - unknown */
  readonly kvTokensPerGib?: number;
  readonly accelerator: Accelerator;
  readonly placement: NodePlacement;
  /** @default - the nodes have none, and what pods send one another goes over TCP */
  readonly fabric?: FabricRequest;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Replicas beyond `maxReplicas` that the nodes hold for certain while one is replaced; read at synthesis, when every pool is known. @default - none */
  readonly surgeReplicas?: () => number;
  /** @default - fixed at `minReplicas` */
  readonly scaling?: ScalingRequest;
}

/** A model to serve. */
export interface InferenceRequest extends NamedRequest {
  readonly cluster: ClusterFacts;
  readonly model: Model;
  readonly modelStore: ModelStore;
  /** One role that does everything, or one that prefills and one that decodes. */
  readonly roles: readonly EngineRole[];
  readonly serviceAccountName: string;
  readonly gateway: InferenceGatewayBinding;
  /** Longest time that a replica may take to finish its requests when it is stopped, seconds. */
  readonly drainSeconds: number;
  /** @default - by load, and by what requests before have left in the caches */
  readonly routing?: RoutingRequest;
  /** @default - nothing is promised */
  readonly objective?: ObjectiveRequest;
  /** @default - keys and values are kept on the GPU alone */
  readonly kvOffload?: KvOffloadRequest;
  /** @default - the model alone is served */
  readonly lora?: LoraRequest;
  /** @default - no replica prefills for another */
  readonly kvTransfer?: KvTransferRequest;
  /** Whether clients call a Service of the pool's own, with no entrance and no choice of replica. @default false */
  readonly standalone?: boolean;
  /** @default - what the target serves with, which is vLLM unless it says otherwise */
  readonly engine?: EngineRequest;
  /** @default - each replica reads the zone's store */
  readonly modelCache?: ModelCacheRequest;
  /** Where disks of the zone come from. @default - the cluster's default class */
  readonly storage?: ZoneStorage;
  /** Longest time that a replica may take to load its model and be ready, seconds. @default - by the size of the weights and where they are read from */
  readonly startupSeconds?: number;
}

/** One role of a pool, with what the pool says of all of them. */
export type RoleRequest = Omit<InferenceRequest, 'roles'> & EngineRole & {
  /** Whether the roles of the pool roll out as one: where there are two, and one at least is of leaders with workers. */
  readonly jointRollout: boolean;
};

/** Each role of a pool with what the pool says of all of them. */
export function rolesOf({ roles, ...pool }: InferenceRequest): readonly RoleRequest[] {
  const jointRollout = roles.length > 1 && roles.some(({ podsPerReplica }) => podsPerReplica > 1);
  return roles.map((role) => ({ ...pool, ...role, jointRollout }));
}
