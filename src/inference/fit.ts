import type { Construct } from 'constructs';
import type { InferencePoolProps } from './inference-pool-props';
import { questionOf, servingArguments } from './serving';
import { chooseParallelism } from './sizing/choose-parallelism';
import { obstaclesTo } from './sizing/divisibility';
import { Layout, layoutName, ONE_GPU } from './sizing/layout';
import { Nodes, OpenQuestion, optionsFor } from './sizing/options';
import { totalGib } from './sizing/overhead';
import { Sizing, sizingOf } from './sizing/sizing';
import type { GpuNodeGroup } from '../compute/gpu-node-group';
import { sentence, ValidationError, Violation } from '../errors/validation-error';
import type { Finding } from '../target/binding';
import type { ServingParameters } from '../target/inference-request';

/** How a pool is served, and what was found about it. */
export interface Fit {
  readonly serving: ServingParameters;
  /** How a replica is spread. */
  readonly layout: Layout;
  /** The verdict on it, with its figures. */
  readonly sizing: Sizing;
  /** Why it is spread as it is: one sentence, lower case, no full stop. */
  readonly reason: string;
  readonly findings: readonly Finding[];
}

/**
 * The arguments of the engine and the layout: the one that is given, or the cheapest that fits.
 *
 * Throws where no engine starts with it, where memory does not suffice for certain, and, unless the author accepts that
 * by name, where it does not suffice by what was measured.
 */
export function fitOf(props: InferencePoolProps, scope: Construct): Fit {
  const { nodes } = props;
  const serving = servingArguments(props, scope);
  const question = questionOf(props, serving);
  const { layout, reason } = parallelismOf(props, question);
  requireStartable(question, layout, nodes, scope);
  const sizing = sizedAt(question, layout, scope);
  if (sizing.verdict === 'impossible' || (sizing.verdict === 'unlikely' && props.acceptUnlikely === undefined)) {
    throw new ValidationError(shortage(question, layout, nodes, sizing), scope);
  }
  const findings = findingsOf(props, question, sizing, layout);
  return { serving, layout, sizing, reason, findings };
}

interface Parallelism {
  readonly layout: Layout;
  readonly reason: string;
}

function parallelismOf({ tensorParallelSize, nodes }: InferencePoolProps, question: OpenQuestion): Parallelism {
  if (tensorParallelSize !== undefined) {
    return { layout: { ...ONE_GPU, tensorParallelSize }, reason: `'tensorParallelSize' (${tensorParallelSize}) is given` };
  }
  const choice = isEstimable(question) ? chooseParallelism(question, onOneNode(nodes)) : undefined;
  const next = choice === undefined ? possibleOn(question, nodes)[0] : undefined;
  const layout = choice?.option.layout ?? next ?? ONE_GPU;
  return { layout, reason: choice?.reason ?? `no layout is known to fit, and ${layoutName(layout)} is the smallest that may` };
}

/** A replica is one pod with one engine here: other layouts need a group of pods. */
function onOneNode({ gpusPerNode }: GpuNodeGroup): Nodes {
  return { gpusPerNode, expertParallel: false };
}

/** Layouts on one node that are not impossible, fewest GPUs first. */
function possibleOn(question: OpenQuestion, nodes: GpuNodeGroup): readonly Layout[] {
  const options = isEstimable(question) ? optionsFor(question, onOneNode(nodes)) : [];
  return options.filter(({ sizing }) => sizing !== undefined && sizing.verdict !== 'impossible').map(({ layout }) => layout);
}

/** Whether there is anything to choose by; what there is not is refused with the reason. */
function isEstimable({ model }: OpenQuestion): boolean {
  return model.unestimable === undefined || model.measured?.kvBytesPerToken !== undefined;
}

function requireStartable(question: OpenQuestion, layout: Layout, nodes: GpuNodeGroup, scope: Construct): void {
  const obstacle = obstaclesTo({ ...question, layout })[0];
  if (obstacle !== undefined) {
    throw new ValidationError(obstacle, scope);
  }
  const size = layout.tensorParallelSize;
  if (size > nodes.gpusPerNode) {
    const rule = `must be at most the 'gpusPerNode' (${nodes.gpusPerNode}) of '${nodes.node.path}': a replica does not reach beyond its node`;
    throw new ValidationError({ code: 'ReplicaExceedsNode', prop: 'tensorParallelSize', value: size, rule, remedy: `lower it or raise 'gpusPerNode' to ${size}` }, scope);
  }
}

/** As `sizingOf`; what it refuses is refused at the pool. */
function sizedAt(question: OpenQuestion, layout: Layout, scope: Construct): Sizing {
  try {
    return sizingOf({ ...question, layout });
  } catch (error) {
    throw error instanceof ValidationError ? new ValidationError(error, scope) : error;
  }
}

function shortage(question: OpenQuestion, layout: Layout, nodes: GpuNodeGroup, sizing: Sizing): Violation {
  const { model, maxModelLen } = question;
  const on = `on each of ${layout.tensorParallelSize} × ${nodes.accelerator.name}`;
  if (sizing.verdict === 'impossible') {
    const rule = `needs ${gib(sizing.weightsGib)} for weights and ${gib(sizing.requestGib)} for the key-value cache of one request of ${maxModelLen} tokens ${on}, `
      + `but the engine may use ${gib(sizing.mostGib)} of each`;
    return { code: 'ModelDoesNotFit', prop: 'model', value: model.name, rule, remedy: remedyFor(question, layout, nodes, sizing) };
  }
  return { code: 'ModelUnlikelyToFit', prop: 'model', value: model.name, rule: unlikelyRule(question, on, sizing), remedy: remedyFor(question, layout, nodes, sizing) };
}

function unlikelyRule({ maxConcurrency, maxModelLen, maxNumSeqs, gpuMemoryUtilization }: OpenQuestion, on: string, sizing: Sizing): string {
  switch (sizing.limit) {
    case 'free memory': return `gets ${gpuMemoryUtilization} of a memory ${on} that the host has a part of, and the engine refuses to start with less than that free`;
    case 'recurrent states': return `has room for ${sizing.cache.blocks} recurrent states ${on}, and the engine refuses to start with fewer than 'maxNumSeqs' (${maxNumSeqs})`;
    default: return `needs ${gib(sizing.weightsGib)} for weights, about ${gib(totalGib(sizing.overhead))} for activations and the runtime, and ${gib(sizing.neededGib)} for the `
      + `key-value cache of ${maxConcurrency === 1 ? 'one request' : `${maxConcurrency} requests`} of ${maxModelLen} tokens ${on}, but the engine may use ${gib(sizing.usableGib)} of each`;
  }
}

function remedyFor(question: OpenQuestion, layout: Layout, nodes: GpuNodeGroup, sizing: Sizing): string {
  const accepted = sizing.verdict === 'unlikely' ? ", or accept it with 'acceptUnlikely' and a reason" : '';
  const size = largerSize(question, layout, nodes, sizing);
  if (size !== undefined) {
    return `raise 'tensorParallelSize' (${layout.tensorParallelSize}) to ${size} or choose a smaller model${accepted}`;
  }
  const others = `choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (${nodes.gpusPerNode}) for '${nodes.node.path}'`;
  return `${ownRemedyFor(question, sizing)}${others}${accepted}`;
}

/** What of the pool's own to lower. */
function ownRemedyFor({ maxModelLen, maxConcurrency, gpuMemoryUtilization, maxNumSeqs }: OpenQuestion, { limit }: Sizing): string {
  switch (limit) {
    case 'context': return `lower 'maxModelLen' (${maxModelLen}), `;
    case 'concurrency': return `lower 'maxConcurrency' (${maxConcurrency}), `;
    case 'free memory': return `lower 'gpuMemoryUtilization' (${gpuMemoryUtilization}), `;
    case 'recurrent states': return `lower 'maxNumSeqs' (${maxNumSeqs}), `;
    default: return '';
  }
}

/** The smallest tensor-parallel size with a better verdict. */
function largerSize(question: OpenQuestion, layout: Layout, nodes: GpuNodeGroup, { verdict }: Sizing): number | undefined {
  const better = optionsFor(question, onOneNode(nodes)).filter(({ gpus }) => gpus > layout.tensorParallelSize);
  const fitting = better.find(({ sizing }) => sizing?.verdict === 'fits') ?? better.find(({ sizing }) => sizing?.verdict === 'unlikely' && verdict === 'impossible');
  return fitting?.layout.tensorParallelSize;
}

function findingsOf(props: InferencePoolProps, question: OpenQuestion, sizing: Sizing, layout: Layout): readonly Finding[] {
  const warnings = sizing.warnings.map((warning): Finding => ({ code: warning.code, severity: 'warning', message: sentence(warning) }));
  if (sizing.verdict !== 'unlikely') {
    return warnings;
  }
  const { rule, remedy } = shortage(question, layout, props.nodes, sizing);
  const accepted = sentence({ code: 'UnlikelyFitAccepted', prop: 'acceptUnlikely', value: props.acceptUnlikely!.reason, rule: `accepts that '${question.model.name}' ${rule}`, remedy });
  return [...warnings, { code: 'UnlikelyFitAccepted', severity: 'warning', message: accepted.replace(", or accept it with 'acceptUnlikely' and a reason", '') }];
}

function gib(value: number): string {
  return `${value.toFixed(1)} GiB`;
}
