// eslint-disable-next-line @typescript-eslint/no-require-imports -- the package is a class, which no other import reaches in every loader
import Table = require('cli-table3');
import { ReportedEnvironment, reportedOf } from './report';
import type { RenderedEnvironment, SynthesisedEnvironment } from '../core/rendered';

/** Where the files are, as the user would type it. */
export interface Places {
  /** Folder of the manifests and reports. @default 'aiplane.out' */
  readonly manifests?: string;
  /** Folder of cdktf's output. @default 'cdktf.out' */
  readonly terraform?: string;
}

const COLUMNS = ['environment', 'target', 'Terraform\nresources', 'Kubernetes\nobjects', 'substi-\ntuted', 'degraded\nor missing', 'findings', 'seconds'];

/**
 * What a terminal shows at the end of synthesis: a row for each environment, the findings, the files, the next commands. No colour.
 *
 * @example
 * process.stdout.write(summary(platform.emit()));
 *
 * @param synthesised what `Platform.emit` returns
 */
export function summary(synthesised: readonly SynthesisedEnvironment[], { manifests = 'aiplane.out', terraform = 'cdktf.out' }: Places = {}): string {
  const places = { manifests, terraform };
  const rows = synthesised.map(({ environment, seconds }) => ({ environment, seconds, reported: reportedOf(environment) }));
  const sections = [
    tableOf(rows),
    sectionOf('findings', findingLines(rows.map(({ reported }) => reported))),
    sectionOf('written', writtenLines(synthesised, places)),
    sectionOf('next', nextLines(synthesised.map(({ environment }) => environment), places)),
  ];
  return sections.filter((section) => section !== '').join('\n\n') + '\n';
}

interface Row extends SynthesisedEnvironment {
  readonly reported: ReportedEnvironment;
}

function tableOf(rows: readonly Row[]): string {
  const colAligns = COLUMNS.map((_, column) => (column < 2 ? 'left' as const : 'right' as const));
  const table = new Table({ head: COLUMNS, colAligns, style: { head: [], border: [] } });
  table.push(...rows.map(({ reported: { name, target, counts }, seconds }) => [
    name, target, counts.terraformResources, counts.kubernetesObjects, counts.levels.substituted, counts.levels.degraded + counts.levels.missing,
    counts.findings, seconds.toFixed(2),
  ]));
  return table.toString();
}

/** Each message once, with the places it is about: environments often share their findings. */
function findingLines(environments: readonly ReportedEnvironment[]): readonly string[] {
  const paths = new Map<string, string[]>();
  for (const { path, code, message } of environments.flatMap(({ findings }) => findings)) {
    const text = `${code}: ${message}`;
    paths.set(text, [...(paths.get(text) ?? []), path]);
  }
  return [...paths].map(([text, where]) => `[${where.join(', ')}] ${text}`);
}

function writtenLines(synthesised: readonly SynthesisedEnvironment[], { manifests, terraform }: Required<Places>): readonly string[] {
  const hasTerraform = synthesised.some(({ environment }) => environment.terraformResources > 0);
  return [
    ...(hasTerraform ? [`${terraform}/stacks/<environment>/cdk.tf.json`] : []),
    `${manifests}/environments/<environment>/kustomization.yaml`,
    `${manifests}/reports/report.json`,
  ];
}

function nextLines(environments: readonly RenderedEnvironment[], { manifests }: Required<Places>): readonly string[] {
  const deployed = environments.filter(({ terraformResources }) => terraformResources > 0).map(({ name }) => name);
  const bound = environments.filter(({ handoff }) => handoff.length > 0).map(({ name }) => name);
  const applied = environments.filter((environment) => environment.manifests.length > 0);
  return [
    ...(deployed.length > 0 ? [`cdktf deploy ${deployed.join(' ')} --outputs-file outputs.json`] : []),
    ...(bound.length > 0 ? [`aiplane bind --outputs outputs.json --env ${bound.join(' ')}`] : []),
    ...applied.map(({ name }) => `kubectl apply -k ${bound.includes(name) ? 'aiplane.bound' : manifests}/environments/${name}`),
  ];
}

function sectionOf(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
