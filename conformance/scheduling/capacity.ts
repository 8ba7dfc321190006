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
    const seen = after.filter((pod) => gpusOf(pod) > 0 && belongs(pod, group) && !isDone(pod)).length;
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
  for (const { metadata: { namespace, name } } of gpuPods.filter(({ spec }) => taken.includes(spec.nodeName ?? ''))) {
    await client.send({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0` });
  }
  return taken;
}

/** Whether a pod asks for the group, or for none where there is one only. */
function belongs({ spec }: Pod, { labels }: NodeGroup): boolean {
  return spec.nodeSelector?.[NODE_GROUP_LABEL] === labels[NODE_GROUP_LABEL];
}
