import { join } from 'node:path';
import { BoundOutput } from './bound-output';
import { BrokenOff, Checks, together } from './checks';
import { Engine, EngineError } from './engine';
import type { Finding } from './finding';
import { bind, deploy } from './hand-off';
import type { AwsMock } from './mock/aws-mock';
import type { GapLedger } from './mock/gap-ledger';
import { regionOf } from './override';
import { brokenPromises, plannedChanges, unchanged } from './planned-changes';
import { ProgramCopy } from './program-copy';
import { LAST_EDIT, PROGRAM_EDITS, type ProgramEdit } from './program-edits';
import { sameProviderForTofu } from './provider-source';
import { layOverride, readStack, trialFolder } from './trial-folder';
import type { CheckResult, Context, Exception } from '../run/step';

/** What a trial works with. */
export interface TrialProps {
  readonly context: Context;
  readonly environment: string;
  readonly mock: AwsMock;
  readonly ledger: GapLedger;
  readonly bound: BoundOutput;
  readonly terraform: string;
  /** It may still be building. */
  readonly tofu: Promise<string>;
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
    this.checks = new Checks(props.environment, props.context);
    this.folder = join(props.context.workspace, `terraform-${props.environment}`);
  }

  public run(): Promise<readonly CheckResult[]> {
    return this.checks.until(async () => {
      const created = await this.firstPlan();
      await together(this.create(), this.tofuPlan(created));
      await together(
        this.checks.run('second plan is empty', async () => unchanged(await this.terraform(this.stack).plan())),
        this.tofuAfterwards(),
        ...PROGRAM_EDITS.map((edit) => this.checks.run(`plan after ${edit.name}`, () => this.changed(edit))),
        this.protectedAgainstDestroy(),
      );
      await this.end();
    });
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
    const { bound, context, environment, env, terraform } = this.props;
    const project = join(this.folder, 'program');
    const ended = { refused: false };
    await this.checks.wait('cdktf deploy', async () => {
      const command = `apply in ${regionOf(readStack(this.stack))}`;
      const exception = await this.tryTo(command, () => deploy(project, environment, context, { ...env, TERRAFORM_BINARY_NAME: terraform }));
      ended.refused = exception !== undefined;
      return exception === undefined ? { passed: (await this.terraform(this.stack).state()).length } : { passed: 0, exceptions: [exception] };
    });
    if (ended.refused) {
      throw new BrokenOff();
    }
    await this.checks.run('aiplane bind', async () => {
      const { folder, finding } = await bind(project, environment, context);
      bound.add({ environment, folder });
      return finding;
    });
  }

  /** Does what exceptions.json may say is refused; the exception, where it was. */
  private async tryTo(command: string, act: () => Promise<void>): Promise<Exception | undefined> {
    try {
      await act();
    } catch (error) {
      const exception = error instanceof EngineError ? this.props.ledger.refused(command, error.message) : undefined;
      if (exception === undefined) {
        throw error;
      }
      return exception;
    }
    this.props.ledger.meet(command, true);
    return undefined;
  }

  private async tofuPlan(created: readonly string[]): Promise<void> {
    const folder = trialFolder(join(this.folder, 'tofu'), this.props.mock.endpoint, { stack: this.stack });
    const tofu = await this.tofu(folder);
    await this.checks.run('tofu init, validate and plan', async () => {
      await tofu.init();
      await tofu.validate();
      const planned = plannedChanges(await tofu.plan()).map(({ address }) => address).sort();
      const message = `has ${planned.length} objects, that of terraform ${created.length}`;
      return { passed: planned.length, failures: planned.join() === created.join() ? [] : [{ subject: 'tofu plan', message }] };
    });
  }

  /** Where Terraform has been, OpenTofu has nothing to do. */
  private async tofuAfterwards(): Promise<void> {
    const initialised = join(this.folder, 'tofu');
    const folder = trialFolder(join(this.folder, 'tofu-after'), this.props.mock.endpoint, { stack: this.stack, initialised, state: this.stack });
    const tofu = await this.tofu(folder);
    await this.checks.run('tofu plans nothing after terraform', async () => unchanged(await tofu.plan()));
  }

  private async changed(edit: ProgramEdit): Promise<Finding> {
    const changes = plannedChanges(await this.terraform(await this.editedFolder(edit)).plan({ refresh: false }));
    return { passed: changes.length, failures: brokenPromises(changes, edit.promise) };
  }

  private protectedAgainstDestroy(): Promise<void> {
    return this.checks.run('protected against destroy', async () => {
      const folder = trialFolder(join(this.folder, 'protected'), this.props.mock.endpoint, { stack: this.stack, initialised: this.stack, state: this.stack });
      const plan = this.terraform(folder).plan({ destroy: true, refresh: false });
      const refusal = await plan.then(() => undefined, (error: EngineError) => error.message);
      const refused = refusal?.split('Instance cannot be destroyed').length ?? 1;
      const failures = refused > 1 ? [] : [{ subject: 'terraform plan -destroy', message: refusal ?? 'is not refused' }];
      return { passed: refused - 1, failures };
    });
  }

  private async end(): Promise<void> {
    const folder = await this.editedFolder(LAST_EDIT);
    const terraform = this.terraform(folder);
    await this.checks.wait(`apply after ${LAST_EDIT.name}`, async () => {
      const changes = plannedChanges(await terraform.plan({ refresh: false }));
      await terraform.applyPlan();
      return { passed: changes.length, failures: brokenPromises(changes, LAST_EDIT.promise) };
    });
    await this.checks.wait('destroy', async () => {
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
    const stack = (await this.props.afterEdit(edit)).stack(environment);
    return trialFolder(join(this.folder, edit.name), mock.endpoint, { stack, initialised: this.stack, state: this.stack });
  }

  private terraform(cwd: string): Engine {
    return new Engine('terraform', this.props.terraform, cwd, this.props.context.processes, this.props.env);
  }

  private async tofu(cwd: string): Promise<Engine> {
    const { context, env, tofu } = this.props;
    return new Engine('tofu', await tofu, cwd, context.processes, { ...env, TF_CLI_CONFIG_FILE: sameProviderForTofu(this.stack, context.workspace) });
  }
}

function sameStack(made: unknown, written: unknown): Finding {
  const same = JSON.stringify(made) === JSON.stringify(written);
  return same ? { passed: 1 } : { passed: 0, failures: [{ subject: 'cdk.tf.json', message: "is not what the example writes; run 'npm start'" }] };
}
