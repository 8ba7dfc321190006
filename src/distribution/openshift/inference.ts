import type { Construct } from 'constructs';
import { engineTemplate, modelUri } from './engine-template';
import { enginePods, PICKER_CONTAINER } from './kserve-pods';
import { kserveCache } from './model-cache';
import { replicas, scalingFulfilment } from './pool-scaling';
import { poolTraffic } from './pool-traffic';
import { lostRouting } from './request-verbs';
import { entrance, type SharedGateway } from './shared-gateway';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../target/inference-request';
import { WORKLOAD_LABEL } from '../../target/labels';
import { zoneAffinity } from '../../target/zone-affinity';
import { LlmInferenceService, type PartialPodSpec } from '../crds/kserve';
import type { Conventions } from '../kubernetes/conventions';
import { disruptionBudget, engineFindings, engineServiceAccount } from '../kubernetes/engine';
import { workloadLabels } from '../kubernetes/labels';
import { poolPath } from '../kubernetes/routing';

/** Serves a model by KServe, which makes engine, route and endpoint picker from one object. */
export function serveByKServe(scope: Construct, asked: InferenceRequest, conventions: Conventions, gateway: SharedGateway): InferenceBinding {
  const { need, fulfilments } = kserveCache(scope, asked, conventions);
  const { endpoint, proxy } = entrance(gateway);
  engineServiceAccount(scope, need);
  const role = answering(need);
  disruptionBudget(scope, role, enginePods(need.name));
  poolTraffic(scope, need, conventions, proxy);
  const service = inferenceService(scope, role, conventions, gateway);
  return {
    primary: service,
    endpoint: { ...endpoint, url: `${endpoint.url}${poolPath(need)}` },
    findings: engineFindings(need),
    fulfilments: [served(need, service), routed(service), ...lostRouting(need), scalingFulfilment(role, [service]), ...fulfilments],
    ...(need.modelCache?.kind === 'image' && { models: [] }),
  };
}

/** The role whose answers clients get: the one that an LLMInferenceService is about. */
function answering(need: InferenceRequest): RoleRequest {
  return rolesOf(need).find(({ role }) => role !== 'prefill')!;
}

function inferenceService(scope: Construct, need: RoleRequest, conventions: Conventions, gateway: SharedGateway): LlmInferenceService {
  return new LlmInferenceService(scope, 'Resource', {
    // callers show a token, which a gateway that the whole cluster shares must ask for
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'engine'), annotations: { 'security.opendatahub.io/enable-auth': 'true' } },
    spec: {
      model: { uri: modelUri(need), name: need.model.name },
      ...replicas(scope, need, conventions),
      parallelism: { tensor: need.parallelism.tensorParallelSize },
      labels: { [WORKLOAD_LABEL]: need.name },
      router: { gateway: { refs: [entrance(gateway).parent] }, route: { http: {} }, scheduler: { template: picker(need) } },
      template: engineTemplate(need),
    },
  });
}

/** KServe completes it; a template without the container's name would take the container away. */
function picker({ namespace }: RoleRequest): PartialPodSpec {
  return { affinity: zoneAffinity(namespace), containers: [{ name: PICKER_CONTAINER }] };
}

function served({ modelStore }: Pick<InferenceRequest, 'modelStore'>, service: LlmInferenceService): Fulfilment {
  const weights = modelStore.kind === 'volume' ? 'reads the weights from the volume of models' : 'first copies the weights from the bucket to the disk of its node';
  return { capability: 'ai_inference', level: 'substituted', reason: `KServe runs vLLM from an LLMInferenceService; each replica ${weights}`, objects: [service] };
}

function routed(service: LlmInferenceService): Fulfilment {
  const reason = 'KServe makes the HTTPRoute, the InferencePool and its endpoint picker, whose configuration is its own, behind the gateway that the cluster shares';
  return { capability: 'advanced_inference_ingress', level: 'substituted', reason, objects: [service] };
}
