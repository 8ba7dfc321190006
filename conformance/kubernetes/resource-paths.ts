import type { ApiClient } from './api-client';
import type { KubernetesObject } from '../run/emitted';

interface DiscoveredResource {
  readonly resource: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly responseKind: { readonly kind: string };
  readonly verbs: readonly string[];
}

interface DiscoveredGroup {
  readonly metadata: { readonly name?: string };
  readonly versions: readonly { readonly version: string; readonly resources?: readonly DiscoveredResource[] }[];
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Where the objects of a kind are. */
export interface ResourcePath {
  readonly prefix: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

/** What an API server serves: path and scope of each kind. */
export class ResourcePaths {
  /** Asks the API server. */
  public static async of(client: ApiClient): Promise<ResourcePaths> {
    const lists = await Promise.all(['/api', '/apis'].map((path) => client.get<{ readonly items: readonly DiscoveredGroup[] }>(path, AGGREGATED)));
    const paths = new Map<string, ResourcePath>();
    for (const { metadata: { name = '' }, versions } of lists.flatMap(({ items }) => items)) {
      for (const { version, resources = [] } of versions) {
        const apiVersion = name === '' ? version : `${name}/${version}`;
        for (const { resource, scope, responseKind } of resources) {
          const prefix = name === '' ? `/api/${version}` : `/apis/${apiVersion}`;
          paths.set(`${apiVersion} ${responseKind.kind}`, { prefix, plural: resource, namespaced: scope === 'Namespaced' });
        }
      }
    }
    return new ResourcePaths(paths);
  }

  private constructor(private readonly paths: ReadonlyMap<string, ResourcePath>) {}

  /** Where a kind is; undefined where it is not served. */
  public tryFind(apiVersion: string, kind: string): ResourcePath | undefined {
    return this.paths.get(`${apiVersion} ${kind}`);
  }

  /** Versions that a kind is served in. */
  public versionsOf(kind: string): readonly string[] {
    return [...this.paths.keys()].filter((key) => key.endsWith(` ${kind}`)).map((key) => key.split(' ')[0]!);
  }
}

/** URL path of an object. */
export function pathOf({ prefix, plural, namespaced }: ResourcePath, { metadata: { name, namespace } }: KubernetesObject): string {
  const inNamespace = namespaced ? `/namespaces/${namespace ?? 'default'}` : '';
  return `${prefix}${inNamespace}/${plural}/${name}`;
}
