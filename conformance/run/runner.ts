import { seconds, sinceStart } from './clock';
import type { CheckResult, Context, Step } from './step';
import type { Programme } from '../steps';
import { MissingTool } from '../tools/tool';

/** Runs the steps that were asked for, all at once (the lanes of the context keep them apart); results are in the order of the steps. */
export async function runProgramme({ steps, baselines }: Programme, context: Context): Promise<readonly CheckResult[]> {
  const { only, env, step: named, allowMissing } = context.options;
  const wanted = steps.filter(({ suite, name }) => (only ?? suite) === suite && (named ?? ['']).some((beginning) => name.startsWith(beginning)));
  const results = (await Promise.all(wanted.map((step) => runStep(step, context)))).flat();
  // what a missing program would have checked may need an entry of a list
  const complete = !allowMissing || results.every(({ skipped }) => skipped === undefined);
  const whole = only === undefined && env === undefined && named === undefined && complete;
  return whole ? [...results, { environment: '-', check: 'reviewed lists are all needed', passed: 1, failures: baselines.flatMap((baseline) => baseline.unused()), seconds: 0 }] : results;
}

async function runStep(step: Step, context: Context): Promise<readonly CheckResult[]> {
  const began = sinceStart();
  try {
    const results = await step.run(context);
    const failed = results.reduce((sum, { failures }) => sum + failures.length, 0);
    context.progress.say(`${step.name}: ${failed === 0 ? 'passed' : `${failed} failed`}`);
    return results;
  } catch (error) {
    context.progress.say(`${step.name}: ${error instanceof MissingTool ? 'has no program' : 'broke off'}`);
    return [brokenOff(step, error, context, seconds(began))];
  }
}

function brokenOff({ name }: Step, error: unknown, { options }: Context, taken: number): CheckResult {
  const row = { environment: '-', check: name, passed: 0, failures: [], seconds: taken };
  const message = error instanceof Error ? error.message : String(error);
  const passable = options.allowMissing && error instanceof MissingTool;
  return passable ? { ...row, skipped: message } : { ...row, failures: [{ subject: name, message }] };
}
