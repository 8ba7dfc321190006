import type { Construct } from 'constructs';
import type { PoolRole } from './topology/pool-role';
import type { RolePlan } from './topology/topology-plan';
import type { GpuNodeGroup } from '../compute/gpu-node-group';
import { ValidationError } from '../errors/validation-error';
import type { FabricRequest, NodeFabric } from '../target/transfer-request';

/** The adapters of its nodes that a role uses: none where its pods have nothing to send one another. */
export function fabricOf({ role, dataParallelSize, pipelineParallelSize }: RolePlan, nodes: GpuNodeGroup): NodeFabric | undefined {
  return role !== 'prefill-decode' || dataParallelSize > 1 || pipelineParallelSize > 1 ? nodes._fabric : undefined;
}

/** The share of a node's adapters that goes with the share of its GPUs. */
export function fabricShare(plan: RolePlan, nodes: GpuNodeGroup, gpusPerPod: number, scope: Construct): FabricRequest | undefined {
  const fabric = fabricOf(plan, nodes);
  if (fabric === undefined) {
    return undefined;
  }
  const { perNode, ...adapters } = fabric;
  const perPod = Math.floor(perNode * gpusPerPod / nodes.gpusPerNode);
  if (perPod === 0) {
    const rule = `shares ${perNode} adapters among ${nodes.gpusPerNode} GPUs of a node, so that a pod with ${gpusPerPod} of them gets none`;
    const remedy = `give a pod ${Math.ceil(nodes.gpusPerNode / perNode)} GPUs or more, or use nodes without 'fabric'`;
    throw new ValidationError({ code: 'FabricTooSmall', prop: `${plan.prefix}nodes`, value: nodes.node.path, rule, remedy }, scope);
  }
  return { ...adapters, perPod };
}

/** Refuses roles that adapters do not lead from one to the other: they reach no further than the nodes of one group. */
export function requireOneFabric([prefill, decode]: readonly PoolRole[], scope: Construct): void {
  if (prefill === undefined || decode === undefined || prefill.nodes === decode.nodes) {
    return;
  }
  const having = [prefill, decode].find(({ nodes }) => nodes._fabric !== undefined);
  if (having !== undefined) {
    const rule = `is another group than '${prefill.nodes.node.path}', and the adapters of '${having.nodes.node.path}' reach the nodes of their own group only`;
    const remedy = "give both roles the same nodes, or nodes without 'fabric'";
    throw new ValidationError({ code: 'FabricApart', prop: 'topology.decode.nodes', value: decode.nodes.node.path, rule, remedy }, scope);
  }
}
