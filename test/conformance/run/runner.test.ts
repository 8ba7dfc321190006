import { Baseline } from '../../../conformance/baselines/baseline';
import { PreparedClusters } from '../../../conformance/kubernetes/prepared-clusters';
import { Lanes } from '../../../conformance/processes/lanes';
import { Processes } from '../../../conformance/processes/processes';
import { Progress } from '../../../conformance/report/progress';
import { optionsOf } from '../../../conformance/run/options';
import type { Suite } from '../../../conformance/run/options';
import { runProgramme } from '../../../conformance/run/runner';
import type { Context, Step } from '../../../conformance/run/step';
import { MissingTool } from '../../../conformance/tools/tool';
import { Toolbox } from '../../../conformance/tools/toolbox';

beforeEach(() => {
  jest.spyOn(Progress.prototype, 'say').mockReturnValue(undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

function aContext(...argv: string[]): Context {
  const options = optionsOf(argv);
  const processes = new Processes();
  const progress = new Progress();
  const tools = new Toolbox(options.cache, processes, progress);
  return { options, environments: [], processes, progress, workspace: '', clusters: new PreparedClusters(), lanes: new Lanes(), tools };
}

function aStep(name: string, suite: Suite, error?: Error): Step {
  const row = { environment: 'zurich', check: name, passed: 1, failures: [], seconds: 0 };
  return { name, suite, run: () => (error === undefined ? Promise.resolve([row]) : Promise.reject(error)) };
}

const LIST = new Baseline('some.yaml', [{ finding: 'gone', reason: 'once' }], 'accepted-finding');

test.each([
  ['all', [], ['acceptance', 'plan', 'checkers', 'reviewed lists are all needed']],
  ['those of one part', ['--only', 'terraform'], ['plan']],
  ['those whose name begins so', ['--step', 'acc', 'check'], ['acceptance', 'checkers']],
])('runs %s', async (_, argv, checks) => {
  const steps = [aStep('acceptance', 'kubernetes'), aStep('plan', 'terraform'), aStep('checkers', 'checks')];

  const results = await runProgramme({ steps, baselines: [LIST] }, aContext(...argv));

  expect(results.map(({ check }) => check)).toEqual(checks);
});

test('a step that breaks off is a failure, and the others go on', async () => {
  const steps = [aStep('acceptance', 'kubernetes', new Error('no etcd')), aStep('plan', 'terraform')];

  const results = await runProgramme({ steps, baselines: [] }, aContext());

  expect(results.map(({ check, failures }) => [check, failures.map(({ message }) => message)])).toEqual([
    ['acceptance', ['no etcd']], ['plan', []], ['reviewed lists are all needed', []],
  ]);
});

describe('a program that cannot be had', () => {
  const missing = new MissingTool('checkov', 'install Python');

  test('is a failure with what supplies it', async () => {
    const [result] = await runProgramme({ steps: [aStep('checkers', 'checks', missing)], baselines: [] }, aContext());

    expect(result!.failures).toEqual([{ subject: 'checkers', message: "'checkov' cannot be had; install Python" }]);
  });

  test('is passed over where that was asked for, and reviewed lists are then not judged', async () => {
    const results = await runProgramme({ steps: [aStep('checkers', 'checks', missing)], baselines: [LIST] }, aContext('--allow-missing'));

    expect(results.map(({ skipped, failures }) => ({ skipped, failures }))).toEqual([{ skipped: "'checkov' cannot be had; install Python", failures: [] }]);
  });
});

test('an entry of a reviewed list that nothing needs fails a whole run', async () => {
  const results = await runProgramme({ steps: [aStep('acceptance', 'kubernetes')], baselines: [LIST] }, aContext());

  expect(results[1]!.failures).toEqual([{ subject: 'some.yaml', message: "'gone' matches nothing; take it out" }]);
});
