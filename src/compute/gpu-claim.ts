import type { PodsOfSize } from './node-packing';
import type { SharingPool } from '../core/rendered';
import { sentence } from '../errors/validation-error';
import type { Finding } from '../target/binding';

/** Pods that a pool runs on a node group. */
export interface GpuClaim {
  /** Path of the pool. */
  readonly path: string;
  /** Those that it runs whatever its load. */
  readonly pods: PodsOfSize;
  /** How many it runs at its most. @default - those that it always runs */
  readonly maxPods?: number;
  /** Pools of a higher one take the place of others. @default 0 */
  readonly priority?: number;
}

/** What the claims are made on. */
export interface ClaimedNodes {
  readonly gpusPerNode: number;
  readonly maxNodes: number;
  readonly claims: readonly GpuClaim[];
}

/** What each pool takes, all its claims together: those first that go first, by priority, then by path. */
export function sharesOf(claims: readonly GpuClaim[]): readonly SharingPool[] {
  const paths = [...new Set(claims.map(({ path }) => path))];
  return paths.map((path) => shareOf(path, claims.filter((claim) => claim.path === path)))
    .sort((a, b) => b.priority - a.priority || (a.path < b.path ? -1 : 1));
}

/**
 * Whether pods find a place for certain while every pool is at its most, however the others lie on the nodes.
 *
 * Where all pods are of one size that divides a node, what is free on a node is a multiple of it. Elsewhere each node may
 * have just too little, unless more is free than that.
 */
export function holdsBesides({ gpusPerNode, maxNodes, claims }: ClaimedNodes, gpusPerPod: number, pods: number): boolean {
  const free = gpusPerNode * maxNodes - mostClaimed(claims);
  const alike = gpusPerNode % gpusPerPod === 0 && claims.every((claim) => claim.pods.gpus === gpusPerPod);
  return alike ? free >= pods * gpusPerPod : free > maxNodes * (gpusPerPod - 1) + (pods - 1) * gpusPerPod;
}

/** Advice where pools may ask for more than there is and nothing says which of them goes first. */
export function contention({ gpusPerNode, maxNodes, claims }: ClaimedNodes, what: string): readonly Finding[] {
  const shares = sharesOf(claims);
  const most = shares.reduce((sum, { maxGpus }) => sum + maxGpus, 0);
  const tied = shares.some((share) => shares.some((other) => other !== share && other.priority === share.priority));
  if (most <= gpusPerNode * maxNodes || !tied) {
    return [];
  }
  const order = shares.map(({ path, maxGpus, priority }) => `'${path}' up to ${maxGpus} at priority ${priority}`).join(', ');
  const rule = `holds ${gpusPerNode * maxNodes} × ${what}, but its pools may use ${most} (${order}): of those with one priority, whichever asks first keeps its GPUs`;
  const message = sentence({ code: 'NodesContended', prop: 'maxNodes', value: maxNodes, rule, remedy: "give the pools different 'objective.priority', or lower their 'maxReplicas'" });
  return [{ code: 'NodesContended', severity: 'warning', message }];
}

/** GPUs that all pools together ask for at their most. */
export function mostClaimed(claims: readonly GpuClaim[]): number {
  return claims.reduce((sum, claim) => sum + mostOf(claim), 0);
}

function shareOf(path: string, claims: readonly GpuClaim[]): SharingPool {
  const sum = (gpusOf: (claim: GpuClaim) => number) => claims.reduce((total, claim) => total + gpusOf(claim), 0);
  return { path, priority: claims[0]!.priority ?? 0, minGpus: sum(({ pods }) => pods.gpus * pods.count), maxGpus: sum(mostOf) };
}

function mostOf({ pods, maxPods = pods.count }: GpuClaim): number {
  return pods.gpus * maxPods;
}
