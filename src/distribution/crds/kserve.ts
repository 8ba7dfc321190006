import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HttpRouteSpec } from './gateway-api';
import type { PrometheusTrigger, ScalingBehavior } from './keda';
import type { PersistentVolumeClaimSpec } from '../kubernetes/api/core';
import type { ObjectMeta, StringMap } from '../kubernetes/api/metadata';
import type { Container, PodSpec } from '../kubernetes/api/pod';

/** A container whose defaults the controller brings. */
export type PartialContainer = Partial<Container> & { readonly name: string };

/** A pod whose defaults the controller brings: only what differs from them is said. */
export type PartialPodSpec = Omit<PodSpec, 'containers' | 'initContainers'> & {
  readonly initContainers?: readonly PartialContainer[];
  readonly containers: readonly PartialContainer[];
};

/** How KEDA works for the controller, which names what is scaled. */
export interface LlmKeda {
  readonly pollingInterval?: number;
  readonly cooldownPeriod?: number;
  /** Replicas while no trigger is active; only 0 is allowed. @default - `minReplicas` */
  readonly idleReplicaCount?: 0;
  readonly advanced: { readonly horizontalPodAutoscalerConfig: { readonly name: ''; readonly behavior: ScalingBehavior } };
}

/** Either triggers of one's own, or the variant autoscaler's. */
export interface LlmScaling {
  /** At least 1. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly keda?: LlmKeda & { readonly triggers: readonly PrometheusTrigger[] };
  readonly wva?: { readonly variantCost?: string; readonly keda: LlmKeda };
}

/** How one replica is spread over GPUs; pipeline and data exclude each other, and data goes with dataLocal. */
export interface LlmParallelism {
  readonly tensor?: number;
  readonly pipeline?: number;
  readonly data?: number;
  readonly dataLocal?: number;
  readonly dataRPCPort?: number;
  readonly expert?: boolean;
}

/** Where cached keys and values go that the GPU has no room for. */
export interface LlmKvCacheOffloading {
  readonly cpu: string;
  readonly evictionPolicy?: 'lru' | 'arc';
  readonly secondary?: readonly { readonly fileSystem: LlmFileSystemTier }[];
}

/** A disk of the node, a claim that there is, or one for each pod. */
export interface LlmFileSystemTier {
  readonly emptyDir?: { readonly size: string };
  readonly pvc?: { readonly ref: { readonly name: string; readonly path?: string } } | { readonly spec: PersistentVolumeClaimSpec };
}

/** Replicas of one role. */
export interface LlmWorkload {
  /** Either this or `scaling`. */
  readonly replicas?: number;
  readonly scaling?: LlmScaling;
  readonly parallelism?: LlmParallelism;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  /** The one pod of a replica, or the leader of a group. */
  readonly template?: PartialPodSpec;
  /** The other pods of a group. @default - a replica is one pod */
  readonly worker?: PartialPodSpec;
  readonly kvCacheOffloading?: LlmKvCacheOffloading;
  readonly rolloutStrategy?: { readonly maxSurge: number; readonly maxUnavailable: number };
}

/** An adapter, by the name that clients ask for. */
export interface LlmAdapter {
  readonly name: string;
  readonly uri: string;
}

export interface LlmModel {
  readonly uri: string;
  readonly name: string;
  readonly lora?: {
    readonly adapters?: readonly LlmAdapter[];
    readonly maxRank?: number;
    readonly maxAdapters?: number;
    readonly maxCpuAdapters?: number;
  };
}

export interface LlmRouter {
  readonly gateway?: { readonly refs: readonly { readonly name: string; readonly namespace: string; readonly sectionName?: string }[] };
  /** `{}` asks for the controller's own route. */
  readonly route?: { readonly http: { readonly spec?: Partial<HttpRouteSpec> } };
  /** `{}` asks for the controller's own endpoint picker. */
  readonly scheduler?: {
    readonly replicas?: number;
    readonly template?: PartialPodSpec;
    readonly config?: { readonly inline: object };
  };
}

/** @see https://kserve.github.io/website/docs/model-serving/generative-inference/llmisvc/llmisvc-overview */
export interface LlmInferenceServiceSpec extends LlmWorkload {
  readonly model: LlmModel;
  readonly storageInitializer?: { readonly enabled: boolean };
  readonly prefill?: LlmWorkload;
  readonly router?: LlmRouter;
}

/** LLMInferenceService `serving.kserve.io/v1alpha2`. */
export class LlmInferenceService extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: LlmInferenceServiceSpec }) {
    super(scope, id, { apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceService', ...props });
  }
}
