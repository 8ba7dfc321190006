import { ENGINE_CONTAINER, FETCH_CONTAINER, SHARED_MEMORY_VOLUME } from './kserve-pods';
import { cachedUri } from './model-cache';
import { mirrored } from '../../target/images';
import type { RoleRequest } from '../../target/inference-request';
import { modelPath } from '../../target/model-path';
import type { PartialContainer, PartialPodSpec } from '../crds/kserve';
import type { Resources } from '../kubernetes/api/pod';
import { bucketEnvironment } from '../kubernetes/bucket';
import { memoryArguments, offlineEnvironment } from '../kubernetes/engine-arguments';
import { engineImage } from '../kubernetes/engine-image';
import { gracePeriodSeconds, startupSeconds } from '../kubernetes/engine-lifecycle';
import { engineResources, ranked, SHARED_MEMORY_GIB_A_GPU } from '../kubernetes/engine-pod';
import type { WeightsRequest } from '../kubernetes/weights';

/** Room beside the weights on the disk of a node: caches and logs, GiB. */
const SCRATCH_GIB = 24;

/** Seconds between two looks at an engine that starts. */
const STARTUP_PERIOD_SECONDS = 10;

/** Where KServe finds the model. */
export function modelUri(need: WeightsRequest): string {
  const { model, modelStore } = need;
  const cached = cachedUri(need);
  if (cached !== undefined) {
    return cached;
  }
  const root = modelStore.kind === 'volume' ? `pvc://${modelStore.claimName}` : modelStore.uri;
  return `${root}/${modelPath(model)}`;
}

/** What the engine's pods have beside the defaults that KServe brings: command, certificate, probes, caches on empty volumes, no fixed user. */
export function engineTemplate(need: RoleRequest): PartialPodSpec {
  return {
    serviceAccountName: need.serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriodSeconds(need),
    ...ranked(need),
    nodeSelector: need.placement.nodeSelector,
    tolerations: need.placement.tolerations,
    ...fetching(need),
    containers: [engineContainer(need)],
    volumes: [{ name: SHARED_MEMORY_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: `${SHARED_MEMORY_GIB_A_GPU * need.gpusPerPod}Gi` } }],
  };
}

/** KServe's own command gives model, name, port, parallelism and certificate; arguments are added to it. */
function engineContainer(need: RoleRequest): PartialContainer {
  return {
    name: ENGINE_CONTAINER,
    image: mirrored(need.cluster.registry, engineImage(need)),
    args: [...memoryArguments(need), ...(need.engine?.kind === 'vllm' ? need.engine.extraArgs : [])],
    env: offlineEnvironment(),
    resources: resources(need),
    startupProbe: { periodSeconds: STARTUP_PERIOD_SECONDS, failureThreshold: Math.ceil(startupSeconds(need) / STARTUP_PERIOD_SECONDS) },
  };
}

/** A model from a bucket lies on the node's disk while it is served. */
function resources(need: RoleRequest): Resources {
  const { requests, limits } = engineResources(need);
  const fetched = need.modelStore.kind === 'object-store' && cachedUri(need) === undefined ? Math.ceil(need.model.weightsGib) : 0;
  return { requests: { ...requests, 'ephemeral-storage': `${fetched + SCRATCH_GIB}Gi` }, limits };
}

/** The way to a bucket, for the container that KServe fetches models by. */
function fetching(need: RoleRequest): Pick<PartialPodSpec, 'initContainers'> {
  const { modelStore } = need;
  return modelStore.kind === 'volume' || cachedUri(need) !== undefined ? {} : { initContainers: [{ name: FETCH_CONTAINER, env: bucketEnvironment(modelStore) }] };
}
