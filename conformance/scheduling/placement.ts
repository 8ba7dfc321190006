import { NODE_GROUP_LABEL, ZONE_LABEL } from './node-group';
import { gpusOf, podName, type Pod } from './pods';
import type { ApiClient } from '../kubernetes/api-client';
import type { Failure } from '../run/step';

interface Labelled {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

/** Pods that are where they must not be: on another zone's nodes, or with GPUs beside those of their group. */
export async function misplaced(client: ApiClient, pods: readonly Pod[]): Promise<readonly Failure[]> {
  const nodes = labelsByName(await client.list<Labelled>('/api/v1/nodes'));
  const namespaces = labelsByName(await client.list<Labelled>('/api/v1/namespaces'));
  return pods.filter(({ spec }) => spec.nodeName !== undefined).flatMap((pod) => {
    const node = nodes.get(pod.spec.nodeName!) ?? {};
    const zone = namespaces.get(pod.metadata.namespace)?.[ZONE_LABEL];
    return [...strayed(pod, node, zone), ...besideItsGroup(pod, node)];
  });
}

function strayed(pod: Pod, node: Readonly<Record<string, string>>, zone: string | undefined): readonly Failure[] {
  const foreign = zone !== undefined && node[ZONE_LABEL] !== undefined && node[ZONE_LABEL] !== zone;
  return foreign ? [{ subject: podName(pod), message: `of zone '${zone}' is on '${pod.spec.nodeName}', a node of zone '${node[ZONE_LABEL]}'` }] : [];
}

function besideItsGroup(pod: Pod, node: Readonly<Record<string, string>>): readonly Failure[] {
  const group = pod.spec.nodeSelector?.[NODE_GROUP_LABEL];
  const beside = gpusOf(pod) > 0 && node[NODE_GROUP_LABEL] !== undefined && node[NODE_GROUP_LABEL] !== group;
  return beside ? [{ subject: podName(pod), message: `asks for GPUs of group '${group ?? 'none'}' and is on '${pod.spec.nodeName}' of '${node[NODE_GROUP_LABEL]}'` }] : [];
}

function labelsByName(items: readonly Labelled[]): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(items.map(({ metadata: { name, labels = {} } }) => [name, labels]));
}
