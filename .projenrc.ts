import { javascript, JsonFile, TextFile, typescript } from 'projen';

/** Folders of `src`, each with the folders that it may import (design: layout). */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  units: ['errors'],
  catalog: ['errors', 'units'],
  target: ['errors', 'units', 'catalog'],
  core: ['errors', 'units', 'catalog', 'target'],
  infrastructure: ['errors', 'units', 'catalog', 'target'],
  distribution: ['errors', 'units', 'catalog', 'target'],
  compute: ['errors', 'units', 'catalog', 'target', 'core', 'sovereignty'],
  inference: ['errors', 'units', 'catalog', 'target', 'core', 'sovereignty', 'compute'],
  virtualization: ['errors', 'units', 'catalog', 'target', 'core', 'sovereignty'],
  sovereignty: ['errors', 'units', 'catalog', 'target', 'core'],
  policy: ['errors', 'units', 'catalog', 'target', 'core', 'inference'],
  report: ['errors', 'units', 'catalog', 'target', 'core', 'policy'],
  emit: ['errors', 'units', 'catalog', 'target', 'core', 'report'],
  cli: ['errors', 'units', 'catalog', 'target', 'core', 'inference', 'report', 'emit'],
};

function zone(folder: string, other: string) {
  return { target: `./src/${folder}`, from: `./src/${other}`, message: `'${folder}' does not import '${other}'; see docs/decisions/001-layers.md` };
}

/** One lint zone for each pair of folders that must not meet. */
function importZones() {
  const folders = Object.keys(LAYERS);
  return folders.flatMap((folder) => folders
    .filter((other) => other !== folder && !LAYERS[folder]!.includes(other))
    .map((other) => zone(folder, other)));
}

const DEEP_PROVIDER_IMPORTS = {
  name: '@cdktf/provider-aws',
  message: 'the root costs two seconds and 500 MB; import @cdktf/provider-aws/lib/<resource>',
};

/** Runs TypeScript as it is, with `aiplane` meaning this checkout. */
const TSX = 'tsx --tsconfig tsconfig.dev.json';

const project = new typescript.TypeScriptProject({
  name: 'aiplane',
  description: 'State an AI platform once, in typed constructs; get Terraform and Kubernetes YAML for every environment that runs it',
  authorName: 'The aiplane authors',
  license: 'Apache-2.0',
  copyrightOwner: 'The aiplane authors',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.9.0',
  typescriptVersion: '~5.9.3',
  projenrcTs: true,
  github: false,
  depsUpgrade: false,
  buildWorkflow: false,
  release: false,
  package: false,
  sampleCode: false,
  docgen: false,
  entrypoint: 'lib/index.js',
  entrypointTypes: 'lib/index.d.ts',
  bin: { aiplane: 'lib/cli/main.js' },
  keywords: ['ai', 'cdk', 'cdk8s', 'cdktf', 'inference', 'kubernetes', 'platform-engineering', 'sovereignty', 'terraform'],

  peerDeps: [
    '@cdktf/provider-aws@>=20.1.0 <22',
    'cdk8s-plus-28@^2.5.6',
    'cdk8s@^2.70.106',
    'cdktf@^0.21.0',
    'constructs@>=10.6.0 <10.8.0',
  ],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: ['cli-table3@^0.6.5', 'commander@^13.1.0', 'fastest-levenshtein@^1.0.16', 'yaml@^2.9.1'],
  devDeps: [
    '@cdktf/provider-aws@20.1.0',
    '@swc/core@1.15.3',
    '@swc/jest@0.2.39',
    '@types/jest@30.0.0',
    '@types/node@20.19.25',
    'ajv@8.20.0',
    'cdk8s@2.70.106',
    'cdk8s-plus-28@2.5.6',
    'cdktf@0.21.0',
    'cdktf-cli@0.21.0',
    'constructs@10.7.2',
    'eslint-plugin-jest@28.14.0',
    'fast-check@4.10.2',
    'jest@30.2.0',
    'projen@0.103.25',
    'tsx@4.20.6',
  ],

  tsconfig: {
    compilerOptions: {
      target: 'ES2022', lib: ['es2022'], module: 'commonjs', moduleResolution: javascript.TypeScriptModuleResolution.NODE,
      esModuleInterop: false, noImplicitOverride: true, skipLibCheck: true,
      declarationMap: false, inlineSourceMap: false, inlineSources: false, sourceMap: true,
    },
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    // examples read as a user's program does
    compilerOptions: { noEmit: true, paths: { aiplane: ['./src/index.ts'] } },
    include: ['.projenrc.ts', 'examples/**/*.ts', 'conformance/**/*.ts', 'bench/**/*.ts'], exclude: ['lib'],
  },

  jest: false,
  eslintOptions: { tsconfigPath: './tsconfig.dev.json', dirs: ['src', 'test', 'examples', 'conformance', 'bench'], devdirs: ['test', 'examples', 'conformance', 'bench'], commandOptions: { fix: false } },
  gitignore: ['/aiplane.out/', '/aiplane.bound/', '/cdktf.out/', '.gen/', 'terraform.*.tfstate*', '.terraform/', 'cdktf.log', '/.aiplane.out.*', '/.cdktf.out.*', '/conformance/report.json'],
  npmIgnoreOptions: { ignorePatterns: ['aiplane.out/', 'cdktf.out/', 'conformance/', 'bench/', 'examples/', '.ci/'] },
});


// a release whose bindings for every platform are published: without one of them, `npm ci` finds the lock file incomplete
project.package.addPackageResolutions('unrs-resolver@1.11.1');

// what a registry served is pinned by its hash; where it was served from is this machine's affair
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');

const lint = project.eslint!;
lint.addPlugins('jest');
// one program for all folders: tests and examples are not in the published one
lint.config.parserOptions = { ecmaVersion: 2022, sourceType: 'module', project: './tsconfig.dev.json' };
lint.addRules({
  'max-len': 'off',
  '@stylistic/max-len': ['error', { code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-shadow': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  'import/no-restricted-paths': ['error', { zones: importZones() }],
  'import/no-cycle': 'error',
  'no-restricted-imports': ['error', { paths: [DEEP_PROVIDER_IMPORTS] }],
  'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
  'no-console': 'error',
  // catalog rows and manifests read better as lines of a table
  '@stylistic/object-property-newline': 'off',
});
lint.addOverride({ files: ['test/**/*.ts', 'conformance/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'], rules: { 'max-lines-per-function': 'off', 'no-console': 'off' } });
lint.addOverride({
  files: ['test/**/*.test.ts'],
  rules: { 'jest/valid-expect': 'error', 'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }], 'jest/no-focused-tests': 'error', 'jest/no-disabled-tests': 'error', 'jest/no-identical-title': 'error', 'jest/valid-title': 'error' },
});

project.addTask('start', { description: 'Synthesise the assistant example for its five environments', exec: `${TSX} examples/assistant/main.ts` });
project.addTask('bench', { description: 'Measure time and memory against plain cdktf and cdk8s', exec: `${TSX} bench/main.ts`, receiveArgs: true });
project.addTask('conformance', { description: 'Judge the output by the real programs', exec: `${TSX} conformance/main.ts`, receiveArgs: true });
// without projen in between: seconds matter to people in a loop
project.package.setScript('start', `${TSX} examples/assistant/main.ts`);
project.package.setScript('test', 'jest --ci');
project.package.setScript('bench', `${TSX} bench/main.ts`);
project.package.setScript('conformance', `${TSX} conformance/main.ts`);
project.testTask.reset('jest --ci', { receiveArgs: true });
// `lib` is what is published; everything else that is TypeScript is checked with it
project.compileTask.exec('tsc --project tsconfig.dev.json');

new JsonFile(project, 'jest.config.json', {
  obj: {
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    // types are checked once, by `compile`: here they are only stripped
    transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022', keepClassNames: true }, module: { type: 'commonjs' } }] },
    moduleNameMapper: { '^aiplane$': '<rootDir>/src/index.ts' },
    testPathIgnorePatterns: ['/node_modules/', '/lib/'],
    clearMocks: true,
  },
});

new JsonFile(project, 'cdktf.json', {
  marker: false,
  obj: { language: 'typescript', app: `npx ${TSX} examples/assistant/main.ts`, projectId: 'aiplane-examples', sendCrashReports: 'false', output: 'cdktf.out', codeMakerOutput: '.gen', terraformProviders: [], terraformModules: [], context: {} },
});
new TextFile(project, '.nvmrc', { lines: ['20'] });

project.synth();
