import { NODE_GROUP_LABEL, nodeName, type NodeGroup } from './node-group';
import { gpusOf, isDone, livingPods, type Pod } from './pods';
import type { SimulatedCluster } from './simulated-cluster';
import type { ApiClient } from '../kubernetes/api-client';
import type { Failure } from '../run/step';

/** What taking a node away showed. */
export interface CapacityTrial {
  /** Replicas that were counted. */
  readonly counted: number;
  readonly failures: readonly Failure[];
}

/** Takes one node of each GPU group away, and counts whether as many replicas wait as the arithmetic says. */
export async function withOneNodeFewer({ plane, pods }: SimulatedCluster, groups: readonly NodeGroup[]): Promise<CapacityTrial> {
  const all = await livingPods(plane.operator);
  const before = all.filter((pod) => gpusOf(pod) > 0);
  if (before.length === 0) {
    return { counted: 0, failures: withoutGpus(all, groups) };
  }
  const taken = await takeOneOfEach(plane.operator, groups, before);
  const expected = groups.map((group) => ({ group, waiting: expectedWaiting(group, before.filter((pod) => belongs(pod, group))) }));
  const total = expected.reduce((sum, { waiting }) => sum + waiting, 0);
  const nobodyWaits = (seen: readonly Pod[]) => Promise.resolve(total === 0 && seen.filter((pod) => gpusOf(pod) > 0).length >= before.length);
  const { pods: after } = await pods.atRest(() => Promise.resolve(), nobodyWaits);
  const failures = expected.flatMap(({ group, waiting }): readonly Failure[] => {
    const own = after.filter((pod) => gpusOf(pod) > 0 && belongs(pod, group));
    const seen = own.filter((pod) => !isDone(pod)).length;
    if (new Set(own.map(gpusOf)).size > 1) {
      return unevenFailures(group, own, taken);
    }
    return seen === waiting ? [] : [{ subject: group.name, message: `${seen} replicas wait without ${taken.join(', ')}, where ${waiting} must` }];
  });
  return { counted: before.length - failures.length, failures };
}

/** Replicas that no longer fit: what is asked for, less what the remaining nodes hold. */
export function expectedWaiting({ count, gpus = 0 }: NodeGroup, pods: readonly Pod[]): number {
  const each = Math.max(0, ...pods.map(gpusOf));
  const held = each === 0 ? 0 : Math.floor(gpus / each) * (count - 1);
  return Math.max(0, pods.length - held);
}

/** Of pods of several sizes, who waits depends on who came first: but nobody waits whom a node has room for. */
export function unevenFailures(group: NodeGroup, pods: readonly Pod[], taken: readonly string[]): readonly Failure[] {
  const nodes = Array.from({ length: group.count }, (_, index) => nodeName(group, index)).filter((name) => !taken.includes(name));
  const free = nodes.map((name) => (group.gpus ?? 0) - pods.filter(({ spec }) => spec.nodeName === name).reduce((sum, pod) => sum + gpusOf(pod), 0));
  const most = Math.max(0, ...free);
  const patient = pods.filter((pod) => !isDone(pod) && gpusOf(pod) <= most);
  return patient.length === 0 ? [] : [{ subject: group.name, message: `${patient.length} replicas wait without ${taken.join(', ')}, though a node has ${most} GPUs left` }];
}

/** Groups whose nodes are asked for, but not their GPUs; a group that nothing asks for waits for a later program. */
export function withoutGpus(pods: readonly Pod[], groups: readonly NodeGroup[]): readonly Failure[] {
  const workloads = pods.filter(({ metadata }) => !metadata.ownerReferences?.some(({ kind }) => kind === 'DaemonSet'));
  const asked = groups.filter((group) => NODE_GROUP_LABEL in group.labels && workloads.some((pod) => belongs(pod, group)));
  return asked.map(({ name }) => ({ subject: name, message: 'no pod asks for its GPUs' }));
}

async function takeOneOfEach(client: ApiClient, groups: readonly NodeGroup[], gpuPods: readonly Pod[]): Promise<readonly string[]> {
  const taken = groups.map((group) => nodeName(group, 0));
  for (const name of taken) {
    await client.send({ method: 'PATCH', path: `/api/v1/nodes/${name}`, body: { spec: { unschedulable: true } }, contentType: 'application/merge-patch+json' });
  }
  for (const pod of gpuPods.filter(({ spec }) => taken.includes(spec.nodeName ?? ''))) {
    const { namespace, name } = pod.metadata;
    await client.send({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0` });
    if (pod.metadata.ownerReferences?.some(({ kind }) => kind === 'LeaderWorkerSet')) {
      await client.send({ method: 'POST', path: `/api/v1/namespaces/${namespace}/pods`, body: successorOf(pod) });
    }
  }
  return taken;
}

/** The pod that a controller which cannot run here would make in the place of one that is gone. */
function successorOf({ metadata, spec }: Pod): object {
  const { name, namespace, labels, ownerReferences } = metadata;
  const { nodeName: _node, ...unplaced } = spec;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels, ownerReferences }, spec: unplaced };
}

/** Whether a pod asks for the group, or for none where there is one only. */
function belongs({ spec }: Pod, { labels }: NodeGroup): boolean {
  return spec.nodeSelector?.[NODE_GROUP_LABEL] === labels[NODE_GROUP_LABEL];
}
