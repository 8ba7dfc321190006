import type { RenderedEnvironment } from '../core/rendered';

/** An image to copy before the environment is deployed. */
export interface ImageCopy {
  readonly from: string;
  readonly to: string;
}

/** A model to copy before the environment is deployed. */
export interface ModelCopy {
  /** `owner/name` on the model hub. */
  readonly from: string;
  readonly revision: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly to: string;
  readonly weightsGib: number;
}

/** What `mirror.json` holds: all that an environment cannot fetch for itself. */
export interface MirrorList {
  readonly version: 1;
  readonly environment: string;
  readonly images: readonly ImageCopy[];
  readonly models: readonly ModelCopy[];
}

/** The list of an environment: each copy once, by source, then destination. */
export function mirrorListOf({ name, images, models }: RenderedEnvironment): MirrorList {
  const imageCopies = images.map(({ upstream, mirror }) => ({ from: upstream, to: mirror }));
  const modelCopies = models.map(({ repository: from, revision, destination: to, weightsGib }) => ({ from, revision, to, weightsGib }));
  return { version: 1, environment: name, images: distinct(imageCopies), models: distinct(modelCopies) };
}

function distinct<T extends ImageCopy>(copies: readonly T[]): readonly T[] {
  const byText = new Map(copies.map((copy) => [JSON.stringify(copy), copy]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, copy]) => copy);
}
