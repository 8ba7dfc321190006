import type { Construct } from 'constructs';
import type { OpenShiftCluster } from './cluster';
import { firstWith, hasPart, OPENSHIFT_AI_VERSIONS, type LlmInferenceServicePart, type OpenShiftAiVersion } from '../../catalog/openshift-ai-releases';
import { openShiftOf, openShiftRelease, OPENSHIFT_VERSIONS, type OpenShiftVersion } from '../../catalog/openshift-releases';
import { requireOneOf } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import { rolesOf, type InferenceRequest } from '../../target/inference-request';

/** Refuses a release that is not known. */
export function requireReleases(version: OpenShiftVersion | undefined, aiVersion: OpenShiftAiVersion): void {
  if (version !== undefined) {
    requireOneOf('version', version, OPENSHIFT_VERSIONS, 'a release of OpenShift');
  }
  requireOneOf('aiVersion', aiVersion, OPENSHIFT_AI_VERSIONS, 'a release of OpenShift AI');
}

/** The release that a cluster is; undefined where nothing is known of its Kubernetes. */
export function releaseOf({ version }: Pick<OpenShiftCluster, 'version'>, { cluster }: Pick<InferenceRequest, 'cluster'>): OpenShiftVersion | undefined {
  return version ?? openShiftOf(cluster.kubernetesVersion);
}

/** Refuses what neither the releases of the cluster nor KServe offer. */
export function requireOffered(need: InferenceRequest, cluster: OpenShiftCluster, scope: Construct): void {
  requireOneKubernetes(need, cluster, scope);
  requireInferenceGateway(need, cluster, scope);
  requirePart('lora', 'adapters', need.lora, cluster, scope);
  requirePart('kvOffload', 'kvCacheOffloading', need.kvOffload, cluster, scope);
  requirePreset(need, scope);
}

function requireOneKubernetes({ cluster: { kubernetesVersion } }: InferenceRequest, { version }: OpenShiftCluster, scope: Construct): void {
  if (version !== undefined && openShiftRelease(version).kubernetes !== kubernetesVersion) {
    const rule = `is Kubernetes ${openShiftRelease(version).kubernetes}, but the machines are said to run ${kubernetesVersion}`;
    const remedy = `set 'kubernetesVersion' of the target in 'on' to '${openShiftRelease(version).kubernetes}', or correct 'version'`;
    throw new ValidationError({ code: 'KubernetesDiffers', prop: 'version', value: version, rule, remedy }, scope);
  }
}

/** A gateway that the program names may be of another make than the cluster's own. */
function requireInferenceGateway(need: InferenceRequest, cluster: OpenShiftCluster, scope: Construct): void {
  const version = releaseOf(cluster, need);
  if (version !== undefined && !cluster.gateway.named && openShiftRelease(version).inferencePool === undefined) {
    const rule = `has gateways of Istio ${openShiftRelease(version).istio}, which route to no InferencePool`;
    const remedy = `upgrade to ${OPENSHIFT_VERSIONS.find((other) => openShiftRelease(other).inferencePool === 'v1')!}, or name a gateway of your own in 'inferenceGateway'`;
    throw new ValidationError({ code: 'OpenShiftTooOld', prop: 'version', value: version, rule, remedy }, scope);
  }
}

function requirePart(prop: string, part: LlmInferenceServicePart, value: unknown, { aiVersion }: OpenShiftCluster, scope: Construct): void {
  if (value !== undefined && !hasPart(aiVersion, part)) {
    const rule = `is too old for '${prop}': its LLMInferenceService knows no '${part}'`;
    const remedy = `upgrade OpenShift AI to ${firstWith(part)}, or leave '${prop}' out`;
    throw new ValidationError({ code: 'OpenShiftAiTooOld', prop: 'aiVersion', value: aiVersion, rule, remedy }, scope);
  }
}

/** For stages on several pods KServe looks for a preset that no release of it has. */
function requirePreset(need: InferenceRequest, scope: Construct): void {
  const staged = rolesOf(need).find(({ podsPerReplica, parallelism }) => podsPerReplica > 1 && parallelism.pipelineParallelSize > 1);
  if (staged !== undefined) {
    const rule = `puts the stages of a replica on ${staged.podsPerReplica} nodes, for which KServe has no preset`;
    const remedy = 'use nodes with more GPUs, data parallelism over nodes where the model is a mixture of experts, or a target with upstream Kubernetes';
    throw new ValidationError({ code: 'StagesNotOffered', prop: 'pipelineParallelSize', value: staged.parallelism.pipelineParallelSize, rule, remedy }, scope);
  }
}
