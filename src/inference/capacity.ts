import type { Construct } from 'constructs';
import type { GpuNodeGroup } from '../compute/gpu-node-group';
import { requireCount } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** How many replicas there are, least and most. */
export interface Replicas {
  readonly min: number;
  readonly max: number;
}

/** Replicas of `size` GPUs that a group of nodes holds at its most: none is spread over two nodes. */
export function replicasHeldBy(nodes: GpuNodeGroup, size: number): number {
  return Math.floor(nodes.gpusPerNode / size) * nodes.maxNodes;
}

/** Refuses replicas that the nodes cannot hold, and a range that nothing moves within. */
export function requireCapacity(replicas: Replicas, scales: boolean, nodes: GpuNodeGroup, size: number, scope: Construct): void {
  requireCount('minReplicas', replicas.min, { min: scales ? 0 : 1 }, scope);
  requireCount('maxReplicas', replicas.max, { min: 1 }, scope);
  requireOrder(replicas, scope);
  if (replicas.max > replicas.min && !scales) {
    const rule = `is above 'minReplicas' (${replicas.min}), but nothing scales between them`;
    throw new ValidationError({ code: 'NothingScales', prop: 'maxReplicas', value: replicas.max, rule, remedy: "declare 'scaleOn', such as ScalingMetric.queueDepth(8), or leave 'maxReplicas' out" }, scope);
  }
  if (replicas.max > replicasHeldBy(nodes, size)) {
    throw exceeded(replicas, nodes, size, scope);
  }
}

function requireOrder(replicas: Replicas, scope: Construct): void {
  if (replicas.min > replicas.max) {
    const rule = `must be at most 'maxReplicas' (${replicas.max})`;
    throw new ValidationError({ code: 'MinAboveMax', prop: 'minReplicas', value: replicas.min, rule, remedy: "lower it or raise 'maxReplicas'" }, scope);
  }
}

function exceeded(replicas: Replicas, nodes: GpuNodeGroup, size: number, scope: Construct): ValidationError {
  const perNode = Math.floor(nodes.gpusPerNode / size);
  const rule = `needs ${replicas.max * size} × ${nodes.accelerator.name} (${size} a replica), but '${nodes.node.path}' holds at most ${replicasHeldBy(nodes, size) * size}`;
  const remedy = `raise its 'maxNodes' (${nodes.maxNodes}) to ${Math.ceil(replicas.max / perNode)} or choose a smaller model`;
  return new ValidationError({ code: 'CapacityExceeded', prop: 'maxReplicas', value: replicas.max, rule, remedy }, scope);
}
