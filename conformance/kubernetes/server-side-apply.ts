import { accepted, refusalOf, type Answer, type ApiClient } from './api-client';
import { pathOf, ResourcePaths } from './resource-paths';
import { until } from '../processes/until';
import { nameOf, type EmittedObject, type KubernetesObject } from '../run/emitted';
import type { Failure } from '../run/step';

/** What the API server said to a set of objects. */
export interface Applied {
  readonly rejections: readonly Failure[];
  /** Texts of `Warning` headers, by object. */
  readonly warnings: readonly Failure[];
  /** Each object as it is stored now. */
  readonly stored: ReadonlyMap<string, StoredObject>;
}

/** An object that the API server holds. */
export interface StoredObject extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & {
    /** Changes with every change of the object. */
    readonly resourceVersion: string;
    readonly managedFields: unknown;
  };
}

/** All of an object but the version and the times of its changes. */
export function contentOf({ metadata: { resourceVersion: _, managedFields: __, ...metadata }, ...object }: StoredObject): string {
  return JSON.stringify({ ...object, metadata });
}

const FIELD_MANAGER = 'aiplane-conformance';
/** The strictest that there is: unknown and doubled fields are refused, conflicts are taken over as delivery tools do. */
const QUERY = `fieldManager=${FIELD_MANAGER}&force=true&fieldValidation=Strict`;

/** How a file and an object are named in the report. */
export function subjectOf({ file, object }: EmittedObject): string {
  return `${nameOf(object)} (${file})`;
}

/** Applies objects one after the other, in the order given. */
export async function applyInOrder(client: ApiClient, objects: readonly EmittedObject[]): Promise<Applied> {
  const rejections: Failure[] = [];
  const warnings: Failure[] = [];
  const stored = new Map<string, StoredObject>();
  const paths = await pathsOf(client, objects);
  for (const emitted of objects) {
    const answer = await apply(client, paths, emitted);
    const subject = subjectOf(emitted);
    if (typeof answer === 'string') {
      rejections.push({ subject, message: answer });
      continue;
    }
    warnings.push(...answer.warnings.map((message) => ({ subject, message })));
    accepted(answer) ? stored.set(subject, answer.body as StoredObject) : rejections.push({ subject, message: refusalOf(answer) });
  }
  return { rejections, warnings, stored };
}

/** The API server's answer, or why it was not asked. */
async function apply(client: ApiClient, paths: ResourcePaths, { object }: EmittedObject): Promise<Answer | string> {
  const resource = paths.tryFind(object.apiVersion, object.kind);
  if (resource === undefined) {
    const served = paths.versionsOf(object.kind);
    return `'${object.apiVersion}' serves no '${object.kind}'${served.length === 0 ? '' : `; it is served by ${served.join(', ')}`}`;
  }
  if (resource.namespaced && object.metadata.namespace === undefined) {
    return 'names no namespace, and would land in whichever the caller is in';
  }
  if (!resource.namespaced && object.metadata.namespace !== undefined) {
    return `names the namespace '${object.metadata.namespace}', though its kind is in none`;
  }
  const answer = await client.send({ method: 'PATCH', path: `${pathOf(resource, object)}?${QUERY}`, body: object, contentType: 'application/apply-patch+yaml' });
  if (accepted(answer) && object.kind === 'Namespace') {
    await giveDefaultServiceAccount(client, object.metadata.name);
  }
  return answer;
}

/** What kube-controller-manager does in every namespace; it does not run everywhere here. */
function giveDefaultServiceAccount(client: ApiClient, namespace: string): Promise<void> {
  return client.create(`/api/v1/namespaces/${namespace}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } });
}

/** A server that has just started may not have discovered its definitions yet. */
async function pathsOf(client: ApiClient, objects: readonly EmittedObject[]): Promise<ResourcePaths> {
  const complete = await until(async () => {
    const paths = await ResourcePaths.of(client);
    return objects.every(({ object }) => paths.tryFind(object.apiVersion, object.kind) !== undefined) ? paths : undefined;
  }, { milliseconds: 5_000, every: 500 });
  return complete ?? ResourcePaths.of(client);
}
