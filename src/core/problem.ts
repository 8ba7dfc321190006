import { ValidationError } from '../errors/validation-error';

/** One reason for which a program is not synthesised. */
export interface Problem {
  /** Path of the construct, as in `frankfurt/Zone/Chat`. */
  readonly path: string;
  /** Stable code. @default - another library found the problem */
  readonly code?: string;
  /** What is wrong, in the grammar of errors: `'prop' (value) rule; remedy`. */
  readonly message: string;
}

/** A program with problems: all of them, one a line, and not one file was written. */
export class SynthesisError extends Error {
  /** Sorted by path. */
  public readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = distinct(problems);
    const count = sorted.length === 1 ? '1 problem' : `${sorted.length} problems`;
    super(`${count}, nothing was written\n${sorted.map((problem) => `  [${problem.path}] ${problem.message}`).join('\n')}`);
    this.name = 'SynthesisError';
    this.problems = sorted;
  }
}

/** What was thrown, as a problem of a construct; anything but our own error is a defect and is thrown on. */
export function problemOf(thrown: unknown, path: string): Problem {
  if (!(thrown instanceof ValidationError)) {
    throw thrown;
  }
  return { path: thrown.path ?? path, code: thrown.code, message: thrown.message };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((problem) => [`${problem.path}\n${problem.message}`, problem]));
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
}
