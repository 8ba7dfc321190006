import { isDone, type Pod } from './pods';
import type { ApiClient } from '../kubernetes/api-client';
import { subjectOf } from '../kubernetes/server-side-apply';
import { until } from '../processes/until';
import type { EmittedObject, KubernetesObject } from '../run/emitted';
import type { Failure } from '../run/step';

/** A label selector. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
}

interface NetworkPolicySpec {
  readonly podSelector?: Selector;
  readonly ingress?: readonly { readonly from?: readonly Peer[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[] }[];
}

/** What selectors are compared with. */
interface World {
  readonly pods: readonly Pod[];
  /** Labels of the namespaces that the environment has objects in. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

interface Slice {
  readonly metadata: { readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
  /** A slice that is empty has null here. */
  readonly endpoints: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null;
  readonly ports: readonly object[] | null;
}

/** Time after which a Service whose pods are ready has endpoints, milliseconds. */
const ENDPOINTS = 20_000;

/** Selectors of the environment that select no pod: each is a policy, a service or a budget that does nothing. */
export async function unmatchedSelectors(
  client: ApiClient, objects: readonly EmittedObject[], pods: readonly Pod[],
): Promise<readonly Failure[]> {
  const world = { pods: pods.filter((pod) => isDone(pod)), namespaces: await ownNamespaces(client, objects) };
  const alone = objects.flatMap((emitted) => unmatched(emitted, world).map((message) => ({ subject: subjectOf(emitted), message })));
  return [...alone, ...await unreachedServices(client, objects)];
}

/** Services without an endpoint, once the controller of endpoints has had its time: it follows the pods. */
async function unreachedServices(client: ApiClient, objects: readonly EmittedObject[]): Promise<readonly Failure[]> {
  let failures: readonly Failure[] = [];
  await until(async () => {
    const slices = await client.list<Slice>('/apis/discovery.k8s.io/v1/endpointslices');
    failures = objects.flatMap((emitted) => withoutEndpoints(emitted, slices).map((message) => ({ subject: subjectOf(emitted), message })));
    return failures.length === 0 ? true : undefined;
  }, { milliseconds: ENDPOINTS, every: 500 });
  return failures;
}

/** Whether labels are selected. */
export function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Readonly<Record<string, string>>): boolean {
  const labelled = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return labelled && matchExpressions.every(({ key, operator, values = [] }) => {
    const value = labels[key];
    switch (operator) {
      case 'In': return value !== undefined && values.includes(value);
      case 'NotIn': return value === undefined || !values.includes(value);
      case 'Exists': return value !== undefined;
      default: return value === undefined;
    }
  });
}

function unmatched({ object }: EmittedObject, world: World): readonly string[] {
  const { namespace = '' } = object.metadata;
  const spec = (object.spec ?? {}) as NetworkPolicySpec & { readonly selector?: Selector };
  if (object.kind === 'NetworkPolicy') {
    const peers = [...(spec.ingress ?? []).flatMap(({ from = [] }) => from), ...(spec.egress ?? []).flatMap(({ to = [] }) => to)];
    return [...lone(spec.podSelector, namespace, world), ...peers.flatMap((peer) => lonePeer(peer, namespace, world))];
  }
  return ['PodDisruptionBudget', 'InferencePool', 'PodMonitor'].includes(object.kind) ? lone(spec.selector, namespace, world) : [];
}

function lone(selector: Selector | undefined, namespace: string, { pods }: World): readonly string[] {
  const named = selector !== undefined && Object.keys({ ...selector.matchLabels, ...selector.matchExpressions }).length > 0;
  const met = pods.some(({ metadata }) => metadata.namespace === namespace && selects(selector ?? {}, metadata.labels ?? {}));
  return named && !met ? [`selects no pod by ${JSON.stringify(selector)}`] : [];
}

/** A peer in a namespace that the environment does not make, such as that of the cluster's DNS, is not judged. */
function lonePeer({ podSelector, namespaceSelector }: Peer, own: string, world: World): readonly string[] {
  if (podSelector === undefined) {
    return [];
  }
  const selected = [...world.namespaces].filter(([, labels]) => selects(namespaceSelector ?? {}, labels)).map(([name]) => name);
  const namespaces = namespaceSelector === undefined ? [own] : selected;
  const met = namespaces.length === 0 || namespaces.some((namespace) => lone(podSelector, namespace, world).length === 0);
  return met ? [] : [`names a peer that is no pod: ${JSON.stringify({ podSelector, namespaceSelector })}`];
}

/** Services that the real controller found no ready pod for. */
function withoutEndpoints({ object }: EmittedObject, slices: readonly Slice[]): readonly string[] {
  const { selector } = (object.spec ?? {}) as { readonly selector?: object };
  if (object.kind !== 'Service' || object.apiVersion !== 'v1' || selector === undefined) {
    return [];
  }
  const { name, namespace } = object.metadata;
  const own = slices.filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === name);
  const ready = own.filter(({ ports }) => (ports ?? []).length > 0).flatMap(({ endpoints }) => endpoints ?? []);
  return ready.some(({ conditions }) => conditions?.ready === true) ? [] : [`has no ready endpoint: no pod has ${JSON.stringify(selector)} and its ports`];
}

async function ownNamespaces(client: ApiClient, objects: readonly EmittedObject[]): Promise<World['namespaces']> {
  const made = new Set(objects.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name));
  const all = await client.list<{ readonly metadata: KubernetesObject['metadata'] }>('/api/v1/namespaces');
  return new Map(all.filter(({ metadata }) => made.has(metadata.name)).map(({ metadata: { name, labels = {} } }) => [name, labels]));
}
