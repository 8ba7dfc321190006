import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Environment, Platform, Strategies } from '../../src';
import { CompanyCloud } from '../company/company-cloud';
import { CompanyKubernetes } from '../company/company-kubernetes';

const made: string[] = [];

afterAll(() => made.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is removed when the tests of the file have run. */
export function aFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aiplane-test-'));
  made.push(folder);
  return folder;
}

/** A platform that writes into a folder of its own. */
export function aPlatform(folder: string = aFolder()): Platform {
  return new Platform({ outdir: path.join(folder, 'aiplane.out'), cdktfOutdir: path.join(folder, 'cdktf.out') });
}

/** A target that needs none of the ones we ship. */
export function aTarget(parts: Partial<Strategies> = {}): Strategies {
  return { name: 'company', infrastructure: new CompanyCloud(), distribution: new CompanyKubernetes(), ...parts };
}

/** An environment of a platform of its own. */
export function anEnvironment(id = 'frankfurt', target: Strategies = aTarget(), platform: Platform = aPlatform()): Environment {
  return new Environment(platform, id, { target });
}

/** What a program throws. */
export function thrownBy(program: () => unknown): Error {
  try {
    program();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

/** Every file below a folder with its text, by path. */
export function filesBelow(folder: string): Readonly<Record<string, string>> {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}
