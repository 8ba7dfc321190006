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
  const closed = await closeOneOfEach(plane.operator, groups);
  const expected = groups.map((group) => ({ group, ...waitingRange(group, before.filter((pod) => belongs(pod, group))) }));
  const emptied = async () => {
    // again in each round: the scheduler may hear of a new pod before it hears that the node is closed
    await evict(plane.operator, closed);
    await round();
  };
  const missing = before.length - await remade(plane.operator, before.length, emptied);
  if (missing > 0) {
    return { counted: 0, failures: [{ subject: closed.join(', '), message: `${missing} of ${before.length} replicas are not made again` }] };
  }
  const waits = expected.some(({ most }) => most > 0);
  const nobodyWaits = (seen: readonly Pod[]) => Promise.resolve(!waits && seen.filter((pod) => gpusOf(pod) > 0).length >= before.length);
  const { pods: after } = await pods.atRest(emptied, nobodyWaits);
  const failures = expected.flatMap((range) => unpredicted(range, after, closed));
  return { counted: before.length - failures.length, failures };
}

/** How many GPU pods there are once those that were taken away are made again, to run elsewhere or to wait. */
async function remade(client: ApiClient, count: number, round: () => Promise<void>): Promise<number> {
  // a quota may count for a while what is gone, and a controller that it refuses tries again ever more rarely
  const all = await until(async () => {
    await round();
    return (await gpuPods(client)).length >= count ? count : undefined;
  }, { milliseconds: 120_000, every: 500 });
  return all ?? (await gpuPods(client)).length;
}

function unpredicted(
  { group, least, most }: WaitingRange & { readonly group: NodeGroup }, pods: readonly Pod[], closed: readonly string[],
): readonly Failure[] {
  const seen = pods.filter((pod) => gpusOf(pod) > 0 && belongs(pod, group) && !isDone(pod)).length;
  const must = least === most ? `${most}` : `${least} to ${most}`;
  return seen >= least && seen <= most ? [] : [{ subject: group.name, message: `${seen} replicas wait without ${closed.join(', ')}, where ${must} must` }];
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

/** Closes the first node of each group to new pods. */
async function closeOneOfEach(client: ApiClient, groups: readonly NodeGroup[]): Promise<readonly string[]> {
  const closed = groups.map((group) => nodeName(group, 0));
  for (const name of closed) {
    await client.send({ method: 'PATCH', path: `/api/v1/nodes/${name}`, body: { spec: { unschedulable: true } }, contentType: 'application/merge-patch+json' });
  }
  return closed;
}

async function evict(client: ApiClient, nodes: readonly string[]): Promise<void> {
  for (const { metadata: { namespace, name } } of (await gpuPods(client)).filter(({ spec }) => nodes.includes(spec.nodeName ?? ''))) {
    await client.send({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0` });
  }
}

async function gpuPods(client: ApiClient): Promise<readonly Pod[]> {
  return (await livingPods(client)).filter((pod) => gpusOf(pod) > 0);
}

/** Whether a pod asks for the group, or for none where there is one only. */
function belongs({ spec }: Pod, { labels }: NodeGroup): boolean {
  return spec.nodeSelector?.[NODE_GROUP_LABEL] === labels[NODE_GROUP_LABEL];
}
