import { CacheCapacity, cacheCapacity } from './cache';
import { deviceMemoryOf, freeShareOf } from './device';
import { warningsOf } from './divisibility';
import { errorBoundOf, ErrorBound } from './error-bound';
import { Overhead, overheadOf, totalGib } from './overhead';
import type { Question } from './question';
import { weightsByStage } from './weights';
import { ValidationError, Violation } from '../../errors/validation-error';
import { GIB } from '../../units/gib';

/**
 * Whether a replica starts and holds what it must: `impossible` where it fails with no overhead at all, `unlikely` where
 * it fails with the overhead that was measured, else `fits`.
 */
export type Verdict = 'impossible' | 'unlikely' | 'fits';

/** What limits a replica first. */
export type Limit = 'weights' | 'overhead' | 'context' | 'concurrency' | 'free memory' | 'recurrent states';

/** A verdict with the figures behind it; memory is GiB on the fullest GPU. */
export interface Sizing {
  /** Whether a replica starts and holds what it must. */
  readonly verdict: Verdict;
  /** What fails, or for a replica that fits, what would fail first. */
  readonly limit: Limit;
  /** What the engine may use, by CUDA's own figure. */
  readonly usableGib: number;
  /** What nothing can exceed: the driver's figure of the device. */
  readonly mostGib: number;
  /** Weights on the fullest GPU, by their bound where they were estimated. */
  readonly weightsGib: number;
  /** What the engine takes beside weights and cache, part by part. */
  readonly overhead: Overhead;
  /** What is left for the cache; below zero where weights and overhead do not fit. */
  readonly cacheGib: number;
  /** Cache of one request of full length. */
  readonly requestGib: number;
  /** Cache of all requests that must be held at once. */
  readonly neededGib: number;
  /** What the cache holds: tokens, blocks, and requests of full length. */
  readonly cache: CacheCapacity;
  /** By how much the estimate of the cache may be wrong. */
  readonly errorBound: ErrorBound;
  /** What costs memory without need, such as ranks that keep the same cache. */
  readonly warnings: readonly Violation[];
}

/** The verdict on one layout, with its figures. Throws where no formula gives the cache and nothing was measured. */
export function sizingOf(question: Question): Sizing {
  requireEstimable(question);
  const stages = weightsByStage(question).map((gib) => gib * (1 + (question.model.weightsError ?? 0)));
  const device = deviceMemoryOf(question);
  const overhead = overheadOf(question);
  const left = stages.map((weights) => device.usableGib - weights - totalGib(overhead));
  const cache = cacheCapacity(question, left.map((gib) => gib * GIB));
  const requestGib = cache.requestBytes / GIB;
  const figures = {
    usableGib: device.usableGib, mostGib: device.mostGib, weightsGib: Math.max(...stages), overhead, cacheGib: Math.min(...left), requestGib,
    neededGib: requestGib * Math.ceil(question.maxConcurrency / question.layout.dataParallelSize), cache, errorBound: errorBoundOf(question),
  };
  return { ...judge(question, figures), ...figures, warnings: warningsOf(question) };
}

type Figures = Omit<Sizing, 'verdict' | 'limit' | 'warnings'>;

function judge(question: Question, figures: Figures): { readonly verdict: Verdict; readonly limit: Limit } {
  // known weights only: a bound on an estimate proves nothing
  const bare = figures.mostGib - figures.weightsGib / (1 + (question.model.weightsError ?? 0));
  if (bare < figures.requestGib) {
    return { verdict: 'impossible', limit: bare <= 0 ? 'weights' : 'context' };
  }
  const failing = failureOf(question, figures);
  return failing === undefined ? { verdict: 'fits', limit: 'concurrency' } : { verdict: 'unlikely', limit: failing };
}

/** What fails once overhead is counted, and every estimate is as wrong as its formula may be. */
function failureOf(question: Question, { cacheGib, requestGib, cache, errorBound }: Figures): Limit | undefined {
  if (question.gpuMemoryUtilization > freeShareOf(question)) {
    return 'free memory';
  }
  if (cacheGib <= 0) {
    return 'overhead';
  }
  if (cacheGib < requestGib * (1 + errorBound.cache)) {
    return 'context';
  }
  if (holdsStates(question) && cache.blocks < question.maxNumSeqs) {
    return 'recurrent states';
  }
  return cache.concurrency < question.maxConcurrency * (1 + errorBound.cache) ? 'concurrency' : undefined;
}

/** Engines refuse to start where recurrent states of all running requests do not fit. */
function holdsStates({ model }: Question): boolean {
  return model.measured?.kvBytesPerToken === undefined && model.attention.some(({ kind }) => kind === 'recurrent');
}

function requireEstimable({ model }: Question): void {
  if (model.measured?.kvBytesPerToken !== undefined || (model.attention.length > 0 && model.unestimable === undefined)) {
    return;
  }
  const rule = `cannot be sized: its cache ${model.unestimable ?? 'has no attention groups to compute it from'}`;
  const remedy = 'measure it on a running engine and pass Model.custom({ …, measured: { kvBytesPerToken, source, asOf } })';
  throw new ValidationError({ code: 'NotEstimable', prop: 'model', value: model.name, rule, remedy });
}
