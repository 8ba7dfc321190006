import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { queriesIn, ruleFile } from '../monitoring/queries';
import { watchedPool } from '../monitoring/watched-pool';
import { seconds, sinceStart } from '../run/clock';
import { emittedEnvironments, type EmittedEnvironment } from '../run/emitted';
import type { CheckResult, Context, Failure, Step } from '../run/step';
import { Platform } from 'aiplane';

const SCENARIOS = join(__dirname, '..', 'monitoring', 'scenarios.yaml');

/** Asks Prometheus whether it can read every query that is written, and what alerts say of pools that do well and that do not. */
export class Monitoring implements Step {
  public readonly name = 'monitoring';
  public readonly suite = 'checks';

  public async run(context: Context): Promise<readonly CheckResult[]> {
    const watched = context.environments.filter((environment) => queriesIn(environment).length > 0);
    return Promise.all([
      ...watched.map((environment) => context.lanes.run(() => readQueries(context, environment))),
      context.lanes.run(() => playScenarios(context)),
    ]);
  }
}

async function readQueries(context: Context, environment: EmittedEnvironment): Promise<CheckResult> {
  const began = sinceStart();
  const queries = queriesIn(environment);
  const file = join(folderOf(context, environment.name), 'queries.yaml');
  writeFileSync(file, ruleFile(queries));
  const failures = await said(context, ['check', 'rules', '--lint=none', file], environment.name);
  return { environment: environment.name, check: 'Prometheus reads every query', passed: queries.length - failures.length, failures, seconds: seconds(began) };
}

/** The rules of a pool that promises something, as the library writes them. */
async function playScenarios(context: Context): Promise<CheckResult> {
  const began = sinceStart();
  const folder = folderOf(context, 'scenarios');
  const written = { outdir: join(folder, 'aiplane.out'), cdktfOutdir: join(folder, 'cdktf.out') };
  watchedPool(new Platform(written)).synth();
  const [environment] = emittedEnvironments(written.outdir, written.cdktfOutdir);
  writeFileSync(join(folder, 'rules.yaml'), ruleFile(queriesIn(environment!).filter(({ rule }) => rule !== undefined)));
  const scenarios = join(folder, 'scenarios.yaml');
  copyFileSync(SCENARIOS, scenarios);
  const failures = await said(context, ['test', 'rules', scenarios], 'scenarios');
  return { environment: '-', check: 'alerts speak when they must, and only then', passed: failures.length === 0 ? 1 : 0, failures, seconds: seconds(began) };
}

async function said({ tools, processes }: Context, args: readonly string[], subject: string): Promise<readonly Failure[]> {
  const { path } = await tools.go('promtool');
  const { code, stdout, stderr } = await processes.run(path, args);
  return code === 0 ? [] : [{ subject, message: `${stderr}\n${stdout}`.trim() }];
}

function folderOf({ workspace }: Context, name: string): string {
  const folder = join(workspace, 'monitoring', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
