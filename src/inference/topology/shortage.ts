import { onOneNode, optionsOf } from './layout-choice';
import type { RolePlan } from './topology-plan';
import type { GpuNodeGroup } from '../../compute/gpu-node-group';
import type { Violation } from '../../errors/validation-error';
import { freeShareOf } from '../sizing/device';
import { gpusOf, Layout } from '../sizing/layout';
import { OpenQuestion, pipelinesFor } from '../sizing/options';
import { totalGib } from '../sizing/overhead';
import type { Sizing } from '../sizing/sizing';

/** What a verdict is about: the layout of a role on its nodes. */
export interface Judged {
  readonly plan: RolePlan;
  readonly question: OpenQuestion;
  readonly layout: Layout;
  readonly nodes: GpuNodeGroup;
  readonly sizing: Sizing;
}

/** End of a remedy that accepts a replica which fits by certain figures and not by measured ones. */
export const ACCEPTANCE = ", or accept it with 'acceptUnlikely' and a reason";

/** What a replica lacks, with the arithmetic, and what to do about it. */
export function shortage(judged: Judged): Violation {
  const { question: { model, maxModelLen }, layout, nodes, plan, sizing } = judged;
  const on = `on each of ${gpusOf(layout)} × ${nodes.accelerator.name}${plan.role === 'prefill-decode' ? '' : ` of the role '${plan.role}'`}`;
  if (sizing.verdict === 'impossible') {
    const rule = `needs ${gib(sizing.weightsGib)} for weights and ${gib(sizing.requestGib)} for the key-value cache of one request of ${maxModelLen} tokens ${on}, `
      + `but the engine may use ${gib(sizing.mostGib)} of each`;
    return { code: 'ModelDoesNotFit', prop: 'model', value: model.name, rule, remedy: remedyFor(judged) };
  }
  return { code: 'ModelUnlikelyToFit', prop: 'model', value: model.name, rule: unlikelyRule(judged, on), remedy: remedyFor(judged) };
}

function unlikelyRule({ question: { maxConcurrency, maxModelLen, maxNumSeqs, gpuMemoryUtilization }, sizing }: Judged, on: string): string {
  switch (sizing.limit) {
    case 'free memory': return `gets ${gpuMemoryUtilization} of a memory ${on} that the host has a part of, and the engine refuses to start with less than that free`;
    case 'recurrent states': return `has room for ${sizing.cache.blocks} recurrent states ${on}, and the engine refuses to start with fewer than 'maxNumSeqs' (${maxNumSeqs})`;
    default: return `needs ${gib(sizing.weightsGib)} for weights, about ${gib(totalGib(sizing.overhead))} for activations and the runtime, and ${gib(sizing.neededGib)} for the `
      + `key-value cache of ${maxConcurrency === 1 ? 'one request' : `${maxConcurrency} requests`} of ${maxModelLen} tokens ${on}, but the engine may use ${gib(sizing.usableGib)} of each`;
  }
}

function remedyFor(judged: Judged): string {
  const { layout, nodes, plan, question, sizing } = judged;
  const accepted = sizing.verdict === 'unlikely' ? ACCEPTANCE : '';
  const size = largerSize(judged);
  if (size !== undefined) {
    return `raise '${plan.prefix}tensorParallelSize' (${layout.tensorParallelSize}) to ${size} or choose a smaller model${accepted}`;
  }
  const others = `choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (${nodes.gpusPerNode}) for '${nodes.node.path}'`;
  return `${ownRemedyFor(question, sizing)}${spreadRemedyFor(judged)}${others}${accepted}`;
}

/** What of the pool's own to lower. */
function ownRemedyFor(question: OpenQuestion, { limit }: Sizing): string {
  const { maxModelLen, maxConcurrency, gpuMemoryUtilization, maxNumSeqs } = question;
  switch (limit) {
    case 'context': return `lower 'maxModelLen' (${maxModelLen}), `;
    case 'concurrency': return `lower 'maxConcurrency' (${maxConcurrency}), `;
    case 'free memory': return `lower 'gpuMemoryUtilization' (${gpuMemoryUtilization}) to ${Math.floor(freeShareOf(question) * 100) / 100}, `;
    case 'recurrent states': return `lower 'maxNumSeqs' (${maxNumSeqs}), `;
    default: return '';
  }
}

/** For a model larger than a node: the fewest stages that hold it, where there are nodes for them. */
function spreadRemedyFor({ nodes, plan, question }: Judged): string {
  if (plan.dataParallelSize > 1 || plan.role !== 'prefill-decode') {
    return '';
  }
  const counts = Array.from({ length: nodes.maxNodes }, (_, index) => index + 1).filter((stages) => stages > plan.pipelineParallelSize);
  const stages = counts.slice(0, MOST_STAGES).find((count) => pipelinesFor(question, onOneNode(nodes, plan), count).some(({ sizing }) => sizing?.verdict === 'fits'));
  return stages === undefined ? '' : `spread a replica over several nodes with Topology.pipelineParallel({ pipelineParallelSize: ${stages} }), `;
}

/** Stages that a remedy goes as far as: with more, the wait for all of them in turn is the larger trouble. */
const MOST_STAGES = 8;

/** The smallest tensor-parallel size with a better verdict. */
function largerSize({ plan, question, layout, nodes, sizing }: Judged): number | undefined {
  if (plan.dataParallelSize > 1) {
    return undefined;
  }
  const better = optionsOf(plan, question, nodes).filter(({ gpus }) => gpus > gpusOf(layout));
  const fitting = better.find((option) => option.sizing?.verdict === 'fits') ?? better.find((option) => option.sizing?.verdict === 'unlikely' && sizing.verdict === 'impossible');
  return fitting?.layout.tensorParallelSize;
}

function gib(value: number): string {
  return `${value.toFixed(1)} GiB`;
}
