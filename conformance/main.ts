import { PreparedClusters } from './kubernetes/prepared-clusters';
import { Lanes } from './processes/lanes';
import { Processes } from './processes/processes';
import { Progress } from './report/progress';
import { reportOf, totalsOf, writeReport } from './report/report-file';
import { tableOf } from './report/table';
import { seconds, sinceStart } from './run/clock';
import { emittedEnvironments, type EmittedEnvironment } from './run/emitted';
import { delivered } from './run/example-values';
import { optionsOf, type Options } from './run/options';
import { runProgramme } from './run/runner';
import type { Context } from './run/step';
import { makeWorkspace, removeWorkspace } from './run/workspace';
import { wholeProgramme } from './steps';
import { Toolbox } from './tools/toolbox';

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  const began = sinceStart();
  const context = await contextOf(options);
  const results = await runProgramme(wholeProgramme(), context);
  const totals = totalsOf(results);
  console.log(tableOf(results));
  writeReport(options.report, reportOf(results, await context.tools.used(), seconds(began)));
  console.log(`report: ${options.report}\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  if (options.keep) {
    console.log('the clusters are kept until Ctrl-C');
    await new Promise(() => setInterval(() => undefined, 60_000));
  }
  return totals.failed === 0 ? 0 : 1;
}

async function contextOf(options: Options): Promise<Context> {
  const processes = new Processes();
  const workspace = makeWorkspace();
  // also reached by process.exit and by an uncaught error: nothing that was started outlives this process
  process.once('exit', () => {
    processes.killAll();
    removeWorkspace(workspace);
  });
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    process.once(signal, () => process.exit(code));
  }
  const progress = new Progress();
  const tools = new Toolbox(options.cache, processes, progress);
  const environments = await delivered(chosen(options), options.output, 'example-values', { processes, workspace });
  return { options, environments, tools, processes, workspace, progress, clusters: new PreparedClusters(), lanes: new Lanes() };
}

function chosen({ output, terraform, env }: Options): readonly EmittedEnvironment[] {
  const all = emittedEnvironments(output, terraform);
  const unknown = env?.find((name) => !all.some((environment) => environment.name === name));
  if (unknown !== undefined) {
    throw new Error(`there is no environment '${unknown}'; there are: ${all.map(({ name }) => name).join(', ')}`);
  }
  return env === undefined ? all : all.filter(({ name }) => env.includes(name));
}

// a step that waits for what never comes would end the process in silence, and as if all were well
process.once('beforeExit', () => {
  console.error('ended before every step had: nothing is left that a step could wait for');
  process.exit(1);
});

main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
