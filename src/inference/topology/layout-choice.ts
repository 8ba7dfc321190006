import type { RolePlan } from './topology-plan';
import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import { choiceAmong, chooseParallelism } from '../sizing/choose-parallelism';
import { Layout, layoutName, ONE_GPU } from '../sizing/layout';
import { Nodes, OpenQuestion, Option, optionsFor, pipelinesFor } from '../sizing/options';

/** How a replica is spread, and why: one sentence, lower case, no full stop. */
export interface LayoutChoice {
  readonly layout: Layout;
  readonly reason: string;
}

/** The layout that is given, or the cheapest that fits. */
export function layoutOf(plan: RolePlan, question: OpenQuestion, nodes: GpuNodeGroup): LayoutChoice {
  const { dataParallelSize, pipelineParallelSize, tensorParallelSize, decodeContextParallelSize = 1 } = plan;
  if (tensorParallelSize !== undefined || dataParallelSize > 1) {
    return given({ dataParallelSize, pipelineParallelSize, decodeContextParallelSize, tensorParallelSize: tensorParallelSize ?? 1 }, plan);
  }
  const options = optionsOf(plan, question, nodes);
  const choice = choiceFor(plan, question, nodes);
  // where no layout shares out tokens, the widest says why
  const refused = decodeContextParallelSize > 1 ? options[options.length - 1]?.layout : undefined;
  const layout = choice?.option.layout ?? possibleAmong(options)[0] ?? refused ?? { ...ONE_GPU, pipelineParallelSize };
  return { layout, reason: choice?.reason ?? `no layout is known to fit, and ${layoutName(layout)} is the smallest that may` };
}

/** Every layout that a role may have on its nodes, fewest GPUs first; none where there is nothing to choose by. */
export function optionsOf(plan: RolePlan, question: OpenQuestion, nodes: GpuNodeGroup): readonly Option[] {
  if (!isEstimable(question)) {
    return [];
  }
  const { pipelineParallelSize } = plan;
  const one = onOneNode(nodes, plan);
  return pipelineParallelSize > 1 ? pipelinesFor(question, one, pipelineParallelSize) : optionsFor(question, one);
}

/** Layouts that are not impossible. */
function possibleAmong(options: readonly Option[]): readonly Layout[] {
  return options.filter(({ sizing }) => sizing !== undefined && sizing.verdict !== 'impossible').map(({ layout }) => layout);
}

function choiceFor(plan: RolePlan, question: OpenQuestion, nodes: GpuNodeGroup) {
  if (!isEstimable(question)) {
    return undefined;
  }
  return plan.pipelineParallelSize > 1 ? choiceAmong(optionsOf(plan, question, nodes)) : chooseParallelism(question, onOneNode(nodes, plan));
}

function given(layout: Layout, plan: RolePlan): LayoutChoice {
  const { tensorParallelSize, dataParallelSize } = layout;
  const [prop, size] = dataParallelSize > 1 ? ['dataParallelSize', dataParallelSize] as const : ['tensorParallelSize', tensorParallelSize] as const;
  return { layout, reason: `'${plan.prefix}${prop}' (${size}) is given` };
}

/** Unless a topology says otherwise, a replica is one engine in one pod. */
export function onOneNode({ gpusPerNode }: GpuNodeGroup, { decodeContextParallelSize }: RolePlan): Nodes {
  return { gpusPerNode, decodeContextParallelSize, expertParallel: false };
}

/** Whether there is anything to choose by; what there is not is refused with the reason. */
function isEstimable({ model }: OpenQuestion): boolean {
  return model.unestimable === undefined || model.measured?.kvBytesPerToken !== undefined;
}
