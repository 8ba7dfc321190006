import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentTrial } from './environment-trial';
import { AwsMock } from './mock/aws-mock';
import { GapLedger, type ListedGap } from './mock/gap-ledger';
import { accountOf, type StackJson } from './override';
import { ProgramCopy } from './program-copy';
import type { ProgramEdit } from './program-edits';
import { cliConfig } from './provider-source';
import { sideBySide } from '../processes/side-by-side';
import type { EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Step } from '../run/step';

/** Environments that are tried at the same time: a trial mostly waits, and two cores are enough for two. */
const LANES = 2;
/** Nothing may ask a server that is not on this machine. */
const OFFLINE = { CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1', TF_IN_AUTOMATION: '1', AWS_EC2_METADATA_DISABLED: 'true' };

/** Creates, changes and destroys every environment that has cloud resources, at a mock of the cloud. */
export const terraformStep: Step = {
  name: 'terraform: from plan to destroy, and the hand-off',
  suite: 'terraform',
  async run(context) {
    const environments = context.environments.filter(({ terraform }) => terraform !== undefined);
    if (environments.length === 0) {
      return [];
    }
    const ledger = new GapLedger(listedGaps());
    const began = Date.now();
    const results = await trials(context, environments, ledger);
    const whole = context.options.env === undefined && results.every(({ failures }) => failures.length === 0);
    // a run that ended early did not meet every gap
    const gaps: CheckResult = { environment: '-', check: 'gaps of the mock', passed: ledger.exceptions().length, failures: whole ? ledger.failures() : [], exceptions: ledger.exceptions(), seconds: (Date.now() - began) / 1000 };
    return [...results, gaps];
  },
};

async function trials(context: Context, environments: readonly EmittedEnvironment[], ledger: GapLedger): Promise<readonly CheckResult[]> {
  const terraform = await context.tools.installed('terraform', async (path) => versionIn((await context.processes.run(path, ['version'], { env: OFFLINE })).stdout), 'install Terraform 1.9 or newer from https://developer.hashicorp.com/terraform/install');
  const tofu = await context.tools.go('tofu');
  const config = await cliConfig(context);
  const env = { ...OFFLINE, ...(config === undefined ? {} : { TF_CLI_CONFIG_FILE: config }) };
  const afterEdit = editedPrograms(context);
  const results = await sideBySide(environments, LANES, async ({ name: environment, terraform: stack }) => {
    const mock = await AwsMock.start(context, environment, accountOf(stack as StackJson), ledger);
    try {
      return await new EnvironmentTrial({ context, environment, mock, terraform: terraform.path, tofu: tofu.path, env, afterEdit }).run();
    } finally {
      await mock.stop();
    }
  });
  return results.flat();
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

function versionIn(text: string): string {
  return /v?\d+\.\d+\.\d+/.exec(text)?.[0] ?? 'of unknown version';
}
