import type { NimEngineRequest } from '../../../target/engine-request';
import type { InferenceRequest } from '../../../target/inference-request';
import type { ObjectModelStore, StoredModel, VolumeModelStore } from '../../../target/storage';

/** Where the files of a NIM come from: NVIDIA's own registry, a copy of it in the zone's bucket, or a folder of the zone's volume. */
export type NimFiles =
  | { readonly kind: 'registry' }
  | { readonly kind: 'bucket'; readonly store: ObjectModelStore; readonly uri: string }
  | { readonly kind: 'volume'; readonly store: VolumeModelStore; readonly folder: string };

/** A zone that reaches the internet may ask NVIDIA's registry; every other reads its own store. */
export function nimFiles({ cluster, modelStore }: Pick<InferenceRequest, 'cluster' | 'modelStore'>, { image }: NimEngineRequest): NimFiles {
  if (modelStore.kind === 'volume') {
    return { kind: 'volume', store: modelStore, folder: imageParts(image).repository.split('/').slice(1).join('/') };
  }
  return cluster.internetEgress ? { kind: 'registry' } : { kind: 'bucket', store: modelStore, uri: `${modelStore.uri}/nim` };
}

/** What must be copied before a NIM can start. */
export function nimCopies(need: InferenceRequest, nim: NimEngineRequest): readonly StoredModel[] {
  const files = nimFiles(need, nim);
  if (files.kind === 'registry') {
    return [];
  }
  const destination = files.kind === 'bucket' ? files.uri : `pvc://${need.namespace}/${files.store.claimName}/${files.folder}`;
  return [{ repository: nim.image, revision: nim.profile ?? 'default', destination, weightsGib: need.model.weightsGib }];
}

/** Repository and tag of an image. */
export function imageParts(image: string): { readonly repository: string; readonly tag: string } {
  const colon = image.lastIndexOf(':');
  return { repository: image.slice(0, colon), tag: image.slice(colon + 1) };
}
