import * as fs from 'fs';
import { Accelerator } from '../../catalog/accelerators';
import { Model } from '../../catalog/models';
import { ownVllmMinor } from '../../catalog/vllm-versions';
import { oneOf } from '../../errors/did-you-mean';
import { requireCount } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { Nodes, OpenQuestion } from '../../inference/sizing/options';

/** What to size, as the command line says it. */
export interface SizeFlags {
  /** Name of the catalog, or a directory with a `config.json`. */
  readonly model: string;
  /** Name of the catalog, or a JSON file with the facts of one. */
  readonly accelerator: string;
  readonly context: string;
  readonly concurrency: string;
  /** @default - 8, or 1 of slices and of GPUs that share their memory with the host */
  readonly gpusPerNode?: string;
  readonly nodesPerReplica: string;
  readonly decodeContextParallelSize: string;
  readonly maxNumBatchedTokens: string;
  readonly maxNumSeqs: string;
  readonly gpuMemoryUtilization: string;
  readonly kvCacheDtype: string;
}

/** The nodes that a replica may be spread over. */
export function nodesOf({ gpusPerNode, nodesPerReplica, decodeContextParallelSize }: SizeFlags, { accelerator }: OpenQuestion): Nodes {
  const alone = accelerator.slice === true || accelerator.unifiedMemory === true;
  return {
    gpusPerNode: countOf('--gpus-per-node', gpusPerNode ?? (alone ? '1' : '8')),
    nodesPerReplica: countOf('--nodes-per-replica', nodesPerReplica),
    decodeContextParallelSize: countOf('--decode-context-parallel-size', decodeContextParallelSize),
  };
}

/** What is asked of each layout. */
export function questionOf(flags: SizeFlags): OpenQuestion {
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
    engineMinor: ownVllmMinor(),
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
  if (name.endsWith('.json')) {
    return Accelerator.custom(factsIn(name));
  }
  const rows = Object.values<unknown>(Accelerator).filter((row): row is Accelerator => typeof row === 'object');
  const found = rows.find((row) => row.name === name);
  if (found === undefined) {
    throw new ValidationError({ code: 'UnknownAccelerator', prop: '--accelerator', value: name, rule: 'is no accelerator of the catalog', remedy: `pass a JSON file with its facts, or ${oneOf(name, rows.map((row) => row.name))}` });
  }
  return found;
}

/** What a file says of a GPU that the catalog lacks; what it leaves out or gets wrong is refused like any other custom row. */
function factsIn(file: string): Accelerator {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Accelerator;
  } catch {
    const remedy = 'write the facts of Accelerator.custom to it: name, memoryMib, resourceName, productLabels, computeCapability, source and asOf';
    throw new ValidationError({ code: 'UnknownAccelerator', prop: '--accelerator', value: file, rule: 'is no file of JSON that can be read', remedy });
  }
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
