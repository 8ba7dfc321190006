import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { BadProgram } from '../bad/bad-program';
import { Judge } from '../bad/judge';
import { THEMES } from '../bad/programs';
import { seconds, sinceStart } from '../run/clock';
import type { CheckResult, Context, Failure, Step } from '../run/step';

/** Runs programs with one mistake each: each is told the exact words, and the output of the last valid run stays as it was. */
export class BadPrograms implements Step {
  public readonly name = 'bad programs';
  public readonly suite = 'checks';

  public run({ lanes, workspace }: Context): Promise<readonly CheckResult[]> {
    return lanes.run(async () => {
      const judge = new Judge(join(workspace, 'bad-programs'));
      const results: CheckResult[] = [];
      for (const [theme, programs] of Object.entries(THEMES)) {
        results.push(await judged(theme, programs, judge));
      }
      return results;
    });
  }
}

async function judged(theme: string, programs: readonly BadProgram[], judge: Judge): Promise<CheckResult> {
  const began = sinceStart();
  const failures: Failure[] = [];
  for (const program of programs) {
    failures.push(...judge.verdictOn(program).map((message) => ({ subject: program.name, message })));
    // the other steps share this thread
    await setImmediate();
  }
  const refused = programs.length - new Set(failures.map(({ subject }) => subject)).size;
  return { environment: '-', check: `refuses bad ${theme}`, passed: refused, failures, seconds: seconds(began) };
}
