import { ENGINE_CONTAINER, FETCH_CONTAINER, SHARED_MEMORY_VOLUME, SIDECAR_CONTAINER } from './kserve-pods';
import { connectorArguments, hashSeed } from './kv-transfer';
import { cachedUri } from './model-cache';
import { parallelismArguments } from './parallelism';
import { shellWord } from './shell-word';
import { mirrored } from '../../target/images';
import type { RoleRequest } from '../../target/inference-request';
import { INFERENCE_POOL_GROUP } from '../crds/inference';
import type { PartialContainer, PartialPodSpec } from '../crds/kserve';
import type { Resources } from '../kubernetes/api/pod';
import { bucketEnvironment } from '../kubernetes/engine/bucket';
import { chatArguments } from '../kubernetes/engine/chat-arguments';
import { draftModel } from '../kubernetes/engine/draft-model';
import { addedGib } from '../kubernetes/engine/engine-additions';
import { groupEnvironment, memoryArguments, offlineEnvironment } from '../kubernetes/engine/engine-arguments';
import { engineImage } from '../kubernetes/engine/engine-image';
import { gracePeriodSeconds, startupSeconds } from '../kubernetes/engine/engine-lifecycle';
import { openPorts } from '../kubernetes/engine/engine-placement';
import { engineResources, ranked, SHARED_MEMORY_GIB_A_GPU } from '../kubernetes/engine/engine-pod';
import { transferEnvironment } from '../kubernetes/engine/kv-transfer';

/** Room beside the weights on the disk of a node: caches and logs, GiB. */
const SCRATCH_GIB = 24;

/** Seconds between two looks at an engine that starts. */
const STARTUP_PERIOD_SECONDS = 10;

/** What the pod that answers has beside the defaults that KServe brings: command, certificate, probes, caches on empty volumes, no fixed user. */
export function engineTemplate(need: RoleRequest): PartialPodSpec {
  const startupProbe = { periodSeconds: STARTUP_PERIOD_SECONDS, failureThreshold: Math.ceil(startupSeconds(need) / STARTUP_PERIOD_SECONDS) };
  return { ...enginePod(need), ...initContainers([...fetching(need), ...sidecar(need)]), containers: [{ ...engineContainer(need), startupProbe }] };
}

/** The other pods of a group: they answer nobody, so that nothing probes them. */
export function workerTemplate(need: RoleRequest): PartialPodSpec {
  return { ...enginePod(need), ...initContainers(fetching(need)), containers: [engineContainer(need)] };
}

function enginePod(need: RoleRequest): Omit<PartialPodSpec, 'containers'> {
  return {
    serviceAccountName: need.serviceAccountName,
    // the sidecar asks the API server which pods it may send prompts to
    automountServiceAccountToken: need.role === 'decode',
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriodSeconds(need),
    ...ranked(need),
    nodeSelector: need.placement.nodeSelector,
    tolerations: need.placement.tolerations,
    ...podSecurity(need),
    volumes: [{ name: SHARED_MEMORY_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: `${sharedMemoryGib(need)}Gi` } }],
  };
}

function sharedMemoryGib(need: RoleRequest): number {
  return SHARED_MEMORY_GIB_A_GPU * need.gpusPerPod + addedGib(need, 'sharedMemoryGib');
}

/** The ports that policies let engines meet on; all else is what the cluster gives. */
function podSecurity(need: RoleRequest): Pick<PartialPodSpec, 'securityContext'> {
  const { sysctls } = openPorts(need);
  return sysctls === undefined ? {} : { securityContext: { sysctls } };
}

/** KServe's own command gives model, name, port, most of the parallelism and certificate; arguments are added to it. */
function engineContainer(need: RoleRequest): PartialContainer {
  return {
    name: ENGINE_CONTAINER,
    image: mirrored(need.cluster.registry, engineImage(need)),
    args: engineArguments(need).map(shellWord),
    env: [...offlineEnvironment(), ...transferEnvironment(need), ...groupEnvironment(need), ...hashSeed(need)],
    resources: resources(need),
    ...capabilities(need),
  };
}

function engineArguments(need: RoleRequest): readonly string[] {
  return [
    ...parallelismArguments(need), ...memoryArguments(need), ...connectorArguments(need), ...chatArguments(need),
    // a model that guesses would have to be fetched beside the one that is served
    ...(need.serving.draft?.model === undefined ? draftModel(need).args ?? [] : []),
    ...(need.engine?.kind === 'vllm' ? need.engine.extraArgs : []),
  ];
}

/** For the pods of a group, KServe asks for rights that neither the restricted SCC nor Pod Security gives. A list replaces its list; an empty one would not. */
function capabilities({ podsPerReplica }: RoleRequest): Pick<PartialContainer, 'securityContext'> {
  return podsPerReplica === 1 ? {} : { securityContext: { capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } } };
}

/** A model from a bucket lies on the node's disk while it is served. */
function resources(need: RoleRequest): Resources {
  const { requests, limits } = engineResources(need);
  const fetched = need.modelStore.kind === 'object-store' && cachedUri(need) === undefined ? Math.ceil(need.model.weightsGib) : 0;
  return { requests: { ...requests, 'ephemeral-storage': `${fetched + SCRATCH_GIB}Gi` }, limits };
}

/** The way to a bucket, for the container that KServe fetches models by. */
function fetching(need: RoleRequest): readonly PartialContainer[] {
  const { modelStore } = need;
  return modelStore.kind === 'volume' || cachedUri(need) !== undefined ? [] : [{ name: FETCH_CONTAINER, env: bucketEnvironment(modelStore) }];
}

/** The sidecar that KServe puts before an engine that decodes looks for a pool of the group that gateways no longer serve; the last flag counts. */
function sidecar({ role }: RoleRequest): readonly PartialContainer[] {
  return role === 'decode' ? [{ name: SIDECAR_CONTAINER, args: [`--pool-group=${INFERENCE_POOL_GROUP}`] }] : [];
}

function initContainers(containers: readonly PartialContainer[]): Pick<PartialPodSpec, 'initContainers'> {
  return containers.length === 0 ? {} : { initContainers: containers };
}
