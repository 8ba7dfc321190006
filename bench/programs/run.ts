import type { Elapsed } from '../stopwatch';

/** What a program is told: how many environments, and where they are written. */
export class Run {
  public static fromArguments(): Run {
    const [size, folder, data] = process.argv.slice(2);
    return new Run(Number(size), folder!, data!);
  }

  /**
   * @param size number of environments
   * @param folder where they are written
   * @param data folder of the data of the plain program
   */
  private constructor(public readonly size: number, public readonly folder: string, public readonly data: string) {}
}

/** What a program spent its time on. */
export interface Parts {
  readonly construct: Elapsed;
  readonly terraform: Elapsed;
  readonly yaml: Elapsed;
}

/** What a program prints when it is done. */
export interface Measured extends Parts {
  /** Largest resident set, MiB. */
  readonly peakMemory: number;
}

/** Prints what was measured, for the parent process. */
export function report(parts: Parts): void {
  const measured: Measured = { ...parts, peakMemory: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
