import type { Construct } from 'constructs';
import type { PoolRole } from './pool-role';
import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import { nodesFor, PodsOfSize } from '../../compute/node-packing';
import { requireCount } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';

/** How many replicas there are, least and most. */
export interface Replicas {
  readonly min: number;
  readonly max: number;
}

/** Refuses a number of replicas that is none, and a range that nothing moves within; `prefix` stands before the props in errors. */
export function requireReplicas(replicas: Replicas, scales: boolean, prefix: string, scope: Construct): void {
  requireCount(`${prefix}minReplicas`, replicas.min, { min: scales ? 0 : 1 }, scope);
  requireCount(`${prefix}maxReplicas`, replicas.max, { min: 1 }, scope);
  if (replicas.min > replicas.max) {
    const rule = `must be at most 'maxReplicas' (${replicas.max})`;
    throw new ValidationError({ code: 'MinAboveMax', prop: `${prefix}minReplicas`, value: replicas.min, rule, remedy: "lower it or raise 'maxReplicas'" }, scope);
  }
  if (replicas.max > replicas.min && !scales) {
    const rule = `is above 'minReplicas' (${replicas.min}), but nothing scales between them`;
    throw new ValidationError({ code: 'NothingScales', prop: `${prefix}maxReplicas`, value: replicas.max, rule, remedy: "declare 'scaleOn', such as ScalingMetric.queueDepth(8), or leave 'maxReplicas' out" }, scope);
  }
}

/** The pods of some replicas of a role. */
export function podsOf({ gpusPerPod, podsPerReplica }: PoolRole, replicas: number): PodsOfSize {
  return { gpus: gpusPerPod, count: podsPerReplica * replicas };
}

/** Refuses replicas that the nodes cannot hold at once: no pod is spread over two nodes, and roles may share nodes. */
export function requireRoom(roles: readonly PoolRole[], scope: Construct): void {
  [...new Set(roles.map(({ nodes }) => nodes))].forEach((nodes) => {
    const own = roles.filter((role) => role.nodes === nodes);
    const needed = nodesFor(own.map((role) => podsOf(role, role.maxReplicas)), nodes.gpusPerNode);
    if (needed > nodes.maxNodes) {
      throw own.length === 1 ? exceededBy(own[0]!, needed, scope) : exceededByAll(own, needed, scope);
    }
  });
}

function exceededBy(role: PoolRole, needed: number, scope: Construct): ValidationError {
  const { nodes, prefix, maxReplicas, gpusPerReplica, podsPerReplica, gpusPerPod } = role;
  const held = Math.floor(Math.floor(nodes.gpusPerNode / gpusPerPod) * nodes.maxNodes / podsPerReplica);
  const each = podsPerReplica === 1 ? `${gpusPerReplica} a replica` : `${gpusPerReplica} a replica, in ${podsPerReplica} pods`;
  const rule = `needs ${maxReplicas * gpusPerReplica} × ${nodes.accelerator.name} (${each}), but '${nodes.node.path}' ${held === 0 ? `has ${nodes.maxGpus}` : `holds at most ${held * gpusPerReplica}`}`;
  const remedy = `raise its 'maxNodes' (${nodes.maxNodes}) to ${needed} or choose a smaller model`;
  return new ValidationError({ code: 'CapacityExceeded', prop: `${prefix}maxReplicas`, value: maxReplicas, rule, remedy }, scope);
}

function exceededByAll(roles: readonly PoolRole[], needed: number, scope: Construct): ValidationError {
  const nodes: GpuNodeGroup = roles[0]!.nodes;
  const each = roles.map(({ role, maxReplicas, gpusPerReplica }) => `${maxReplicas * gpusPerReplica} × ${nodes.accelerator.name} to ${role} (${gpusPerReplica} a replica)`).join(' and ');
  const rule = `takes ${each}, which need ${needed} nodes of ${nodes.gpusPerNode}, but '${nodes.node.path}' has at most ${nodes.maxNodes}`;
  const remedy = `raise its 'maxNodes' to ${needed}, or give a role nodes of its own`;
  return new ValidationError({ code: 'CapacityExceeded', prop: 'topology', value: roles.map(({ role }) => role).join(' and '), rule, remedy }, scope);
}
