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
  /** Longest request with its answer, tokens. */
  readonly maxModelLen: number;
  /** Tokens that one step works on. */
  readonly maxNumBatchedTokens: number;
  /** Requests that the engine works on at once. */
  readonly maxNumSeqs: number;
  /** Part of a GPU's memory that the engine may use, above 0 and at most 1. */
  readonly gpuMemoryUtilization: number;
  /** Number format of the key-value cache: `auto` is that of the model. */
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
  /** What its replicas do with a request. */
  readonly role: RoleName;
  /** Name of the objects that run it: the pool's own, or with the role after it; a DNS-1123 label. */
  readonly roleName: string;
  /** Arguments that the memory verdict is about. */
  readonly serving: ServingParameters;
  /** How one replica is spread over GPUs. */
  readonly parallelism: Parallelism;
  /** Pods of one replica: one, or a leader with its workers. */
  readonly podsPerReplica: number;
  /** GPUs of one pod, all of one node. */
  readonly gpusPerPod: number;
  /** Tokens whose keys and values take a GiB, over all ranks of one engine. @default - unknown */
  readonly kvTokensPerGib?: number;
  /** Model of those GPUs. */
  readonly accelerator: Accelerator;
  /** Which nodes its pods run on. */
  readonly placement: NodePlacement;
  /** The pod's share of its node's adapters that move memory past the kernel. @default - the nodes have none, and what pods send one another goes over TCP */
  readonly fabric?: FabricRequest;
  /** Replicas that always run. */
  readonly minReplicas: number;
  /** Most replicas. */
  readonly maxReplicas: number;
  /** Replicas beyond `maxReplicas` that the nodes hold for certain while one is replaced; read at synthesis, when every pool is known. @default - none */
  readonly surgeReplicas?: () => number;
  /** What adds and removes replicas. @default - fixed at `minReplicas` */
  readonly scaling?: ScalingRequest;
}

/** A model to serve. */
export interface InferenceRequest extends NamedRequest {
  /** What the cluster is. */
  readonly cluster: ClusterFacts;
  /** The model, with what was read of it. */
  readonly model: Model;
  /** Where its weights lie. */
  readonly modelStore: ModelStore;
  /** One role that does everything, or one that prefills and one that decodes. */
  readonly roles: readonly EngineRole[];
  /** Identity of the engines, which may read the store. */
  readonly serviceAccountName: string;
  /** The entrance that clients call. */
  readonly gateway: InferenceGatewayBinding;
  /** Longest time that a replica may take to finish its requests when it is stopped, seconds. */
  readonly drainSeconds: number;
  /** How requests find a replica. @default - by load, and by what requests before have left in the caches */
  readonly routing?: RoutingRequest;
  /** What clients are promised. @default - nothing is promised */
  readonly objective?: ObjectiveRequest;
  /** Where keys and values go that the GPU has no room for. @default - keys and values are kept on the GPU alone */
  readonly kvOffload?: KvOffloadRequest;
  /** Adapters, and the room for them. @default - the model alone is served */
  readonly lora?: LoraRequest;
  /** How replicas that prefill pass keys and values on. @default - no replica prefills for another */
  readonly kvTransfer?: KvTransferRequest;
  /** Whether clients call a Service of the pool's own, with no entrance and no choice of replica. @default false */
  readonly standalone?: boolean;
  /** What serves the model. @default - what the target serves with, which is vLLM unless it says otherwise */
  readonly engine?: EngineRequest;
  /** How weights come to the nodes once. @default - each replica reads the zone's store */
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
