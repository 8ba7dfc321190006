import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_BINDING, defaultBinding } from './default-binding';
import { ProgramCopy } from './program-copy';
import { stackDifferences } from './stack-difference';
import type { CheckResult, Context, Step } from '../run/step';

const HOOK = join(__dirname, 'binding-hook.cjs');

/**
 * Synthesises the example with the newest binding, and compares each stack with what was written.
 *
 * Where they differ in nothing but the version of the provider, what the step before has tried carries over.
 */
export const bindingStep: Step = {
  name: 'terraform: the newest provider binding',
  suite: 'terraform',
  async run(context) {
    const environments = context.environments.filter(({ terraform }) => terraform !== undefined);
    if (environments.length === 0) {
      return [];
    }
    const program = await synthesised(context);
    return environments.map(({ name }) => compared(name, program, context));
  },
};

async function synthesised(context: Context): Promise<ProgramCopy> {
  const program = ProgramCopy.make(join(context.workspace, 'program-default-binding'), context.processes);
  await program.run({ NODE_OPTIONS: `--require ${HOOK}`, AIPLANE_AWS_BINDING: await defaultBinding(context) });
  return program;
}

function compared(environment: string, program: ProgramCopy, { options, progress }: Context): CheckResult {
  const began = Date.now();
  const check = `stack with ${DEFAULT_BINDING.name} ${DEFAULT_BINDING.version}`;
  const [written, other] = [join(options.terraform, 'stacks', environment), program.stack(environment)].map((folder) => readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  const failures = stackDifferences(written!, other!).map(({ path, before, after }) => ({ subject: path, message: `is ${after} instead of ${before}` }));
  progress.say(`${environment}: ${check}: ${failures.length === 0 ? 'the same but for the version of the provider' : `${failures.length} differences`}`);
  return { environment, check, passed: failures.length === 0 ? 1 : 0, failures, seconds: (Date.now() - began) / 1000 };
}
