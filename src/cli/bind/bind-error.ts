import { ValidationError } from '../../errors/validation-error';

/** One reason for which nothing is bound. */
export interface BindProblem {
  readonly environment: string;
  readonly error: ValidationError;
}

/** Environments that cannot be bound: every reason, one a line. */
export class BindError extends Error {
  public readonly problems: readonly BindProblem[];

  constructor(problems: readonly BindProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`${count}, nothing was written\n${problems.map(({ environment, error }) => `  [${environment}] ${error.message}`).join('\n')}`);
    this.name = 'BindError';
    this.problems = problems;
  }
}
