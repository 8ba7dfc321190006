import { NODE_GROUP_LABEL, nodeName, type NodeGroup } from './node-group';
import { gpusOf, isDone, livingPods, type Pod } from './pods';
import type { SimulatedCluster } from './simulated-cluster';
import type { ApiClient } from '../kubernetes/api-client';
import { until } from '../processes/until';
import type { Failure } from '../run/step';

/** What taking a node away showed. */
export interface CapacityTrial {
  /** Replicas that were counted. */
  readonly counted: number;
  readonly failures: readonly Failure[];
}

/** Takes one node of each GPU group away, and counts whether as many replicas wait as the arithmetic says. */
export async function withOneNodeFewer(
  { plane, pods }: SimulatedCluster, groups: readonly NodeGroup[], round: () => Promise<void>,
): Promise<CapacityTrial> {
  const all = await livingPods(plane.operator);
  const before = all.filter((pod) => gpusOf(pod) > 0);
  if (before.length === 0) {
    return { counted: 0, failures: withoutGpus(all, groups) };
  }
  const taken = await takeOneOfEach(plane.operator, groups, before);
  const expected = groups.map((group) => ({ group, waiting: waitingRange(group, before.filter((pod) => belongs(pod, group))) }));
  // a quota counts what was taken away for a while, and refuses what takes its place
  await until(async () => {
    await round();
    const there = (await livingPods(plane.operator)).filter((pod) => gpusOf(pod) > 0);
    return there.length >= before.length ? true : undefined;
  }, { milliseconds: 60_000, every: 500 });
  const total = expected.reduce((sum, { waiting }) => sum + waiting.most, 0);
  const nobodyWaits = (seen: readonly Pod[]) => Promise.resolve(total === 0 && seen.filter((pod) => gpusOf(pod) > 0).length >= before.length);
  const { pods: after } = await pods.atRest(round, nobodyWaits);
  const failures = expected.flatMap(({ group, waiting }): readonly Failure[] => {
    const seen = after.filter((pod) => gpusOf(pod) > 0 && belongs(pod, group) && !isDone(pod)).length;
    const { least, most } = waiting;
    const must = least === most ? `${most}` : `${least} to ${most}`;
    return seen >= least && seen <= most ? [] : [{ subject: group.name, message: `${seen} replicas wait without ${taken.join(', ')}, where ${must} must` }];
  });
  return { counted: before.length - failures.length, failures };
}

/** How many replicas may wait; where they are of several sizes it depends on which of them the scheduler looks at first. */
export interface WaitingRange {
  readonly least: number;
  readonly most: number;
}

/** Replicas that wait without the first node of a group. */
export function waitingRange(group: NodeGroup, pods: readonly Pod[]): WaitingRange {
  if (new Set(pods.map(gpusOf)).size <= 1) {
    const waiting = expectedWaiting(group, pods);
    return { least: waiting, most: waiting };
  }
  const evicted = pods.filter(({ spec }) => spec.nodeName === nodeName(group, 0)).map(gpusOf).sort((a, b) => a - b);
  return { least: evicted.length - placed(evicted, room(group, pods)), most: evicted.length - placed([...evicted].reverse(), room(group, pods)) };
}

/** GPUs that are free on each of the other nodes. */
function room(group: NodeGroup, pods: readonly Pod[]): number[] {
  const others = Array.from({ length: group.count - 1 }, (_, index) => nodeName(group, index + 1));
  return others.map((node) => pods.filter(({ spec }) => spec.nodeName === node).reduce((free, pod) => free - gpusOf(pod), group.gpus ?? 0));
}

function placed(sizes: readonly number[], free: number[]): number {
  return sizes.filter((size) => {
    const node = free.findIndex((gpus) => gpus >= size);
    if (node >= 0) {
      free[node] = free[node]! - size;
    }
    return node >= 0;
  }).length;
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
