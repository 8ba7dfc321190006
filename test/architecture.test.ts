import { join, posix } from 'node:path';
import { cyclesAmong, linesWithAny, neighboursOf, onlyExports, packagesOf, sourceFiles, wordsOf, type SourceFile } from './support/source-files';

/** Checks all files of the library and names each offender with what offends. */
type Rule = (files: readonly SourceFile[]) => readonly string[];

const BELOW_TARGET = ['errors', 'units', 'catalog', 'target'];
const BELOW_DOMAIN = [...BELOW_TARGET, 'core'];
const DOMAIN = ['sovereignty', 'compute', 'inference', 'virtualization'];
/** Shapes of Kubernetes objects: the built-in ones, and those of definitions, which embed them. */
const OBJECTS = ['distribution/kubernetes/api', 'distribution/crds'];

/**
 * What each part of `src` may import besides itself.
 *
 * A part is a folder or a file of `src`. A folder inside that has a row here, or that lies in `infrastructure` or `distribution`, is a part of its own.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors': [],
  'units': ['errors'],
  'catalog': ['errors', 'units'],
  'target': ['errors', 'units', 'catalog'],
  'core': BELOW_TARGET,
  'infrastructure': BELOW_TARGET,
  'infrastructure/site': [...BELOW_TARGET, 'infrastructure'],
  'infrastructure/aws': [...BELOW_TARGET, 'infrastructure'],
  'infrastructure/on-prem': [...BELOW_TARGET, 'infrastructure', 'infrastructure/site'],
  'infrastructure/edge': [...BELOW_TARGET, 'infrastructure', 'infrastructure/site'],
  'distribution/kubernetes/api': BELOW_TARGET,
  'distribution/crds': [...BELOW_TARGET, 'distribution/kubernetes/api'],
  'distribution/kubernetes': [...BELOW_TARGET, ...OBJECTS],
  'distribution/eks': [...BELOW_TARGET, ...OBJECTS, 'distribution/kubernetes'],
  'distribution/k3s': [...BELOW_TARGET, ...OBJECTS, 'distribution/kubernetes'],
  'distribution/openshift': [...BELOW_TARGET, ...OBJECTS, 'distribution/kubernetes'],
  'sovereignty': BELOW_DOMAIN,
  'compute': [...BELOW_DOMAIN, 'sovereignty'],
  'inference/sizing': ['errors', 'units', 'catalog'],
  'inference': [...BELOW_DOMAIN, 'sovereignty', 'compute', 'inference/sizing'],
  'virtualization': [...BELOW_DOMAIN, 'sovereignty'],
  'policy': [...BELOW_DOMAIN, 'inference/sizing'],
  'report': [...BELOW_DOMAIN, ...DOMAIN, 'policy'],
  'emit': [...BELOW_DOMAIN, ...DOMAIN, 'policy', 'report'],
  'cli': ['errors', 'units', 'catalog', 'core', 'inference/sizing', 'report', 'emit'],
  'targets.ts': [
    ...BELOW_TARGET, 'infrastructure/aws', 'infrastructure/on-prem', 'infrastructure/edge',
    'distribution/kubernetes', 'distribution/eks', 'distribution/k3s', 'distribution/openshift',
  ],
  'platform.ts': [...BELOW_DOMAIN, ...DOMAIN, 'policy', 'report', 'emit'],
};

/** The engines that a part may import; any other part imports neither. */
const MAY_USE_ENGINE: Readonly<Record<string, readonly Engine[]>> = {
  'units': ['cdk8s'],
  'core': ['cdk8s', 'cdktf'],
  'infrastructure': ['cdktf'],
  'distribution': ['cdk8s'],
  'platform.ts': ['cdk8s', 'cdktf'],
};

type Engine = 'cdk8s' | 'cdktf';

const TARGET_NAMES = ['aws', 'eks', 'openshift', 'k3s', 'amazon'];
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|types|interfaces)$|-(utils?|helpers?)$/;
const LONGEST_FILE = 300;

/** Files that may say `any`, and why no better type exists; none does. */
const MAY_SAY_ANY: ReadonlySet<string> = new Set([]);

function partOf(path: string): string {
  const names = path.split('/');
  const folders = names.slice(0, -1).map((_name, depth) => names.slice(0, depth + 1).join('/'));
  const divided = ['infrastructure', 'distribution'].includes(names[0]);
  return folders.filter((folder, depth) => folder in MAY_IMPORT || depth === 0 || (divided && depth === 1)).pop() ?? path;
}

function topOf(path: string): string {
  return path.split('/')[0];
}

function engineOf(packageName: string): Engine | undefined {
  if (/^(cdktf|@cdktf)(\/|$)/.test(packageName)) return 'cdktf';
  return /^cdk8s(-plus-\d+)?(\/|$)/.test(packageName) ? 'cdk8s' : undefined;
}

const everyPartIsKnown: Rule = (files) => files
  .filter(({ path }) => path !== 'index.ts' && !(partOf(path) in MAY_IMPORT))
  .map(({ path }) => `${path} is in '${partOf(path)}', of which the table of layers says nothing`);

const layersPointOneWay: Rule = (files) => files.flatMap((file) => neighboursOf(file, files)
  .filter((other) => partOf(other) !== partOf(file.path) && file.path !== 'index.ts' && !MAY_IMPORT[partOf(file.path)]?.includes(partOf(other)))
  .map((other) => `${file.path} imports ${other}, but '${partOf(file.path)}' must not know '${partOf(other)}'`));

const enginesStayInTheirFolders: Rule = (files) => files.flatMap((file) => packagesOf(file)
  .filter((name) => {
    const engine = engineOf(name);
    return engine !== undefined && !MAY_USE_ENGINE[topOf(file.path)]?.includes(engine);
  })
  .map((name) => `${file.path} imports '${name}', but '${topOf(file.path)}' must not know ${engineOf(name)}`));

const domainNamesNoTarget: Rule = (files) => files
  .filter(({ path }) => DOMAIN.includes(topOf(path)))
  .flatMap((file) => {
    const words = new Set(wordsOf(file));
    return TARGET_NAMES.filter((name) => words.has(name)).map((name) => `${file.path} says '${name}'`);
  });

const nothingIsCyclic: Rule = (files) => cyclesAmong(files);

const namesSaySomething: Rule = (files) => files
  .filter(({ path }) => path.replace(/\.ts$/, '').split(/[/.]/).some((word) => EMPTY_NAMES.test(word)))
  .map(({ path }) => `${path} is named after a kind of code, not after a thing`);

const bindingsAreImportedDeeply: Rule = (files) => files
  .filter((file) => packagesOf(file).some((name) => /^@cdktf\/provider-aws(\/lib(\/index)?)?\/?$/.test(name)))
  .map(({ path }) => `${path} imports the root of @cdktf/provider-aws, not one resource`);

const filesAreShort: Rule = (files) => files
  .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
  .filter(({ lines }) => lines > LONGEST_FILE)
  .map(({ path, lines }) => `${path} has ${lines} lines, more than ${LONGEST_FILE}`);

const anyIsListed: Rule = (files) => files
  .filter(({ path }) => !MAY_SAY_ANY.has(path))
  .flatMap((file) => linesWithAny(file).map((line) => `${file.path}:${line} says any`));

const indexOnlyExports: Rule = (files) => files
  .filter((file) => posix.basename(file.path) === 'index.ts' && !onlyExports(file))
  .map(({ path }) => `${path} does more than export`);

const RULES: readonly (readonly [sentence: string, rule: Rule])[] = [
  ['every file is in a part that the table of layers knows', everyPartIsKnown],
  ['imports point from a layer to those below it', layersPointOneWay],
  ['an engine is known only where the library meets it', enginesStayInTheirFolders],
  ['the domain names no target', domainNamesNoTarget],
  ['no import is cyclic', nothingIsCyclic],
  ['no file is named after a kind of code', namesSaySomething],
  ['a resource of the provider is imported by its own path', bindingsAreImportedDeeply],
  ['no file is longer than 300 lines', filesAreShort],
  ['any is said only where it is listed', anyIsListed],
  ['an index only exports', indexOnlyExports],
];

describe('the library', () => {
  const files = sourceFiles(join(__dirname, '../src'));
  const paths = new Set(files.map(({ path }) => path));

  test('is where these rules look for it', () => {
    const parts = new Set(files.map(({ path }) => partOf(path)));

    expect(Object.keys(MAY_IMPORT).filter((part) => !parts.has(part))).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => neighboursOf(file, files)).filter((path) => !paths.has(path))).toEqual([]);
  });

  test.each(RULES)('%s', (_sentence, rule) => {
    expect(rule(files)).toEqual([]);
  });

  test('says any in every file that may', () => {
    const saying = files.filter((file) => linesWithAny(file).length > 0).map(({ path }) => path);

    expect([...MAY_SAY_ANY].filter((path) => !saying.includes(path))).toEqual([]);
  });
});

describe('the code around it', () => {
  const folders = ['conformance', 'bench', 'test'];
  /** Rules that hold whatever the code is for. */
  const everywhere = RULES.filter(([, rule]) => [nothingIsCyclic, namesSaySomething, bindingsAreImportedDeeply].includes(rule));

  test.each(folders.flatMap((folder) => everywhere.map(([sentence, rule]) => ({ folder, sentence, rule }))))('$folder: $sentence', ({ folder, rule }) => {
    const files = sourceFiles(join(__dirname, '..', folder));

    expect(files.length).toBeGreaterThan(0);
    expect(rule(files)).toEqual([]);
  });
});

describe('the layers', () => {
  test.each(Object.keys(MAY_IMPORT))('have no way back to %s', (part) => {
    const below = new Set(MAY_IMPORT[part]);
    below.forEach((other) => MAY_IMPORT[other].forEach((lower) => below.add(lower)));

    expect([...below]).not.toContain(part);
  });

  test('keep infrastructure, distribution and domain apart', () => {
    const strategies = Object.keys(MAY_IMPORT).filter((part) => /^(infrastructure|distribution)/.test(part));

    expect(strategies.length).toBeGreaterThan(0);
    strategies.forEach((part) => expect(MAY_IMPORT[part].filter((other) => topOf(other) !== topOf(part))).toEqual(BELOW_TARGET));
  });
});

describe('a rule finds its offender:', () => {
  test.each<[string, Rule, Record<string, string>, readonly string[]]>([
    ['a folder that nobody agreed on', everyPartIsKnown, { 'billing/price.ts': '', 'distribution/gke/gke.ts': '', 'app.ts': '' }, [
      "billing/price.ts is in 'billing', of which the table of layers says nothing",
      "distribution/gke/gke.ts is in 'distribution/gke', of which the table of layers says nothing",
      "app.ts is in 'app.ts', of which the table of layers says nothing",
    ]],
    ['an import upwards', layersPointOneWay, { 'core/names.ts': "import { Pool } from '../inference/pool';", 'inference/pool.ts': "import '../core/names';" }, [
      "core/names.ts imports inference/pool.ts, but 'core' must not know 'inference'",
    ]],
    ['an import of a type upwards', layersPointOneWay, { 'units/index.ts': "export type { Row } from '../catalog/row';" }, [
      "units/index.ts imports catalog/row.ts, but 'units' must not know 'catalog'",
    ]],
    ['an import of a sibling', layersPointOneWay, { 'infrastructure/aws/network.ts': "import '../edge/machine';\nimport '../state-backend';", 'infrastructure/state-backend.ts': '' }, [
      "infrastructure/aws/network.ts imports infrastructure/edge/machine.ts, but 'infrastructure/aws' must not know 'infrastructure/edge'",
    ]],
    ['an import that happens late', layersPointOneWay, { 'distribution/k3s/k3s.ts': "export const load = () => import('../../core/names');" }, [
      "distribution/k3s/k3s.ts imports core/names.ts, but 'distribution/k3s' must not know 'core'",
    ]],
    ['an import of the index', layersPointOneWay, { 'index.ts': "export * from './errors/e';", 'errors/e.ts': "import '..';" }, [
      "errors/e.ts imports index.ts, but 'errors' must not know 'index.ts'",
    ]],
    ['the other engine', enginesStayInTheirFolders, {
      'infrastructure/aws/a.ts': "import { Chart } from 'cdk8s';\nimport { TerraformStack } from 'cdktf';",
      'distribution/eks/b.ts': "import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';\nimport 'cdk8s-plus-28';",
      'compute/c.ts': "import type { Size } from 'cdk8s';\nimport 'constructs';",
    }, [
      "infrastructure/aws/a.ts imports 'cdk8s', but 'infrastructure' must not know cdk8s",
      "distribution/eks/b.ts imports '@cdktf/provider-aws/lib/eks-cluster', but 'distribution' must not know cdktf",
      "compute/c.ts imports 'cdk8s', but 'compute' must not know cdk8s",
    ]],
    ['a target in a name, a text or a template', domainNamesNoTarget, {
      'compute/a.ts': 'export const isEksCluster = true;',
      'inference/b.ts': "export const AWS_REGION = 'on openshift';",
      'virtualization/c.ts': 'export const c = `${1} of K3s at Amazon`;',
      'sovereignty/d.ts': 'export const onOpenShift = 1;',
    }, [
      "compute/a.ts says 'eks'", "inference/b.ts says 'aws'", "inference/b.ts says 'openshift'",
      "virtualization/c.ts says 'k3s'", "virtualization/c.ts says 'amazon'", "sovereignty/d.ts says 'openshift'",
    ]],
    ['nothing in comments, in longer words or outside the domain', domainNamesNoTarget, {
      'compute/a.ts': '/** As on AWS. */ export const weeks = 2; // EKS', 'infrastructure/aws/b.ts': "export const name = 'aws';",
    }, []],
    ['a cycle of three, of one, and of types', nothingIsCyclic, {
      'core/c.ts': "import './a';", 'core/b.ts': "import './c';", 'core/a.ts': "import './b';", 'core/d.ts': "import './d';",
      'target/x.ts': "import type { Y } from './y';", 'target/y.ts': "import type { X } from './x';", 'target/z.ts': "import './x';",
    }, ['core/a.ts → core/b.ts → core/c.ts → core/a.ts', 'core/d.ts → core/d.ts', 'target/x.ts → target/y.ts → target/x.ts']],
    ['a name that says nothing', namesSaySomething, { 'core/utils.ts': '', 'helpers/a.ts': '', 'core/name-utils.ts': '', 'core/typescript.ts': '', 'catalog/aws-instance-types.ts': '' }, [
      'core/utils.ts is named after a kind of code, not after a thing',
      'helpers/a.ts is named after a kind of code, not after a thing',
      'core/name-utils.ts is named after a kind of code, not after a thing',
    ]],
    ['the root of the provider', bindingsAreImportedDeeply, { 'infrastructure/aws/a.ts': "import { eksCluster } from '@cdktf/provider-aws';", 'infrastructure/aws/b.ts': "import '@cdktf/provider-aws/lib/vpc';" }, [
      'infrastructure/aws/a.ts imports the root of @cdktf/provider-aws, not one resource',
    ]],
    ['a long file', filesAreShort, { 'core/a.ts': 'a;\n'.repeat(301), 'core/b.ts': 'b;\n'.repeat(300) }, ['core/a.ts has 301 lines, more than 300']],
    ['an any in code, not in words', anyIsListed, { 'core/a.ts': "// any\nexport const a = 'any';\nexport const b = (c: any) => c as any[];" }, ['core/a.ts:3 says any', 'core/a.ts:3 says any']],
    ['an index with code', indexOnlyExports, { 'index.ts': "export * from './a';\nexport { A, type B } from './b';\n", 'units/index.ts': "import { a } from './a';\nexport const b = a;\n" }, [
      'units/index.ts does more than export',
    ]],
  ])('%s', (_case, rule, texts, offenders) => {
    expect(rule(Object.entries(texts).map(([path, text]) => ({ path, text })))).toEqual(offenders);
  });
});
