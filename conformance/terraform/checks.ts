import { EngineError } from './engine';
import type { Progress } from '../report/progress';
import type { CheckResult, Failure } from '../run/step';

/** What a check has found right, and what wrong. */
export interface Finding {
  readonly passed: number;
  /** @default - none */
  readonly failures?: readonly Failure[];
}

/** Collects the checks of one environment; after one that throws, the others have nothing to stand on. */
export class Checks {
  public readonly results: CheckResult[] = [];

  public constructor(private readonly environment: string, private readonly progress: Progress) {}

  /** Runs a check and times it. Rethrows what a program refused, after noting it. */
  public async run(check: string, look: () => Promise<Finding>): Promise<void> {
    const began = Date.now();
    const done = ({ passed, failures = [] }: Finding) => {
      const seconds = (Date.now() - began) / 1000;
      this.results.push({ environment: this.environment, check, passed, failures, seconds });
      this.progress.say(`${this.environment}: ${check}: ${failures.length === 0 ? `${passed} right` : `${failures.length} wrong`} (${seconds.toFixed(0)} s)`);
    };
    try {
      done(await look());
    } catch (error) {
      const subject = error instanceof EngineError ? error.command : check;
      done({ passed: 0, failures: (error as Error).message.split('\n').map((message) => ({ subject, message })) });
      throw new CheckFailed();
    }
  }
}

/** Thrown after a check whose failure is noted already. */
export class CheckFailed extends Error {}
