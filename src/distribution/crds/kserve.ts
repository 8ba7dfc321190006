import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HttpRouteSpec } from './gateway-api';
import type { PrometheusTrigger, ScaledObjectSpec } from './keda';
import type { ObjectMeta, StringMap } from '../kubernetes/api/metadata';
import type { Container, PodSpec } from '../kubernetes/api/pod';

/** A container whose defaults the controller brings. */
export type PartialContainer = Partial<Container> & { readonly name: string };

/** A pod whose defaults the controller brings: only what differs from them is said. */
export type PartialPodSpec = Omit<PodSpec, 'containers' | 'initContainers'> & {
  readonly initContainers?: readonly PartialContainer[];
  readonly containers: readonly PartialContainer[];
};

export interface LlmScaling {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly keda: Pick<ScaledObjectSpec, 'advanced'> & { readonly triggers: readonly PrometheusTrigger[] };
}

export interface LlmRouter {
  readonly gateway?: { readonly refs: readonly { readonly name: string; readonly namespace: string; readonly sectionName?: string }[] };
  /** `{}` asks for the controller's own route. */
  readonly route?: { readonly http: { readonly spec?: Partial<HttpRouteSpec> } };
  /** `{}` asks for the controller's own endpoint picker. */
  readonly scheduler?: {
    readonly template?: PartialPodSpec;
    readonly config?: { readonly inline: Readonly<Record<string, unknown>> };
  };
}

/** @see https://kserve.github.io/website/docs/model-serving/generative-inference/llmisvc/llmisvc-overview */
export interface LlmInferenceServiceSpec {
  readonly model: { readonly uri: string; readonly name: string };
  readonly storageInitializer?: { readonly enabled: boolean };
  /** Either this or `scaling`. */
  readonly replicas?: number;
  readonly scaling?: LlmScaling;
  readonly parallelism?: { readonly tensor: number };
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly router?: LlmRouter;
  readonly template?: PartialPodSpec;
}

/** LLMInferenceService `serving.kserve.io/v1alpha2`. */
export class LlmInferenceService extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: LlmInferenceServiceSpec }) {
    super(scope, id, { apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceService', ...props });
  }
}
