import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { row } from './plant';
import { seconds, sinceStart } from '../run/clock';
import type { EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Failure } from '../run/step';
import { Engine } from '../terraform/engine';
import { AwsMock } from '../terraform/mock/aws-mock';
import { GapLedger } from '../terraform/mock/gap-ledger';
import { accountOf, type StackJson } from '../terraform/override';
import { unchanged } from '../terraform/planned-changes';
import type { TerraformFinder } from '../terraform/terraform-program';
import { layOverride } from '../terraform/trial-folder';

/** Defects that only the real provider sees, by the very checks that every stack goes through. */
export async function terraformPlants(context: Context, finder: TerraformFinder, environment: EmittedEnvironment): Promise<readonly CheckResult[]> {
  const stack = environment.terraform as StackJson;
  const mock = await AwsMock.start(context, 'planted', accountOf(stack), new GapLedger([]));
  try {
    const trial = async (name: string, planted: StackJson) => engineFor(context, finder, folderWith(context, name, planted, mock.endpoint));
    return [
      await refusedField(await trial('refused-field', withRefusedField(stack))),
      await nonEmptyPlan(await trial('second-plan', neverAtRest(stack))),
    ];
  } finally {
    await mock.stop();
  }
}

async function refusedField(terraform: Engine): Promise<CheckResult> {
  const began = sinceStart();
  await terraform.init();
  const refusal = await terraform.validate().then(() => 'nothing', (error: Error) => error.message);
  const failures = /http_tokens to be one of .*got sometimes/.test(refusal) ? [] : missed('a launch template field that the provider refuses', refusal);
  return row('a launch template field that the provider refuses', 'terraform validate', failures, seconds(began));
}

async function nonEmptyPlan(terraform: Engine): Promise<CheckResult> {
  const began = sinceStart();
  await terraform.init();
  await terraform.plan();
  await terraform.applyPlan();
  const { failures = [] } = unchanged(await terraform.plan());
  const caught = failures.some(({ subject, message }) => subject === 'aws_sqs_queue.Planted' && message === 'would be updated again');
  const name = 'a second plan that is not empty';
  return row(name, "'second plan is empty'", caught ? [] : missed(name, JSON.stringify(failures)), seconds(began));
}

function missed(subject: string, said: string): readonly Failure[] {
  return [{ subject, message: `is not named, but: ${said}` }];
}

/** Every launch template asks for credentials in a way that there is not. */
function withRefusedField(stack: StackJson): StackJson {
  const templates = stack.resource?.aws_launch_template ?? {};
  const changed = Object.entries(templates).map(([id, template]) => [id, { ...template as object, metadata_options: { http_tokens: 'sometimes' } }]);
  return { ...stack, resource: { ...stack.resource, aws_launch_template: Object.fromEntries(changed) as object as Record<string, unknown> } };
}

/** One queue whose tag is another at every look. */
function neverAtRest({ provider, terraform }: StackJson): StackJson {
  return { provider, terraform, resource: { aws_sqs_queue: { Planted: { name: 'planted', tags: { at: '${timestamp()}' } } } } };
}

function folderWith({ workspace }: Context, name: string, stack: StackJson, endpoint: string): string {
  const folder = join(workspace, `planted-${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(stack));
  layOverride(folder, endpoint);
  return folder;
}

async function engineFor(context: Context, finder: TerraformFinder, folder: string): Promise<Engine> {
  const { terraform, env } = await finder.find(context);
  return new Engine('terraform', terraform, folder, context.processes, env);
}
