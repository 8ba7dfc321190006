import type { Model } from '../catalog/models';

/** Where the files of a model lie in every store, relative to its root: `owner/name`, and below it the revision where one is pinned. */
export function modelPath(model: Model): string {
  return storePath(model);
}

/** As `modelPath`, for whatever else is mirrored from the hub. */
export function storePath({ repository, revision }: Pick<Model, 'repository' | 'revision'>): string {
  return revision === undefined ? repository : `${repository}/${revision}`;
}
