import { createHash } from 'crypto';
import type { Construct, IConstruct } from 'constructs';
import { bucketCopy, markWritten } from './bucket-copy';
import { Job } from '../api/batch';
import { PersistentVolumeClaim } from '../api/core';
import type { PodTemplate } from '../api/pod';
import type { Conventions, PodIdentity } from '../conventions';
import { selectorLabels, workloadLabels } from '../labels';
import { allow, to } from '../network-policies';
import { placed } from '../placed';
import { cacheClaim, MODELS_MOUNT } from './weights';
import { kubernetesMinorOf } from '../../../catalog/kubernetes-minors';
import type { Fulfilment } from '../../../target/binding';
import type { VolumeCacheRequest } from '../../../target/engine-request';
import type { InferenceRequest } from '../../../target/inference-request';
import { modelPath } from '../../../target/model-path';
import type { ObjectModelStore } from '../../../target/storage';

/** A request whose cache can be had, or that has none; and what became of the need for one. */
export interface SettledCache {
  readonly need: InferenceRequest;
  readonly fulfilments: readonly Fulfilment[];
}

/** First minor of Kubernetes 1 whose kubelets mount images unless they are told not to. @see https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/ */
const IMAGE_VOLUMES_SINCE = 35;

/** Mark that the weights on a volume are whole. */
export function writtenMark({ model }: Pick<InferenceRequest, 'model'>): string {
  return `${MODELS_MOUNT}/${modelPath(model)}/.complete`;
}

/** Makes the cache of a pool where the cluster can have it; elsewhere replicas read the store, and the report says why. */
export function settledCache(scope: Construct, need: InferenceRequest, conventions: Pick<Conventions, 'imageVolumes' | 'engineIdentity'>): SettledCache {
  const { modelCache, modelStore } = need;
  if (modelCache === undefined) {
    return { need, fulfilments: [] };
  }
  if (modelCache.kind === 'image') {
    return mountsImages(need, conventions)
      ? { need, fulfilments: [met('equal', `each node pulls the image '${modelCache.reference}' once and mounts the model that it holds`)] }
      : without(need, 'missing', `Kubernetes ${need.cluster.kubernetesVersion} mounts no images unless its feature gate ImageVolume is on`);
  }
  if (modelStore.kind === 'volume') {
    return without(need, 'not-applicable', 'the weights lie on a volume already, which replicas mount');
  }
  if (modelCache.kind === 'node') {
    return without(need, 'missing', 'no controller here keeps models on the disks of nodes, and pods of the zone may not reach those themselves; an image is what a node keeps');
  }
  return sharedBy(modelCache) ? filledVolume(scope, need, conventions.engineIdentity, modelCache, modelStore) : without(need, 'missing', oneNodeReason(modelCache));
}

function mountsImages({ cluster }: InferenceRequest, { imageVolumes }: Pick<Conventions, 'imageVolumes'>): boolean {
  return imageVolumes ?? kubernetesMinorOf(cluster.kubernetesVersion) >= IMAGE_VOLUMES_SINCE;
}

function sharedBy({ accessMode, nodes }: VolumeCacheRequest): boolean {
  return accessMode === 'ReadWriteMany' || nodes === 1;
}

function oneNodeReason({ storageClassName, nodes }: VolumeCacheRequest): string {
  return `one node at a time holds a volume of the class '${storageClassName}', and the pool may use ${nodes}; name a 'storageClass' whose volumes are ReadWriteMany`;
}

/** The same pool, whose replicas read the store each for itself. */
function without({ modelCache: _unmet, ...need }: InferenceRequest, level: 'missing' | 'not-applicable', why: string): SettledCache {
  const reason = level === 'missing' ? `${why}: each replica reads the zone's store` : why;
  return { need, fulfilments: [met(level, reason)] };
}

function met(level: Fulfilment['level'], reason: string, objects: readonly IConstruct[] = []): Fulfilment {
  return { capability: 'model.cache', level, reason, objects };
}

function filledVolume(
  scope: Construct, need: InferenceRequest, identity: PodIdentity, cache: VolumeCacheRequest, store: ObjectModelStore,
): SettledCache {
  const metadata = { namespace: need.namespace, labels: workloadLabels(need.name, 'model-cache') };
  const claim = new PersistentVolumeClaim(scope, 'Weights', {
    metadata: { ...metadata, name: cacheClaim(need) },
    spec: { storageClassName: cache.storageClassName, accessModes: [cache.accessMode], resources: { requests: { storage: `${cache.sizeGib}Gi` } } },
  });
  const template = fillPod(need, identity, store);
  const job = new Job(scope, 'FillWeights', {
    metadata: { ...metadata, name: `${need.name}-fill-${hashOf(template)}` },
    spec: { backoffLimit: 6, template },
  });
  const policy = allow(scope, 'FillTraffic', {
    name: `${need.name}-fill`, namespace: need.namespace, podLabels: selectorLabels(need.name, 'model-cache'), egress: store.egress.map(to),
  });
  const reason = 'a Job copies the weights from the bucket to a volume once, and replicas wait for it and mount them';
  return { need, fulfilments: [met('equal', reason, [claim, job, policy])] };
}

/** It runs where the engines run, so that the volume is made where they can mount it; and as they do, so that they can read it. */
function fillPod(need: InferenceRequest, identity: PodIdentity, store: ObjectModelStore): PodTemplate {
  const mount = { name: 'weights', mountPath: MODELS_MOUNT };
  return {
    metadata: { labels: workloadLabels(need.name, 'model-cache') },
    spec: {
      serviceAccountName: need.serviceAccountName,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'OnFailure',
      securityContext: { runAsNonRoot: true, ...identity, seccompProfile: { type: 'RuntimeDefault' } },
      ...placed(need.roles[0]!.placement),
      initContainers: [bucketCopy({ name: 'copy', store, folders: [modelPath(need.model)], mount }, need.cluster)],
      containers: [markWritten(writtenMark(need), mount, need.cluster)],
      volumes: [{ name: 'weights', persistentVolumeClaim: { claimName: cacheClaim(need) } }],
    },
  };
}

/** The template of a Job cannot change: another one is another Job. */
function hashOf(template: PodTemplate): string {
  return createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 8);
}
