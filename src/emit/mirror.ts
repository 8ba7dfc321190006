import type { MirroredAdapter, RenderedEnvironment } from '../core/rendered';

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

/** An adapter to copy before the environment is deployed. */
export interface AdapterCopy {
  /** Name that clients ask for. */
  readonly name: string;
  /** `owner/name` on the model hub. @default - whoever made it puts it there */
  readonly from?: string;
  readonly revision?: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly to: string;
}

/** What `mirror.json` holds: all that an environment cannot fetch for itself. */
export interface MirrorList {
  readonly version: 1;
  readonly environment: string;
  readonly images: readonly ImageCopy[];
  readonly models: readonly ModelCopy[];
  /** @default - there are none */
  readonly adapters?: readonly AdapterCopy[];
}

/** The list of an environment: each copy once, by source, then destination. */
export function mirrorListOf({ name, images, models, adapters = [] }: RenderedEnvironment): MirrorList {
  const imageCopies = images.map(({ upstream, mirror }) => ({ from: upstream, to: mirror }));
  const modelCopies = models.map(({ repository: from, revision, destination: to, weightsGib }) => ({ from, revision, to, weightsGib }));
  const adapterCopies = adapters.map(adapterCopy);
  return {
    version: 1, environment: name, images: distinct(imageCopies), models: distinct(modelCopies),
    ...(adapterCopies.length > 0 && { adapters: distinct(adapterCopies) }),
  };
}

function adapterCopy({ name, repository, revision, destination: to }: MirroredAdapter): AdapterCopy {
  return { name, ...(repository !== undefined && { from: repository, revision }), to };
}

function distinct<T extends { readonly to: string }>(copies: readonly T[]): readonly T[] {
  const byText = new Map(copies.map((copy) => [JSON.stringify(copy), copy]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, copy]) => copy);
}
