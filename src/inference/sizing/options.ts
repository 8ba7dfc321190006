import { obstaclesTo } from './divisibility';
import { gpusOf, Layout, layoutName, ONE_GPU } from './layout';
import type { Question } from './question';
import { Sizing, sizingOf } from './sizing';
import type { Violation } from '../../errors/validation-error';

/** Nodes that a replica may be spread over. */
export interface Nodes {
  readonly gpusPerNode: number;
  /** Most nodes of one replica. @default 1 */
  readonly nodesPerReplica?: number;
  /** Ranks that share out the tokens of the cache. @default 1 */
  readonly decodeContextParallelSize?: number;
  /** Whether engines of one replica may share experts. @default true */
  readonly expertParallel?: boolean;
}

/** One layout: its verdict and figures, or why no engine takes it. */
export interface Option {
  readonly layout: Layout;
  readonly gpus: number;
  /** undefined where an obstacle stands before any arithmetic */
  readonly sizing: Sizing | undefined;
  readonly obstacles: readonly Violation[];
}

/** A question that leaves the layout open. */
export type OpenQuestion = Omit<Question, 'layout'>;

/**
 * Every layout that nodes allow, fewest GPUs first.
 *
 * Tensor parallelism stays within a node. Pipeline parallelism joins whole nodes, and where it may, stages within one.
 * Data parallelism with shared experts is for mixtures with a latent cache, which tensor parallelism would copy.
 */
export function optionsFor(question: OpenQuestion, nodes: Nodes): readonly Option[] {
  return layoutsOn(question, nodes).map((layout) => optionOf({ ...question, layout }));
}

/** Every layout with so many pipeline stages, each on one node, fewest GPUs first. */
export function pipelinesFor(question: OpenQuestion, nodes: Nodes, pipelineParallelSize: number): readonly Option[] {
  const { gpusPerNode, decodeContextParallelSize = 1 } = nodes;
  const sizes = sizesWithin(gpusPerNode, question.model.attentionHeads);
  const layouts = sizes.map((tensorParallelSize) => ({ ...ONE_GPU, tensorParallelSize, pipelineParallelSize, decodeContextParallelSize }));
  return layouts.map((layout) => optionOf({ ...question, layout }));
}

/** The option that one layout is. */
export function optionOf(question: Question): Option {
  const obstacles = obstaclesTo(question);
  return { layout: question.layout, gpus: gpusOf(question.layout), obstacles, sizing: obstacles.length === 0 ? sizingOf(question) : undefined };
}

function layoutsOn(question: OpenQuestion, nodes: Nodes): readonly Layout[] {
  const { gpusPerNode, nodesPerReplica = 1, decodeContextParallelSize = 1, expertParallel = true } = nodes;
  const sizes = sizesWithin(gpusPerNode, question.model.attentionHeads);
  const tensor = sizes.map((tensorParallelSize) => ({ ...ONE_GPU, tensorParallelSize, decodeContextParallelSize }));
  const stages = Array.from({ length: nodesPerReplica - 1 }, (_, index) => index + 2);
  const widest = tensor[tensor.length - 1]!;
  const pipelines = stages.map((pipelineParallelSize) => ({ ...widest, pipelineParallelSize }));
  const wide = expertParallel && decodeContextParallelSize === 1 && question.model.experts !== undefined && question.model.attention.some(({ kind }) => kind === 'latent');
  const engines = wide ? sizes.filter((size) => size > 1).map((dataParallelSize) => ({ ...ONE_GPU, dataParallelSize })) : [];
  return [...tensor, ...engines, ...pipelines].sort((a, b) => gpusOf(a) - gpusOf(b) || a.pipelineParallelSize - b.pipelineParallelSize || layoutName(b).localeCompare(layoutName(a), 'en'));
}

/** Sizes that a node can hold: the divisors of the heads, which a node's GPUs need not be. */
function sizesWithin(gpusPerNode: number, heads: number): readonly number[] {
  return Array.from({ length: gpusPerNode }, (_, index) => index + 1).filter((size) => heads % size === 0);
}
