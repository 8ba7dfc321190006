/** Where the containers of an environment are pulled from. */
export interface ImageRegistry {
  /** Host and path that mirrored images are stored below, without a trailing slash. @default - the upstream registries themselves */
  readonly mirror?: string;
}

/** Registry that container runtimes assume for a reference without a host. */
const DEFAULT_REGISTRY = 'docker.io';

/**
 * The reference to pull: below the mirror, the whole upstream reference is kept (host and path), so that two upstreams never meet.
 * A reference that already points at the mirror is returned as it is.
 */
export function mirrored(registry: ImageRegistry, reference: string): string {
  if (registry.mirror === undefined || reference.startsWith(`${registry.mirror}/`)) {
    return reference;
  }
  return `${registry.mirror}/${qualified(reference)}`;
}

/** The upstream reference that a mirrored one stands for; undefined where it is not one. */
export function upstreamOf(registry: ImageRegistry, reference: string): string | undefined {
  const prefix = `${registry.mirror}/`;
  return registry.mirror !== undefined && reference.startsWith(prefix) ? reference.slice(prefix.length) : undefined;
}

/** A reference with its host written out: `nginx` is `docker.io/library/nginx`. */
export function qualified(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  if (rest.length === 0) {
    return `${DEFAULT_REGISTRY}/library/${reference}`;
  }
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
  return isHost ? reference : `${DEFAULT_REGISTRY}/${reference}`;
}
