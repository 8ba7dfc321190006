import type { Construct } from 'constructs';
import type { OpenShiftCluster } from './cluster';
import { profileAnnotations } from './hardware-profile';
import { engineLabels } from './kserve-pods';
import { losses } from './losses';
import { kserveCache } from './model-cache';
import { modelSource } from './model-source';
import { poolAlerts } from './pool-alerts';
import { scaling } from './pool-scaling';
import { poolTraffic } from './pool-traffic';
import { requireOffered } from './releases';
import { lostRouting, ofKServe } from './request-verbs';
import { scheduler } from './scheduler';
import { entrance } from './shared-gateway';
import { workload } from './workload';
import { hasRouterKinds } from '../../catalog/openshift-ai-releases';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../target/inference-request';
import { LlmInferenceService, type LlmWorkload } from '../crds/kserve';
import { disruptionBudget, engineFindings, engineServiceAccount } from '../kubernetes/engine/engine';
import { offloadFulfilments, sharedKvVolume } from '../kubernetes/engine/kv-offload';
import { fabricUse } from '../kubernetes/engine/served';
import { poolPath } from '../kubernetes/gateway/routing';
import { ownPriority } from '../kubernetes/gateway/routing-fulfilments';
import { workloadLabels } from '../kubernetes/labels';

/** Serves a model by KServe, which makes engines, route and endpoint picker from one object. */
export function serveByKServe(scope: Construct, asked: InferenceRequest, cluster: OpenShiftCluster): InferenceBinding {
  requireOffered(asked, cluster, scope);
  const { need, fulfilments } = kserveCache(scope, asked, cluster.conventions);
  const { endpoint, proxy } = entrance(cluster.gateway);
  engineServiceAccount(scope, need);
  rolesOf(need).forEach((role) => disruptionBudget(scope, role, engineLabels(need.name, role.role)));
  poolTraffic(scope, need, cluster.conventions, proxy);
  const scaled = scaling(scope, need, cluster);
  const made = (role: RoleRequest): LlmWorkload => ({ ...scaled.replicas(role), ...workload(role, cluster.aiVersion) });
  const kept = sharedKvVolume(scope, need);
  const service = inferenceService(scope, need, cluster, made);
  return {
    primary: service,
    endpoint: { ...endpoint, url: `${endpoint.url}${poolPath(need)}` },
    findings: engineFindings(need),
    fulfilments: [
      served(need, service), ...fabricUse(need, [service]), routed(service), ...lostRouting(need, cluster.aiVersion),
      ...priority(scope, need, cluster),
      ...scaled.fulfilments(service),
      ...offloadFulfilments(need, [service, ...kept]), ...losses(need, cluster, service), poolAlerts(scope, need, cluster, service), ...fulfilments,
    ],
    ...(need.modelCache?.kind === 'image' && { models: [] }),
  };
}

/** The priority of the pool's requests, where KServe's picker knows of any. */
function priority(scope: Construct, need: InferenceRequest, { aiVersion }: OpenShiftCluster): readonly Fulfilment[] {
  const given = need.objective?.priority;
  return given === undefined || !hasRouterKinds(aiVersion) ? [] : [ownPriority(scope, need, given, ofKServe({ pool: need.name }))];
}

function inferenceService(
  scope: Construct, need: InferenceRequest, cluster: OpenShiftCluster, made: (role: RoleRequest) => LlmWorkload,
): LlmInferenceService {
  const roles = rolesOf(need);
  const answering = roles.find(({ role }) => role !== 'prefill')!;
  const prefilling = roles.find(({ role }) => role === 'prefill');
  return new LlmInferenceService(scope, 'Resource', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'engine'), annotations: annotations(answering, cluster) },
    spec: {
      model: modelSource(need),
      ...made(answering),
      ...(prefilling !== undefined && { prefill: made(prefilling) }),
      router: { gateway: { refs: [entrance(cluster.gateway).parent] }, route: { http: {} }, scheduler: scheduler(scope, need, cluster.aiVersion) },
    },
  });
}

/** Callers show a token, which a gateway that the whole cluster shares must ask for. */
function annotations({ namespace, placement }: RoleRequest, { hardwareProfile }: OpenShiftCluster): Readonly<Record<string, string>> {
  return { 'security.opendatahub.io/enable-auth': 'true', ...profileAnnotations(hardwareProfile, namespace, placement) };
}

function served({ modelStore, roles }: Pick<InferenceRequest, 'modelStore' | 'roles'>, service: LlmInferenceService): Fulfilment {
  const weights = modelStore.kind === 'volume' ? 'reads the weights from the volume of models' : 'first copies the weights from the bucket to the disk of its node';
  const apart = roles.length > 1 ? ', some replicas to prefill and others to decode' : '';
  return { capability: 'ai_inference', level: 'substituted', reason: `KServe runs vLLM from an LLMInferenceService${apart}; each replica ${weights}`, objects: [service] };
}

function routed(service: LlmInferenceService): Fulfilment {
  const reason = 'KServe makes the HTTPRoute, the InferencePool and its endpoint picker, whose configuration is its own, behind the gateway that the cluster shares';
  return { capability: 'advanced_inference_ingress', level: 'substituted', reason, objects: [service] };
}
