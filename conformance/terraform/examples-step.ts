import { Checks } from './checks';
import { Engine } from './engine';
import { AwsMock } from './mock/aws-mock';
import { GapLedger } from './mock/gap-ledger';
import { accountOf } from './override';
import { brokenPromises, plannedChanges } from './planned-changes';
import type { TerraformFinder, TerraformProgram } from './terraform-program';
import { layOverride, readStack } from './trial-folder';
import type { ExampleProgram, ExamplePrograms } from '../examples/example-programs';
import type { CheckResult, Context, Step } from '../run/step';

/** Plans what the smaller examples would create. */
export class ExamplesStep implements Step {
  public readonly suite = 'terraform';
  public readonly name = 'plans of the smaller examples';

  public constructor(private readonly finder: TerraformFinder, private readonly programs: ExamplePrograms) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    // they are not environments of the program that was written
    if (context.options.env !== undefined) {
      return [];
    }
    const program = await this.finder.find(context);
    const examples = await this.programs.all(context);
    return (await Promise.all(examples.map((example) => planned(example, context, program)))).flat();
  }
}

async function planned({ name, copy }: ExampleProgram, context: Context, program: TerraformProgram): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const stack of copy.stacks) {
    const checks = new Checks(`${name}: ${stack}`, context);
    const looked = checks.until(() => context.lanes.run(() => checks.wait('terraform init, validate and plan', () => plan(copy.stack(stack), `${name}-${stack}`, context, program))));
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
