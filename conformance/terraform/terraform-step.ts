import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoundOutput } from './bound-output';
import { EnvironmentTrial } from './environment-trial';
import { AwsMock } from './mock/aws-mock';
import { GapLedger, type ListedGap } from './mock/gap-ledger';
import { accountOf, type StackJson } from './override';
import { ProgramCopy } from './program-copy';
import type { ProgramEdit } from './program-edits';
import type { TerraformFinder } from './terraform-program';
import { seconds, sinceStart } from '../run/clock';
import type { EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Step } from '../run/step';

/** Name of the step that hands values to manifests. */
export const HAND_OFF = 'from plan to destroy, and the hand-off';

/** Creates, changes and destroys every environment that has cloud resources, at a mock of the cloud. */
export class TerraformStep implements Step {
  public readonly suite = 'terraform';
  public readonly name = HAND_OFF;

  /** What is bound on the way is left in `bound`. */
  public constructor(private readonly finder: TerraformFinder, private readonly bound: BoundOutput) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const began = sinceStart();
    const ledger = new GapLedger(listedGaps());
    try {
      const environments = context.environments.filter(({ terraform }) => terraform !== undefined);
      const results = environments.length === 0 ? [] : await this.trials(context, environments, ledger);
      // a run of a part, or one that broke off, has not met every gap
      const whole = context.options.env === undefined && results.every(({ failures }) => failures.length === 0);
      const exceptions = ledger.exceptions();
      return [...results, { environment: '-', check: 'gaps of the mock', passed: exceptions.length, failures: whole ? ledger.failures() : [], exceptions, seconds: seconds(began) }];
    } finally {
      this.bound.end();
    }
  }

  private async trials(context: Context, environments: readonly EmittedEnvironment[], ledger: GapLedger): Promise<readonly CheckResult[]> {
    const { terraform, env } = await this.finder.find(context);
    const tofu = context.tools.go('tofu').then(({ path }) => path);
    // whoever needs it hears of a failure
    tofu.catch(() => undefined);
    const afterEdit = editedPrograms(context);
    const results = await Promise.all(environments.map(async ({ name: environment, terraform: stack }) => {
      const mock = await AwsMock.start(context, environment, accountOf(stack as StackJson), ledger);
      const trial = new EnvironmentTrial({ context, environment, mock, ledger, bound: this.bound, terraform, tofu, env, afterEdit });
      return trial.run().finally(() => mock.stop());
    }));
    return results.flat();
  }
}

function editedPrograms({ processes, workspace }: Context): (edit: ProgramEdit) => Promise<ProgramCopy> {
  const made = new Map<string, Promise<ProgramCopy>>();
  const make = async ({ name, edits }: ProgramEdit) => {
    const copy = ProgramCopy.make(join(workspace, `program-${name}`), processes, edits);
    await copy.run();
    return copy;
  };
  return (edit) => {
    const copy = made.get(edit.name) ?? make(edit);
    made.set(edit.name, copy);
    return copy;
  };
}

function listedGaps(): readonly ListedGap[] {
  return JSON.parse(readFileSync(join(__dirname, 'exceptions.json'), 'utf8')) as readonly ListedGap[];
}
