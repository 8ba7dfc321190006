import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { assistantPlatform } from '../examples/assistant/platform';
import {
  Accelerator, EksDistribution, Environment, GpuNodeGroup, InferencePool, Jurisdiction, K3sDistribution, KubernetesDistribution, Model,
  OpenShiftDistribution, Operator, Platform, ScalingMetric, SovereignDataZone, summary,
} from '../src';
import { tickets } from './docs/own-facts';
import { FrontEnd, keepRenamed, patchPicker, patchPool, tagNodes } from './docs/own-objects';
import { anchorsOf, exists, localLinks, missingFrom, page, pages, quotedBlocks, rowsBelow, textOf } from './support/pages';
import { aFolder, aPlatform, filesBelow, thrownBy } from './support/platforms';
import { aBlueprint } from './support/programs';
import { publicSurface } from './support/public-surface';
import { sourceFiles } from './support/source-files';
import { anAwsTarget, anOnPremTarget } from './support/targets';
import { run } from '../src/cli/program';

const GOLDEN = path.join(__dirname, 'golden');
const PAGES = pages();
const GUIDES = ['environments-and-targets', 'sovereign-data-zone', 'gpu-node-group', 'inference-pool', 'legacy-vm', 'hand-off', 'own-resources', 'wiring'];

describe('what a page quotes', () => {
  const blocks = PAGES.flatMap(quotedBlocks);

  test.each(GUIDES)('the guide %s starts with an example that runs', (guide) => {
    const { text } = page(`docs/${guide}.md`);
    expect(text).toMatch(/^# .+\n\n```ts title="examples\/[\w/-]+\.ts"/);
  });

  test('whole files are the files', () => {
    const whole = blocks.filter(({ excerpt }) => !excerpt);
    expect(whole.length).toBeGreaterThan(0);
    whole.forEach(({ page: from, file, text }) => expect(`${from}: ${file}\n${text}`).toBe(`${from}: ${file}\n${textOf(file)}`));
  });

  test('excerpts are in their files, line by line', () => {
    const excerpts = blocks.filter(({ excerpt }) => excerpt);
    expect(excerpts.length).toBeGreaterThan(0);
    excerpts.forEach(({ page: from, file, text }) => expect([from, file, missingFrom(textOf(file), text)]).toEqual([from, file, undefined]));
  });

  test('an excerpt that its file does not hold is found', () => {
    const file = '  a\n  b\n  c\n';
    expect(missingFrom(file, 'a\nc\n')).toBe('a\nc');
    expect(missingFrom(file, 'c\n\na\n')).toBe('a');
    expect(missingFrom(file, 'a\n\nc\n')).toBeUndefined();
    expect(missingFrom(file, '  b\n  c\n')).toBeUndefined();
  });
});

describe('what a page names', () => {
  test('every relative link leads to a file, and to a heading where it names one', () => {
    const links = PAGES.flatMap((from) => localLinks(from).map((target) => ({ from, target })));
    const broken = links.filter(({ from, target }) => {
      const [file = '', anchor] = target.split('#');
      const linked = file === '' ? from.path : path.posix.join(path.posix.dirname(from.path), file);
      return !exists(linked) || (anchor !== undefined && !anchorsOf(textOf(linked)).includes(anchor));
    });
    expect(links.length).toBeGreaterThan(0);
    expect(broken.map(({ from, target }) => `${from.path}: ${target}`)).toEqual([]);
  });

  test('no page names a path of this machine', () => {
    const here = [process.cwd(), os.homedir(), os.tmpdir()].filter((folder) => folder.length > 1);
    const telling = PAGES.filter(({ text }) => here.some((folder) => text.includes(folder)) || /\/(?:home|Users)\/\w/.test(text));
    expect(telling.map((one) => one.path)).toEqual([]);
  });

  test('decisions are short, and say context, decision and consequence', () => {
    const decisions = PAGES.filter(({ path: file }) => file.startsWith('docs/decisions/'));
    expect(decisions.length).toBeGreaterThan(0);
    const wrong = decisions.filter(({ text }) => text.trimEnd().split('\n').length > 25 || !/\*\*Context\.\*\*[^]*\*\*Decision\.\*\*[^]*\*\*Consequence\.\*\*/.test(text));
    expect(wrong.map((one) => one.path)).toEqual([]);
  });
});

describe('codes', () => {
  const sources = sourceFiles(path.join(__dirname, '..', 'src')).map(({ text }) => text).join('\n');
  const codesIn = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, code]) => code!))].sort();
  const codesOfFindings = codesIn(/\bcode: '(\w+)',\s*severity:/g);
  const codesOfErrors = codesIn(/\bcode: '(\w+)'/g).filter((code) => !codesOfFindings.includes(code));
  const listed = (heading: string) => rowsBelow(heading, page('docs/errors.md')).slice(1).map(([code = '']) => code.replace(/`/g, ''));

  test.each([['Errors', codesOfErrors], ['Findings', codesOfFindings]])('of %s are all listed, once, in order, and no others', (heading, codes) => {
    const rows = listed(heading);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !rows.includes(code))).toEqual([]);
    expect(rows.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
    expect(rows).toEqual([...new Set(rows)].sort());
  });
});

describe('API groups', () => {
  const BUILT_IN = /^(?:v1|apps|batch|policy|kustomize\.config\.k8s\.io|(?:admissionregistration|networking|rbac\.authorization|scheduling|storage)\.k8s\.io)$/;
  const [head, ...rows] = rowsBelow('API groups', page('docs/prerequisites.md'));

  /** Groups of the custom resources that the examples write for a distribution. */
  function writtenFor(distribution: string): readonly string[] {
    const files = Object.entries(filesBelow(GOLDEN));
    const reports = files.filter(([file]) => file.endsWith('reports/report.json')).flatMap(([file, text]) => {
      const { environments } = JSON.parse(text) as { readonly environments: readonly { readonly name: string; readonly distribution: string }[] };
      return environments.filter((one) => one.distribution === distribution).map(({ name }) => path.join(path.dirname(file), '..', 'environments', name));
    });
    const texts = files.filter(([file]) => reports.some((folder) => file.startsWith(`${folder}${path.sep}`)) && file.endsWith('.yaml')).map(([, text]) => text);
    const groups = texts.flatMap((text) => [...text.matchAll(/^apiVersion: ([^/\s]+)/gm)].map(([, group]) => group!));
    return [...new Set(groups)].filter((group) => !BUILT_IN.test(group)).sort();
  }

  test.each(['kubernetes', 'eks', 'k3s', 'openshift'])('that the examples write on %s are the ones that are marked', (distribution) => {
    const column = head!.indexOf(distribution);
    const marked = rows.filter((row) => row[column] === '✓').map((row) => /^`([^`]+)`/.exec(row[0]!)![1]!).sort();
    expect(marked.length).toBeGreaterThan(0);
    expect(marked).toEqual(writtenFor(distribution));
  });
});

describe('prerequisites', () => {
  const [upstream, eks] = [new KubernetesDistribution().operators, new EksDistribution().operators];
  const rowOf = (operator: Operator, note = '') => [`${operator.title}${note}`, operator.from, operator.version, operator.settings ?? ''].map((cell) => cell.trim());

  test.each<[string, readonly Operator[]]>([
    ['kubernetes and eks', upstream], ['k3s', new K3sDistribution().operators], ['openshift', new OpenShiftDistribution().operators],
  ])('of %s are the operators that the library declares for its clusters, and no others', (heading, operators) => {
    const note = (operator: Operator) => (operators === upstream && !eks.includes(operator) ? ' (kubernetes only)' : '');
    const installed = operators.filter(({ from }) => from !== 'the cluster itself');
    const [, ...rows] = rowsBelow(heading, page('docs/prerequisites.md'));
    expect(rows.map((row) => [0, 1, 2, 3].map((column) => (row[column] ?? '').replace(/\|/g, '').trim()))).toEqual(installed.map((operator) => rowOf(operator, note(operator))));
  });

  test('of eks are some of those of kubernetes', () => {
    expect(eks.filter((operator) => !upstream.includes(operator))).toEqual([]);
  });
});

describe('wiring', () => {
  const rules = sourceFiles(path.join(__dirname, '..', 'src', 'policy', 'rules', 'wiring')).map((file) => file.path);
  const { text } = page('docs/wiring.md');

  test('every rule is in the table, and has tests that break it', () => {
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule) => !text.includes(`(../src/policy/rules/wiring/${rule})`))).toEqual([]);
    expect(rules.filter((rule) => !exists(`test/policy/wiring/${rule.replace(/ts$/, 'test.ts')}`))).toEqual([]);
  });

  test('all nineteen numbers are there', () => {
    const numbers = rowsBelow('Rules', page('docs/wiring.md')).slice(1).flatMap(([number = '']) => number.split(', ').map(Number));
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
  });
});

describe('a refusal that a page shows is what the library says', () => {
  const zoneAt = (jurisdiction: Jurisdiction) => new SovereignDataZone(new Environment(aPlatform(), 'place', { target: anAwsTarget() }), 'Zone', { jurisdiction });
  const poolOf = (props: object, nodes: object) => {
    const zone = zoneAt(Jurisdiction.GERMANY);
    const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H100_80GB, gpusPerNode: 8, maxNodes: 1, ...nodes });
    return new InferencePool(zone, 'Chat', { model: Model.LLAMA_3_3_70B_INSTRUCT, nodes: gpus, ...props });
  };

  test.each<[string, () => unknown]>([
    ['sovereign-data-zone', () => zoneAt(Jurisdiction.SWITZERLAND)],
    ['inference-pool', () => poolOf({ tensorParallelSize: 1 }, {})],
    ['inference', () => poolOf({ tensorParallelSize: 4, maxModelLen: 131_072, maxConcurrency: 8 }, {})],
    ['inference-pool', () => poolOf({ tensorParallelSize: 2, minReplicas: 1, maxReplicas: 16, scaleOn: ScalingMetric.queueDepth(8) }, { maxNodes: 3 })],
  ])('in %s', (guide, program) => {
    expect(page(`docs/${guide}.md`).text).toContain(`    ${thrownBy(program).message}\n`);
  });
});

describe('what a page prints', () => {
  /** Rows of a table that a terminal shows, without the last column, which is time. */
  const cells = (text: string) => text.split('\n').filter((line) => line.startsWith('│')).map((line) => line.split('│').slice(1, -2).map((cell) => cell.trim()));

  test('as what npm start prints is what it prints, but for the seconds', () => {
    const folder = aFolder();
    const platform = assistantPlatform({ outdir: path.join(folder, 'aiplane.out'), cdktfOutdir: path.join(folder, 'cdktf.out') });
    const printed = summary(platform.emit());
    const [, quoted = ''] = /```text\n([^]*?)```/.exec(page('README.md').text) ?? [];
    expect(cells(quoted)).toEqual(cells(printed));
    expect(quoted.split('\n\n')[1]).toBe(printed.split('\n\n').find((section) => section.startsWith('next:')));
  });

  test('as the options of a model is what aiplane size prints', () => {
    const [, flags = '', quoted = ''] = /^ +aiplane size (.+)\n\n((?: +\S.*\n)+)/m.exec(page('docs/inference.md').text) ?? [];
    let printed = '';
    run(['size', ...flags.split(' ')], { out: (text) => { printed += text; }, err: (text) => { printed += text; } });
    expect(quoted.split('\n').filter((line) => line !== '').map((line) => line.trim())).toEqual(printed.split('\n\n')[1]!.split('\n').map((line) => line.trim()));
  });
});

describe('the guide to inference', () => {
  const { text } = page('docs/inference.md');
  const [, refusals = ''] = text.split('\n### Why it was refused\n');

  test('has the formula of every refusal of a layout or of the memory', () => {
    const sizing = sourceFiles(path.join(__dirname, '..', 'src', 'inference', 'sizing')).map((file) => file.text).join('\n');
    const codes = rowsBelow('Errors', page('docs/errors.md')).slice(1).map(([code = '']) => code.replace(/`/g, '')).filter((code) => sizing.includes(`'${code}'`));
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.filter((code) => !refusals.split('\n### ')[0]!.includes(`\`${code}\``))).toEqual([]);
  });

  test('leads to every section that it has', () => {
    const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => anchorsOf(`## ${heading}`)[0]);
    const contents = text.split('\n## ')[0]!;
    expect(sections.filter((section) => !contents.includes(`(#${section})`))).toEqual([]);
  });

  test('takes models and GPUs that the catalog lacks', () => {
    const folder = aFolder();
    fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({
      architectures: ['LlamaForCausalLM'], hidden_size: 4096, intermediate_size: 14_336, num_attention_heads: 32, num_hidden_layers: 32, num_key_value_heads: 8,
      head_dim: 128, vocab_size: 128_256, torch_dtype: 'bfloat16', max_position_embeddings: 131_072,
    }));
    const pool = tickets(new Environment(aPlatform(), 'place', { target: anOnPremTarget() }), folder);
    expect([pool.model.name, pool.sizing.verdict, pool.maxGpus]).toEqual(['tickets-8b', 'fits', 1]);
    expect(() => (pool.node.root as Platform).synth()).not.toThrow();
  });
});

describe('the table of props', () => {
  const { members } = publicSurface(path.join(__dirname, '..', 'src', 'index.ts'));

  test.each([
    ['GpuNodeGroupProps', 'gpu-node-group'], ['InferencePoolProps', 'inference-pool'], ['LegacyVmProps', 'legacy-vm'], ['SovereignDataZoneProps', 'sovereign-data-zone'], ['RoutingProps', 'inference'],
  ])('of %s in the guide %s has all of them', (props, guide) => {
    const listed = page(`docs/${guide}.md`).text.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => [...line.split(' | ')[0]!.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const own = members.map(({ name }) => name.split('.')).filter(([of]) => of === props).map(([, name]) => name);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((name) => !listed.includes(name))).toEqual([]);
  });
});

test('the patches of the guide to own resources do what it says', () => {
  // GIVEN
  const folder = aFolder();
  const { environment, zone, gpus, chat } = aBlueprint(anAwsTarget(), {}, aPlatform(folder));
  // WHEN
  chat.allowFrom(new FrontEnd(zone, 'FrontEnd'));
  patchPool(chat);
  patchPicker(chat);
  tagNodes(gpus);
  keepRenamed(environment);
  (environment.node.root as Platform).synth();
  // THEN
  const written = filesBelow(folder);
  const workloads = (file: string) => written[`aiplane.out/environments/place/20-workloads/${file}.yaml`];
  expect(workloads('zone-chat')).toContain('bank.example/owner: assistant-team');
  expect(workloads('zone-chat')).toContain('cpu: 500m');
  expect(workloads('zone-front-end')).toMatch(/name: web\n {2}namespace: zone\n[^]*drop:\n {16}- ALL\n[^]*seccompProfile:\n {10}type: RuntimeDefault\n/);
  expect(workloads('zone-chat-access-front-end')).toContain('bank.example/app: front-end');
  const terraform = JSON.parse(written['cdktf.out/stacks/place/cdk.tf.json']!) as { readonly [key: string]: unknown };
  expect(terraform.moved).toEqual([{ from: 'aws_sqs_queue.Feedback', to: 'aws_sqs_queue.Answers' }]);
  expect(JSON.stringify(terraform.resource)).toContain('"CostCentre":"4711"');
});
