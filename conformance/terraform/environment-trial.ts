import { join } from 'node:path';
import { CheckFailed, Checks, type Finding } from './checks';
import { Engine, EngineError } from './engine';
import { bind, deploy } from './hand-off';
import type { AwsMock } from './mock/aws-mock';
import { brokenPromises, plannedChanges, type PlanJson } from './planned-changes';
import { ProgramCopy } from './program-copy';
import { LAST_EDIT, PROGRAM_EDITS, type ProgramEdit } from './program-edits';
import { sameProviderForTofu } from './provider-source';
import { layOverride, readStack, trialFolder } from './trial-folder';
import type { CheckResult, Context } from '../run/step';

/** What a trial works with. */
export interface TrialProps {
  readonly context: Context;
  readonly environment: string;
  readonly mock: AwsMock;
  readonly terraform: string;
  readonly tofu: string;
  /** Variables for both engines. */
  readonly env: Readonly<Record<string, string>>;
  /** The program after an edit; made once for all environments. */
  readonly afterEdit: (edit: ProgramEdit) => Promise<ProgramCopy>;
}

/** One environment's life at a mocked cloud: planned, created, changed, destroyed. */
export class EnvironmentTrial {
  private readonly checks: Checks;
  private readonly folder: string;
  private stack = '';

  public constructor(private readonly props: TrialProps) {
    this.checks = new Checks(props.environment, props.context.progress);
    this.folder = join(props.context.workspace, `terraform-${props.environment}`);
  }

  public async run(): Promise<readonly CheckResult[]> {
    try {
      const created = await this.firstPlan();
      await this.create();
      await this.checks.run('second plan is empty', async () => unchanged(await this.terraform(this.stack).plan()));
      await this.tofu(created);
      for (const edit of PROGRAM_EDITS) {
        await this.checks.run(`plan after ${edit.name}`, () => this.changed(edit));
      }
      await this.end();
    } catch (error) {
      this.giveUp(error);
    }
    return this.checks.results;
  }

  private async firstPlan(): Promise<readonly string[]> {
    const { context, environment, mock } = this.props;
    const program = ProgramCopy.make(join(this.folder, 'program'), context.processes);
    this.stack = program.stack(environment);
    await this.checks.run('stack is what was written', async () => {
      await program.run();
      layOverride(this.stack, mock.endpoint);
      return sameStack(readStack(this.stack), context.environments.find(({ name }) => name === environment)?.terraform);
    });
    const terraform = this.terraform(this.stack);
    await this.checks.run('terraform init and validate', async () => {
      await terraform.init();
      await terraform.validate();
      return { passed: 2 };
    });
    let created: readonly string[] = [];
    await this.checks.run('terraform plan', async () => {
      const changes = plannedChanges(await terraform.plan());
      created = changes.map(({ address }) => address).sort();
      return { passed: changes.length, failures: brokenPromises(changes, { created: /./ }) };
    });
    return created;
  }

  private async create(): Promise<void> {
    const { context, environment, env, terraform } = this.props;
    const project = join(this.folder, 'program');
    await this.checks.run('cdktf deploy', async () => {
      await deploy(project, environment, context, { ...env, TERRAFORM_BINARY_NAME: terraform });
      return { passed: (await this.terraform(this.stack).state()).length };
    });
    await this.checks.run('aiplane bind', () => bind(project, environment, context));
  }

  /** The same from nothing by OpenTofu, and then nothing to do for it where Terraform has been. */
  private async tofu(created: readonly string[]): Promise<void> {
    const { context, env, mock, tofu } = this.props;
    const folder = trialFolder(join(this.folder, 'tofu'), mock.endpoint, { stack: this.stack });
    const tofuEnv = { ...env, TF_CLI_CONFIG_FILE: sameProviderForTofu(this.stack, context.workspace) };
    const engine = (cwd: string) => new Engine('tofu', tofu, cwd, context.processes, tofuEnv);
    await this.checks.run('tofu init, validate and plan', async () => {
      await engine(folder).init();
      await engine(folder).validate();
      const planned = plannedChanges(await engine(folder).plan()).map(({ address }) => address).sort();
      return planned.join() === created.join() ? { passed: planned.length } : { passed: 0, failures: [{ subject: 'tofu plan', message: `plans ${planned.length} objects, terraform ${created.length}` }] };
    });
    await this.checks.run('tofu has nothing to do after terraform', async () => {
      const after = trialFolder(join(this.folder, 'tofu-after'), mock.endpoint, { stack: this.stack, initialised: folder, state: this.stack });
      return unchanged(await engine(after).plan());
    });
  }

  private async changed(edit: ProgramEdit): Promise<Finding> {
    const changes = plannedChanges(await this.terraform(await this.editedFolder(edit)).plan({ refresh: false }));
    return { passed: changes.length, failures: brokenPromises(changes, edit.promise) };
  }

  private async end(): Promise<void> {
    await this.checks.run('protected against destroy', async () => {
      const refusal = await this.terraform(this.stack).plan({ destroy: true, refresh: false }).then(() => undefined, (error: EngineError) => error.message);
      const refused = refusal?.split('Instance cannot be destroyed').length ?? 1;
      return refused > 1 ? { passed: refused - 1 } : { passed: 0, failures: [{ subject: 'terraform plan -destroy', message: refusal ?? 'is not refused' }] };
    });
    const folder = await this.editedFolder(LAST_EDIT);
    const terraform = this.terraform(folder);
    await this.checks.run(`apply after ${LAST_EDIT.name}`, async () => {
      const changes = plannedChanges(await terraform.plan({ refresh: false }));
      await terraform.applyPlan();
      return { passed: changes.length, failures: brokenPromises(changes, LAST_EDIT.promise) };
    });
    await this.checks.run('destroy', async () => {
      const before = await terraform.state();
      await this.fillBuckets(folder);
      await terraform.plan({ destroy: true, refresh: false });
      await terraform.applyPlan();
      const left = await terraform.state();
      return { passed: before.length - left.length, failures: left.map((subject) => ({ subject, message: 'is left after destroy' })) };
    });
  }

  /** An empty bucket would go without being told to. */
  private async fillBuckets(folder: string): Promise<void> {
    const buckets = readStack(folder).resource?.aws_s3_bucket ?? {};
    for (const { bucket } of Object.values(buckets) as { bucket?: string }[]) {
      await fetch(`${this.props.mock.endpoint}/${bucket}/left-behind`, { method: 'PUT', body: 'left behind' });
    }
  }

  private async editedFolder(edit: ProgramEdit): Promise<string> {
    const { environment, mock } = this.props;
    const program = await this.props.afterEdit(edit);
    return trialFolder(join(this.folder, edit.name), mock.endpoint, { stack: program.stack(environment), initialised: this.stack, state: this.stack });
  }

  private terraform(cwd: string): Engine {
    return new Engine('terraform', this.props.terraform, cwd, this.props.context.processes, this.props.env);
  }

  private giveUp(error: unknown): void {
    // a failed check is in the table; the checks after it have nothing to stand on
    if (!(error instanceof CheckFailed)) {
      throw error;
    }
  }
}

function unchanged(plan: PlanJson): Finding {
  const changes = plannedChanges(plan);
  const outputs = plan.resource_changes !== undefined && changes.length === 0 ? [{ subject: 'outputs', message: 'would change again' }] : [];
  const failures = [...changes.map(({ address, action }) => ({ subject: address, message: `would be ${action}d again` })), ...outputs];
  return { passed: failures.length === 0 ? 1 : 0, failures };
}

function sameStack(made: unknown, written: unknown): Finding {
  const same = JSON.stringify(made) === JSON.stringify(written);
  return same ? { passed: 1 } : { passed: 0, failures: [{ subject: 'cdk.tf.json', message: "is not what the example writes; run 'npm start'" }] };
}
