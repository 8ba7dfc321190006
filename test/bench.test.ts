import * as fs from 'fs';
import * as path from 'path';
import { aPlatform } from './support/platforms';
import { createFleet } from '../bench/fleet';
import { environmentsOf, Site, SITES } from '../bench/sites';
import { identityOf, KubernetesObject } from '../src';

interface ManifestFile {
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
}

/** What the plain program writes about a site under the name of an environment. */
function plainFiles(site: Site, name: string): readonly ManifestFile[] {
  const text = fs.readFileSync(path.join(__dirname, '..', 'bench', 'baseline', `${site}.json`), 'utf8');
  const named = text.replaceAll('{environment}', name).replaceAll('{ENVIRONMENT}', name.toUpperCase().replace(/-/g, '_'));
  return (JSON.parse(named) as { readonly files: readonly ManifestFile[] }).files;
}

/** Objects by file and identity. */
function objectsIn(files: readonly ManifestFile[]): Readonly<Record<string, KubernetesObject>> {
  return Object.fromEntries(files.flatMap((file) => file.objects.map((object) => [`${file.path} ${identityOf(object)}`, object])));
}

describe('the plain program of the bench writes what the library writes; if not, run npm run bench -- --capture', () => {
  const platform = aPlatform();
  createFleet(platform, SITES.length);
  const environments = new Map(platform.emit().map(({ environment }) => [environment.name, environment]));

  test.each(environmentsOf(SITES.length))('in $site', ({ site, name }) => {
    const { manifests } = environments.get(name)!;
    const files = manifests.map(({ phase, file, objects }) => ({ path: `${phase}/${file}.yaml`, objects: objects.map(({ object }) => object) }));
    expect(objectsIn(plainFiles(site, name))).toEqual(objectsIn(files));
  });
});
