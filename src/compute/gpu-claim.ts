import { sentence } from '../errors/validation-error';
import type { Finding } from '../target/binding';

/** GPUs of a node group that a pool uses. */
export interface GpuClaim {
  /** Path of the pool. */
  readonly path: string;
  /** Whatever its load. */
  readonly gpus: number;
  /** At its most. @default - as many as `gpus` */
  readonly maxGpus?: number;
  /** In each of its pods. @default 1 */
  readonly gpusPerPod?: number;
  /** Pools of a higher one take the place of others. @default 0 */
  readonly priority?: number;
}

/** What the claims are made on. */
export interface ClaimedNodes {
  readonly gpusPerNode: number;
  readonly maxNodes: number;
  readonly claims: readonly GpuClaim[];
}

/** GPUs that all claims may take together. */
export function claimedAtMost(claims: readonly GpuClaim[]): number {
  return claims.reduce((sum, { gpus, maxGpus = gpus }) => sum + maxGpus, 0);
}

/** Claims, those first that go first: by priority, then by path. */
export function inOrder(claims: readonly GpuClaim[]): readonly GpuClaim[] {
  return [...claims].sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || (a.path < b.path ? -1 : 1));
}

/**
 * Whether pods find a place for certain while every pool is at its most, however the others lie on the nodes.
 *
 * Where all pods are of one size that divides a node, what is free on a node is a multiple of it. Elsewhere each node may
 * have just too little, unless more is free than that.
 */
export function holdsBesides({ gpusPerNode, maxNodes, claims }: ClaimedNodes, gpusPerPod: number, pods: number): boolean {
  const free = gpusPerNode * maxNodes - claimedAtMost(claims);
  const alike = gpusPerNode % gpusPerPod === 0 && claims.every((claim) => (claim.gpusPerPod ?? 1) === gpusPerPod);
  return alike ? free >= pods * gpusPerPod : free > maxNodes * (gpusPerPod - 1) + (pods - 1) * gpusPerPod;
}

/** Advice where pools may ask for more than there is and nothing says which of them goes first. */
export function contention(nodes: ClaimedNodes, what: string): readonly Finding[] {
  const { gpusPerNode, maxNodes } = nodes;
  const claims = inOrder(nodes.claims);
  const most = claimedAtMost(claims);
  const tied = claims.filter((claim) => claims.some((other) => other !== claim && (other.priority ?? 0) === (claim.priority ?? 0)));
  if (most <= gpusPerNode * maxNodes || tied.length === 0) {
    return [];
  }
  const order = claims.map(({ path, gpus, maxGpus = gpus, priority = 0 }) => `'${path}' up to ${maxGpus} at priority ${priority}`).join(', ');
  const rule = `holds ${gpusPerNode * maxNodes} × ${what}, but its pools may use ${most} (${order}): of those with one priority, whichever asks first keeps its GPUs`;
  const message = sentence({ code: 'NodesContended', prop: 'maxNodes', value: maxNodes, rule, remedy: "give the pools different 'objective.priority', or lower their 'maxReplicas'" });
  return [{ code: 'NodesContended', severity: 'warning', message }];
}
