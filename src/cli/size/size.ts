import { adviceOn } from './advice';
import { nodesOf, questionOf, SizeFlags } from './flags';
import { costOf, Machine } from './machines';
import { Choice, chooseParallelism, shortageOf } from '../../inference/sizing/choose-parallelism';
import { Layout, layoutName } from '../../inference/sizing/layout';
import { Option, optionsFor } from '../../inference/sizing/options';
import type { Limit, Sizing, Verdict } from '../../inference/sizing/sizing';

/** One layout as it is printed. */
export interface SizedLayout {
  readonly layout: string;
  readonly gpus: number;
  readonly verdict: Verdict | 'refused';
  /** Tokens that the cache holds, by measured overhead. */
  readonly kvCacheTokens?: number;
  /** Requests of full length that it holds. */
  readonly maxConcurrency?: number;
  readonly weightsGib?: number;
  readonly kvCacheGib?: number;
  /** Cheapest machines of the catalog that hold the layout. */
  readonly machines?: Machine;
  readonly limit?: Limit;
  /** What it lacks, or what refuses it. */
  readonly reason: string;
  readonly warnings: readonly string[];
}

/** All layouts of a model on a GPU, and the one that a pool would choose. */
export interface Sized {
  readonly model: string;
  readonly accelerator: string;
  readonly context: number;
  readonly concurrency: number;
  readonly options: readonly SizedLayout[];
  readonly choice?: Chosen;
  /** What to change so that one may fit; none where one does. */
  readonly advice: readonly string[];
}

/** The layout that fits at the least cost. */
export interface Chosen {
  readonly layout: string;
  readonly reason: string;
  /** How a pool asks for it. @default - not at all: it is what a pool takes that says nothing */
  readonly topology?: string;
}

/** The options of a model on a GPU: by the same function that a pool is refused by. */
export function size(flags: SizeFlags): Sized {
  const question = questionOf(flags);
  const nodes = nodesOf(flags, question);
  const choice = chooseParallelism(question, nodes);
  const options = optionsFor(question, nodes);
  return {
    model: question.model.name,
    accelerator: question.accelerator.name,
    context: question.maxModelLen,
    concurrency: question.maxConcurrency,
    options: options.map((option) => sizedLayout(option, question.accelerator.name, nodes.gpusPerNode)),
    ...choice === undefined ? {} : { choice: chosen(choice) },
    advice: choice === undefined ? adviceOn(question, options) : [],
  };
}

function chosen({ option: { layout }, reason }: Choice): Chosen {
  return { layout: layoutName(layout), reason, ...topologyFor(layout) };
}

/** A pool takes as many GPUs of one node as it needs; more engines or stages are its topology's. */
function topologyFor({ dataParallelSize, pipelineParallelSize }: Layout): Pick<Chosen, 'topology'> {
  return dataParallelSize > 1 ? { topology: `Topology.wideExpertParallel({ dataParallelSize: ${dataParallelSize} })` }
    : pipelineParallelSize > 1 ? { topology: `Topology.pipelineParallel({ pipelineParallelSize: ${pipelineParallelSize} })` } : {};
}

function sizedLayout({ layout, gpus, sizing, obstacles }: Option, accelerator: string, gpusPerNode: number): SizedLayout {
  const machines = costOf(accelerator, gpus, gpusPerNode);
  const shared = { layout: layoutName(layout), gpus, ...machines === undefined ? {} : { machines } };
  if (sizing === undefined) {
    const { prop, value, rule } = obstacles[0]!;
    return { ...shared, verdict: 'refused', reason: `'${prop}' (${String(value)}) ${rule}`, warnings: [] };
  }
  return { ...shared, ...figuresOf(sizing), reason: shortageOf(sizing), warnings: sizing.warnings.map(({ rule, remedy }) => `${rule}; ${remedy}`) };
}

function figuresOf(sizing: Sizing): Pick<SizedLayout, 'verdict' | 'kvCacheTokens' | 'maxConcurrency' | 'weightsGib' | 'kvCacheGib' | 'limit'> {
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return {
    verdict: sizing.verdict,
    kvCacheTokens: sizing.cache.tokens,
    // down, so that the table rounds as the reason does
    maxConcurrency: Math.floor(sizing.cache.concurrency * 100) / 100,
    weightsGib: rounded(sizing.weightsGib),
    kvCacheGib: rounded(Math.max(0, sizing.cacheGib)),
    limit: sizing.limit,
  };
}
