import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Checks } from './checks';
import { Engine } from './engine';
import { AwsMock } from './mock/aws-mock';
import { GapLedger } from './mock/gap-ledger';
import { accountOf } from './override';
import { brokenPromises, plannedChanges } from './planned-changes';
import { ProgramCopy } from './program-copy';
import type { TerraformFinder, TerraformProgram } from './terraform-program';
import { layOverride, readStack } from './trial-folder';
import type { CheckResult, Context, Step } from '../run/step';

const EXAMPLES = resolve(__dirname, '..', '..', 'examples');

/** Plans what the smaller examples would create. */
export class ExamplesStep implements Step {
  public readonly suite = 'terraform';
  public readonly name = 'plans of the smaller examples';

  public constructor(private readonly finder: TerraformFinder) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    // they are not environments of the program that was written
    if (context.options.env !== undefined) {
      return [];
    }
    const program = await this.finder.find(context);
    const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.ts')).sort();
    return (await Promise.all(files.map((file) => planned(file, context, program)))).flat();
  }
}

async function planned(file: string, context: Context, program: TerraformProgram): Promise<readonly CheckResult[]> {
  const name = basename(file, '.ts');
  const copy = ProgramCopy.make(join(context.workspace, `example-${name}`), context.processes, [], `examples/${file}`);
  await context.lanes.run(() => copy.run());
  const results: CheckResult[] = [];
  for (const stack of copy.stacks) {
    const checks = new Checks(`${name}: ${stack}`, context);
    const looked = checks.until(() => checks.run('terraform init, validate and plan', () => plan(copy.stack(stack), `${name}-${stack}`, context, program)));
    results.push(...await looked);
  }
  return results;
}

async function plan(folder: string, name: string, context: Context, { terraform: path, env }: TerraformProgram) {
  // a plan asks who it is; it must not meet the account of another trial
  const mock = await AwsMock.start(context, name, accountOf(readStack(folder)), new GapLedger([]));
  try {
    layOverride(folder, mock.endpoint);
    const terraform = new Engine('terraform', path, folder, context.processes, env);
    await terraform.init();
    await terraform.validate();
    const changes = plannedChanges(await terraform.plan());
    return { passed: changes.length, failures: brokenPromises(changes, { created: /./ }) };
  } finally {
    await mock.stop();
  }
}
