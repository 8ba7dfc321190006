import { contractOf, placeholdersOf } from './contract';
import { jsonText } from './json';
import { kustomizationOf } from './kustomization';
import { mirrorListOf } from './mirror';
import { manifestYaml } from './yaml';
import type { Phase, RenderedEnvironment, RenderedManifest } from '../core/rendered';
import { ValidationError } from '../errors/validation-error';
import { reportDataOf } from '../report/report';

/** Text by path below the output directory; paths have forward slashes. */
export type FileMap = ReadonlyMap<string, string>;

/** Every file that is written about environments; whatever the order in which they come, the same files. */
export function filesOf(environments: readonly RenderedEnvironment[]): FileMap {
  const sorted = [...environments].sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = sorted.flatMap((environment) => entriesBelow(`environments/${environment.name}`, filesOfEnvironment(environment)));
  return new Map([...files, ['reports/report.json', jsonText(reportDataOf(sorted))]]);
}

function filesOfEnvironment(environment: RenderedEnvironment): FileMap {
  const phases = [...new Set(environment.manifests.filter(hasObjects).map(({ phase }) => phase))].sort();
  return new Map([
    ...phases.flatMap((phase) => entriesBelow(phase, filesOfPhase(environment, phase))),
    ['kustomization.yaml', kustomizationOf(phases)],
    ['handoff.json', jsonText(contractOf(environment))],
    ['mirror.json', jsonText(mirrorListOf(environment))],
  ]);
}

function filesOfPhase(environment: RenderedEnvironment, phase: Phase): FileMap {
  const manifests = environment.manifests.filter((manifest) => manifest.phase === phase && hasObjects(manifest));
  const sorted = manifests.sort((a, b) => (a.file < b.file ? -1 : 1));
  sorted.forEach(requireFreeName);
  const types = placeholdersOf(environment);
  return new Map([
    ...sorted.map(({ file, objects }): [string, string] => [`${file}.yaml`, manifestYaml(objects.map(({ object }) => object), types)]),
    ['kustomization.yaml', kustomizationOf(sorted.map(({ file }) => `${file}.yaml`))],
  ]);
}

function requireFreeName({ file, path }: RenderedManifest): void {
  if (file === 'kustomization') {
    const rule = `names the file of '${path}', and each folder has a file of its own with that name`;
    throw new ValidationError({ code: 'ReservedFileName', prop: 'id', value: file, rule, remedy: 'give the construct another id' });
  }
}

function hasObjects({ objects }: RenderedManifest): boolean {
  return objects.length > 0;
}

function entriesBelow(folder: string, files: FileMap): readonly [string, string][] {
  return [...files].map(([path, text]) => [`${folder}/${path}`, text]);
}
