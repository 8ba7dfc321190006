import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Baseline } from '../baselines/baseline';
import { checkovVerdict } from '../checkers/checkov';
import { kubeScoreVerdict, type Verdict } from '../checkers/kube-score';
import { seconds, sinceStart } from '../run/clock';
import type { EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Step } from '../run/step';

/** The reviewed lists of the checkers. */
export interface CheckerBaselines {
  readonly kubeScore: Baseline;
  readonly checkov: Baseline;
}

/** Asks checkers that know nothing of this project; a finding that is not on a reviewed list is a failure. */
export class Checkers implements Step {
  public readonly name = 'checkers';
  public readonly suite = 'checks';

  public constructor(private readonly baselines: CheckerBaselines) {}

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const folder = join(context.workspace, 'checked');
    const { environments, lanes } = context;
    await Promise.all(environments.map((environment) => lanes.run(() => gather(context, environment, join(folder, environment.name)))));
    const [scores, checkov] = await Promise.all([
      Promise.all(environments.map((environment) => lanes.run(() => this.kubeScore(context, environment, folder)))),
      lanes.run(() => this.checkov(context, folder)),
    ]);
    return [...scores, ...checkov];
  }

  private async kubeScore({ tools, processes }: Context, environment: EmittedEnvironment, folder: string): Promise<CheckResult> {
    const began = sinceStart();
    const { path } = await tools.go('kube-score');
    const { stdout } = await processes.run(path, ['score', '--output-format', 'json', join(folder, environment.name, MANIFESTS)]);
    return this.judged(environment, 'kube-score', kubeScoreVerdict(stdout), this.baselines.kubeScore, seconds(began));
  }

  private async checkov({ tools, processes, environments }: Context, folder: string): Promise<readonly CheckResult[]> {
    const began = sinceStart();
    const { path } = await tools.python('checkov');
    // one process for all: it takes longer to start than to check
    const { stdout, stderr } = await processes.run(path, [
      '--directory', folder, '--framework', 'kubernetes', 'terraform_json', '--output', 'json', '--compact', '--skip-download',
    ]);
    if (!/^\s*[[{]/.test(stdout)) {
      throw new Error(`checkov said nothing that can be read: ${stderr.trim().split('\n').slice(-3).join('\n')}`);
    }
    const taken = seconds(began);
    return environments.flatMap((environment) => {
      const verdict = (framework: string) => checkovVerdict(stdout, framework, environment.name);
      const kubernetes = this.judged(environment, 'checkov, Kubernetes', verdict('kubernetes'), this.baselines.checkov, taken);
      return environment.terraform === undefined
        ? [kubernetes]
        : [kubernetes, this.judged(environment, 'checkov, Terraform', verdict('terraform_json'), this.baselines.checkov, 0)];
    });
  }

  private judged({ name }: EmittedEnvironment, check: string, { passed, findings }: Verdict, baseline: Baseline, taken: number): CheckResult {
    const { failures, exceptions } = baseline.judge(findings);
    // a checker that reads nothing also finds nothing
    const blind = passed + findings.length === 0 ? [{ subject: name, message: 'the checker read nothing' }] : [];
    return { environment: name, check, passed, failures: [...failures, ...blind], exceptions, seconds: taken };
  }
}

const MANIFESTS = 'manifests.yaml';

/** Puts what the checkers read into one folder an environment. */
async function gather({ tools, processes, options }: Context, { name, folder }: EmittedEnvironment, target: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  const { path } = await tools.go('kustomize');
  const { stdout } = await processes.run(path, ['build', folder]);
  writeFileSync(join(target, MANIFESTS), stdout);
  const stack = join(options.terraform, 'stacks', name, 'cdk.tf.json');
  if (existsSync(stack)) {
    copyFileSync(stack, join(target, 'cdk.tf.json'));
  }
}
