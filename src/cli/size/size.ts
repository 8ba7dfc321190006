import * as fs from 'fs';
import { costOf, Machine } from './machines';
import { Accelerator } from '../../catalog/accelerators';
import { Image } from '../../catalog/images';
import { Model } from '../../catalog/models';
import { oneOf } from '../../errors/did-you-mean';
import { requireCount } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import { chooseParallelism, shortageOf } from '../../inference/sizing/choose-parallelism';
import { layoutName } from '../../inference/sizing/layout';
import { Nodes, OpenQuestion, Option, optionsFor } from '../../inference/sizing/options';
import type { Limit, Sizing, Verdict } from '../../inference/sizing/sizing';

/** What to size, as the command line says it. */
export interface SizeFlags {
  /** Name of the catalog, or a directory with a `config.json`. */
  readonly model: string;
  readonly accelerator: string;
  readonly context: string;
  readonly concurrency: string;
  readonly gpusPerNode: string;
  readonly nodesPerReplica: string;
  readonly decodeContextParallelSize: string;
  readonly maxNumBatchedTokens: string;
  readonly maxNumSeqs: string;
  readonly gpuMemoryUtilization: string;
  readonly kvCacheDtype: string;
}

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
  readonly choice?: { readonly layout: string; readonly reason: string };
}

/** The options of a model on a GPU: by the same function that a pool is refused by. */
export function size(flags: SizeFlags): Sized {
  const question = questionOf(flags);
  const nodes = nodesOf(flags);
  const choice = chooseParallelism(question, nodes);
  return {
    model: question.model.name,
    accelerator: question.accelerator.name,
    context: question.maxModelLen,
    concurrency: question.maxConcurrency,
    options: optionsFor(question, nodes).map((option) => sizedLayout(option, question.accelerator.name, nodes.gpusPerNode)),
    ...choice === undefined ? {} : { choice: { layout: layoutName(choice.option.layout), reason: choice.reason } },
  };
}

function nodesOf({ gpusPerNode, nodesPerReplica, decodeContextParallelSize }: SizeFlags): Nodes {
  return {
    gpusPerNode: countOf('--gpus-per-node', gpusPerNode),
    nodesPerReplica: countOf('--nodes-per-replica', nodesPerReplica),
    decodeContextParallelSize: countOf('--decode-context-parallel-size', decodeContextParallelSize),
  };
}

function questionOf(flags: SizeFlags): OpenQuestion {
  const model = modelOf(flags.model);
  const maxModelLen = countOf('--context', flags.context);
  requireCount('--context', maxModelLen, { min: 1, max: model.maxModelLen });
  return {
    model,
    accelerator: acceleratorOf(flags.accelerator),
    maxModelLen,
    maxConcurrency: countOf('--concurrency', flags.concurrency),
    maxNumBatchedTokens: countOf('--max-num-batched-tokens', flags.maxNumBatchedTokens),
    maxNumSeqs: countOf('--max-num-seqs', flags.maxNumSeqs),
    gpuMemoryUtilization: fractionOf('--gpu-memory-utilization', flags.gpuMemoryUtilization),
    kvCacheDtype: dtypeOf(flags.kvCacheDtype),
    engineMinor: Number(/:v0\.(\d+)\./.exec(Image.VLLM.reference)?.[1]),
  };
}

function modelOf(name: string): Model {
  if (fs.existsSync(name)) {
    return Model.fromDirectory(name);
  }
  const names = Model.all().map((model) => model.name);
  if (!names.includes(name)) {
    const remedy = `pass a directory with a config.json, or ${oneOf(name, names)}`;
    throw new ValidationError({ code: 'UnknownModel', prop: '--model', value: name, rule: 'is neither a directory nor a model of the catalog', remedy });
  }
  return Model.of(name);
}

function acceleratorOf(name: string): Accelerator {
  const rows = Object.values<unknown>(Accelerator).filter((row): row is Accelerator => typeof row === 'object');
  const found = rows.find((row) => row.name === name);
  if (found === undefined) {
    throw new ValidationError({ code: 'UnknownAccelerator', prop: '--accelerator', value: name, rule: 'is no accelerator of the catalog', remedy: oneOf(name, rows.map((row) => row.name)) });
  }
  return found;
}

function countOf(flag: string, text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : text;
  requireCount(flag, value, { min: 1 });
  return value as number;
}

function fractionOf(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) {
    throw new ValidationError({ code: 'NotAFraction', prop: flag, value: text, rule: 'must be a number above 0 and at most 1', remedy: 'leave it out for 0.92' });
  }
  return value;
}

function dtypeOf(text: string): OpenQuestion['kvCacheDtype'] {
  if (text !== 'auto' && text !== 'fp8') {
    throw new ValidationError({ code: 'UnknownKvCacheDtype', prop: '--kv-cache-dtype', value: text, rule: 'is no format of the key-value cache', remedy: oneOf(text, ['auto', 'fp8']) });
  }
  return text;
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
    maxConcurrency: rounded(sizing.cache.concurrency),
    weightsGib: rounded(sizing.weightsGib),
    kvCacheGib: rounded(Math.max(0, sizing.cacheGib)),
    limit: sizing.limit,
  };
}
