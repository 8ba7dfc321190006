import { join } from 'node:path';
import { row } from './plant';
import { Judge } from '../bad/judge';
import { THEMES } from '../bad/programs';
import { seconds, sinceStart } from '../run/clock';
import type { CheckResult, Context } from '../run/step';

/** Defects that never reach a file: the mistake, and the program of `bad/` that makes it. */
const PROGRAMS: readonly (readonly [string, string])[] = [
  ['an ARN of another partition', 'a policy of another partition'],
];

/** Runs them: each is told its exact words. */
export function refusedPrograms({ workspace }: Context): readonly CheckResult[] {
  const judge = new Judge(join(workspace, 'planted-programs'));
  const programs = Object.values(THEMES).flat();
  return PROGRAMS.map(([name, program]) => {
    const began = sinceStart();
    const found = programs.find((bad) => bad.name === program);
    const words = found === undefined ? [`there is no bad program '${program}'`] : judge.verdictOn(found);
    return row(name, 'synthesis', words.map((message) => ({ subject: name, message })), seconds(began));
  });
}
