import { gpusOf } from './layout';
import type { Question } from './question';

/** By how much an estimate may be wrong. */
export interface ErrorBound {
  /** Part by which the cache may need more, or the smallest rank may have less, than computed. */
  readonly cache: number;
  /** Formula that the cache was computed by. */
  readonly formula: 'heads' | 'latent' | 'windows' | 'recurrent' | 'measured';
}

/** Ranks of one replica differ in what is left to them, and the one with the least decides: seen at 1.1 % on four GPUs. */
const RANKS = 0.015;

/** What is exact on one GPU is exact to a block. Windows and recurrent states follow the engine's grouping, which its versions change. */
const FORMULAS: Readonly<Record<ErrorBound['formula'], number>> = { heads: 0, latent: 0, windows: 0.01, recurrent: 0.02, measured: 0 };

/** The bound of a question, by the formula that its cache is computed by and by the number of ranks. */
export function errorBoundOf(question: Question): ErrorBound {
  const formula = formulaOf(question);
  return { formula, cache: FORMULAS[formula] + (gpusOf(question.layout) > 1 ? RANKS : 0) };
}

function formulaOf({ model }: Question): ErrorBound['formula'] {
  const kinds = new Set(model.attention.map(({ kind }) => kind));
  if (model.measured?.kvBytesPerToken !== undefined) {
    return 'measured';
  }
  if (kinds.has('recurrent')) {
    return 'recurrent';
  }
  return kinds.has('sliding') || kinds.has('chunked') ? 'windows' : kinds.has('latent') ? 'latent' : 'heads';
}
