import { mirrored } from '../../../target/images';
import type { InferenceRequest } from '../../../target/inference-request';
import { modelPath } from '../../../target/model-path';
import type { ObjectModelStore } from '../../../target/storage';
import type { Volume, VolumeMount } from '../api/pod';

/** Where a volume of models is mounted. */
export const MODELS_MOUNT = '/models';

/** Where an image with a model is mounted. */
const IMAGE_MOUNT = '/model-image';

/** What says where the weights of a pool are read from. */
export type WeightsRequest = Pick<InferenceRequest, 'name' | 'model' | 'modelStore' | 'modelCache' | 'cluster'>;

/** Where the engine reads its weights: a bucket, or files that are mounted. */
export type Weights =
  | { readonly kind: 'bucket'; readonly store: ObjectModelStore }
  | { readonly kind: 'mounted'; readonly volume: Volume; readonly mountPath: string; readonly path: string };

/** Name of the claim that a pool's own copy of its weights lies in. */
export function cacheClaim({ name }: Pick<InferenceRequest, 'name'>): string {
  return `${name}-weights`;
}

/** Where a pool's weights are read from, once it is settled that its cache can be had. */
export function weightsOf(need: WeightsRequest): Weights {
  const { modelCache, modelStore } = need;
  if (modelCache?.kind === 'image') {
    const image = { reference: mirrored(need.cluster.registry, modelCache.reference), pullPolicy: 'IfNotPresent' } as const;
    return { kind: 'mounted', volume: { name: 'model-image', image }, mountPath: IMAGE_MOUNT, path: modelCache.path };
  }
  if (modelStore.kind === 'object-store') {
    return modelCache?.kind === 'volume' ? claimed(cacheClaim(need), need) : { kind: 'bucket', store: modelStore };
  }
  return claimed(modelStore.claimName, need);
}

/** Address of the model's files as the engine takes it: in the bucket, or on what is mounted. */
export function modelLocation(need: WeightsRequest): string {
  const weights = weightsOf(need);
  return weights.kind === 'bucket' ? `${weights.store.uri}/${modelPath(need.model)}` : `${weights.mountPath}/${weights.path}`;
}

/** The volume that weights are mounted from, where they are. */
export function weightsVolumes(need: WeightsRequest): readonly Volume[] {
  const weights = weightsOf(need);
  return weights.kind === 'bucket' ? [] : [weights.volume];
}

/** Where the container finds it. */
export function weightsMounts(need: WeightsRequest): readonly VolumeMount[] {
  const weights = weightsOf(need);
  return weights.kind === 'bucket' ? [] : [{ name: weights.volume.name, mountPath: weights.mountPath, readOnly: true }];
}

function claimed(claimName: string, { model }: WeightsRequest): Weights {
  const volume = { name: 'models', persistentVolumeClaim: { claimName, readOnly: true } };
  return { kind: 'mounted', volume, mountPath: MODELS_MOUNT, path: modelPath(model) };
}
