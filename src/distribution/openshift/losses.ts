import type { OpenShiftCluster } from './cluster';
import { releaseOf } from './releases';
import { hasPart, hasRouterKinds } from '../../catalog/openshift-ai-releases';
import { openShiftRelease } from '../../catalog/openshift-releases';
import type { Capability, Fulfilment } from '../../target/binding';
import { rolesOf, type InferenceRequest } from '../../target/inference-request';
import type { LlmInferenceService } from '../crds/kserve';

/** What a pool asked for and an LLMInferenceService of the cluster's releases gives less of. */
export function losses(need: InferenceRequest, cluster: OpenShiftCluster, service: LlmInferenceService): readonly Fulfilment[] {
  const degraded = (capability: Capability, reason: string | undefined): readonly Fulfilment[] => (reason === undefined ? [] : [{ capability, level: 'degraded', reason, objects: [service] }]);
  return [
    ...degraded('ai_inference', surge(cluster)),
    ...degraded('ai_inference', unguessed(need)),
    ...degraded('kv.offload', leftBehind(need)),
    ...adapters(need, service),
    ...degraded('advanced_inference_ingress', hiddenEngines(need)),
    ...degraded('advanced_inference_ingress', olderPool(need, cluster)),
    ...degraded('advanced_inference_ingress', everyPrompt(need, cluster)),
    ...degraded('advanced_inference_ingress', guesses(need)),
    ...degraded('advanced_inference_ingress', untold(need, cluster)),
  ];
}

function surge({ aiVersion }: OpenShiftCluster): string | undefined {
  return hasPart(aiVersion, 'rolloutStrategy') ? undefined
    : `OpenShift AI ${aiVersion} starts a new replica before an old one goes: an update waits for a GPU that is free`;
}

function unguessed({ roles }: InferenceRequest): string | undefined {
  const draft = roles.map(({ serving }) => serving.draft?.model).find((model) => model !== undefined);
  return draft === undefined ? undefined : `KServe brings one model to a replica: tokens are not guessed by '${draft.name}'`;
}

function leftBehind({ kvOffload }: InferenceRequest): string | undefined {
  return kvOffload === undefined ? undefined
    : "KServe's command does not clear the shared memory of an engine that was killed: a pod that then finds too little for its cache must be deleted";
}

function adapters({ lora }: InferenceRequest, service: LlmInferenceService): readonly Fulfilment[] {
  if (lora === undefined) {
    return [];
  }
  const reason = `KServe fetches the adapters that were added, of which a step uses at most ${lora.maxLoras}`;
  return [lora.dynamicPath === undefined
    ? { capability: 'model.adapters', level: 'substituted', reason, objects: [service] }
    : { capability: 'model.adapters', level: 'degraded', reason: `${reason}; none is loaded from '${lora.dynamicPath}' while the engine runs, because KServe mounts no other folders`, objects: [service] }];
}

/** Ports are KServe's to choose, and it chooses one a pod. */
function hiddenEngines(need: InferenceRequest): string | undefined {
  const engines = Math.max(...rolesOf(need).map(({ parallelism }) => parallelism.dataParallelSize));
  return engines === 1 ? undefined : `the endpoint picker sees one port a replica, behind which vLLM itself chooses among ${engines} engines without a look at their caches`;
}

function everyPrompt({ kvTransfer }: InferenceRequest, { aiVersion }: OpenShiftCluster): string | undefined {
  return kvTransfer === undefined || hasRouterKinds(aiVersion) ? undefined
    : `the endpoint picker of OpenShift AI ${aiVersion} has every prompt prefilled by another replica, short ones too`;
}

function guesses({ routing }: InferenceRequest): string | undefined {
  const lost = [...(routing?.prefixCache?.kind === 'precise' ? ['what engines have cached'] : []), ...(routing?.predictedLatency === true ? ['which replica is fastest'] : [])];
  return lost.length === 0 ? undefined : `KServe's endpoint picker goes by the requests that it has sent and by load, and is not told ${lost.join(' nor ')}`;
}

function untold({ routing }: InferenceRequest, { aiVersion }: OpenShiftCluster): string | undefined {
  return routing === undefined || hasRouterKinds(aiVersion) ? undefined : `the endpoint picker of OpenShift AI ${aiVersion} keeps its own configuration: nothing of 'routing' reaches it`;
}

function olderPool(need: InferenceRequest, cluster: OpenShiftCluster): string | undefined {
  const version = releaseOf(cluster, need);
  return version === undefined || cluster.gateway.named || openShiftRelease(version).inferencePool === 'v1' ? undefined
    : `gateways of OpenShift ${version} route to InferencePool v1alpha2 alone, which KServe makes beside v1 until the cluster is upgraded`;
}
