import type { Construct } from 'constructs';
import type { RolePlan } from './topology-plan';
import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import { ValidationError } from '../../errors/validation-error';
import type { Layout } from '../sizing/layout';

/** The pods of one replica. */
export interface Group {
  readonly podsPerReplica: number;
  readonly gpusPerPod: number;
  /** Engines in one pod. */
  readonly dataParallelSizeLocal: number;
}

/** Ports that a pool may send requests to: each engine of a pod has one. */
const MOST_PORTS = 8;

/** How the layout of a replica is cut into pods, none of them larger than a node. */
export function groupOf(layout: Layout, plan: RolePlan, nodes: GpuNodeGroup, scope: Construct): Group {
  return layout.dataParallelSize > 1 ? enginesInPods(layout, plan, nodes, scope) : stagesInPods(layout, nodes);
}

function enginesInPods(layout: Layout, plan: RolePlan, nodes: GpuNodeGroup, scope: Construct): Group {
  const { dataParallelSize: engines, tensorParallelSize } = layout;
  const room = Math.floor(nodes.gpusPerNode / tensorParallelSize);
  const local = plan.dataParallelSizeLocal ?? largestDivisor(engines, Math.min(room, MOST_PORTS));
  requireLocal(plan, engines, local, tensorParallelSize, nodes, scope);
  return { podsPerReplica: engines / local, gpusPerPod: local * tensorParallelSize, dataParallelSizeLocal: local };
}

/** Stages of one node are in one pod: what they pass on does not leave it. */
function stagesInPods({ pipelineParallelSize, tensorParallelSize }: Layout, nodes: GpuNodeGroup): Group {
  const stages = largestDivisor(pipelineParallelSize, Math.floor(nodes.gpusPerNode / tensorParallelSize));
  return { podsPerReplica: pipelineParallelSize / stages, gpusPerPod: stages * tensorParallelSize, dataParallelSizeLocal: 1 };
}

function requireLocal({ prefix }: RolePlan, engines: number, local: number, tensorParallelSize: number, nodes: GpuNodeGroup, scope: Construct): void {
  const room = Math.floor(nodes.gpusPerNode / tensorParallelSize);
  const prop = `${prefix}dataParallelSizeLocal`;
  if (engines % local !== 0) {
    const rule = `must divide 'dataParallelSize' (${engines}): the pods of a replica are alike`;
    throw new ValidationError({ code: 'EnginesNotDivisible', prop, value: local, rule, remedy: `use one of: ${divisorsOf(engines).filter((size) => size <= room).join(', ')}` }, scope);
  }
  if (local > room) {
    const rule = `needs ${local * tensorParallelSize} GPUs in one pod, but a node of '${nodes.node.path}' has ${nodes.gpusPerNode}`;
    throw new ValidationError({ code: 'ReplicaExceedsNode', prop, value: local, rule, remedy: `lower it to ${largestDivisor(engines, room)} or leave it out` }, scope);
  }
}

function largestDivisor(count: number, most: number): number {
  return divisorsOf(count).filter((size) => size <= most).pop() ?? 1;
}

function divisorsOf(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((size) => count % size === 0);
}
