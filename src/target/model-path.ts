import type { Model } from '../catalog/models';

/** Where the files of a model lie in every store, relative to its root: `owner/name`, and below it the revision where one is pinned. */
export function modelPath(model: Model): string {
  return model.revision === undefined ? model.repository : `${model.repository}/${model.revision}`;
}
