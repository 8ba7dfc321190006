import { EngineError } from './engine';
import type { Finding } from './finding';
import { seconds, sinceStart } from '../run/clock';
import type { CheckResult, Context } from '../run/step';

/** Collects the checks of one environment; after one that breaks off, the others have nothing to stand on. */
export class Checks {
  /** By name, in the order in which they were asked for; undefined until they are done. */
  private readonly results = new Map<string, CheckResult | undefined>();

  public constructor(private readonly environment: string, private readonly context: Pick<Context, 'lanes' | 'progress'>) {}

  /** Runs a check that takes a core and that the next one waits for. Throws a `BrokenOff` after noting what a program refused. */
  public run(check: string, look: () => Promise<Finding>): Promise<void> {
    this.results.set(check, undefined);
    return this.context.lanes.runLink(() => this.wait(check, look));
  }

  /** Runs a check that mostly waits: for the provider, which looks again and again whether the cloud is done. */
  public async wait(check: string, look: () => Promise<Finding>): Promise<void> {
    this.results.set(check, undefined);
    const began = sinceStart();
    try {
      this.note(check, await look(), seconds(began));
    } catch (error) {
      const subject = error instanceof EngineError ? error.command : check;
      this.note(check, { passed: 0, failures: (error as Error).message.split('\n').map((message) => ({ subject, message })) }, seconds(began));
      throw new BrokenOff();
    }
  }

  /** Does checks until one breaks off; what was noted until then. */
  public async until(all: () => Promise<void>): Promise<readonly CheckResult[]> {
    try {
      await all();
    } catch (error) {
      // what failed is in the table; the checks after it have nothing to stand on
      if (!(error instanceof BrokenOff)) {
        throw error;
      }
    }
    return [...this.results.values()].filter((result) => result !== undefined);
  }

  private note(check: string, { passed, failures = [], exceptions }: Finding, taken: number): void {
    const { environment } = this;
    this.results.set(check, { environment, check, passed, failures, seconds: taken, ...(exceptions === undefined ? {} : { exceptions }) });
    this.context.progress.say(`${environment}: ${check}: ${failures.length === 0 ? `${passed} right` : `${failures.length} wrong`} (${taken} s)`);
  }
}

/** Does checks that need nothing of each other; one that breaks off lets the others end. */
export async function together(...checks: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(checks);
  const broken = ended.find((one) => one.status === 'rejected');
  if (broken !== undefined) {
    throw broken.reason;
  }
}

/** Thrown where the checks of an environment cannot go on; why is noted already. */
export class BrokenOff extends Error {}
