import * as fs from 'fs';
import * as path from 'path';
import type { BadProgram } from '../../conformance/bad/bad-program';
import { anEnvironment } from '../../conformance/bad/blueprint';
import { Judge } from '../../conformance/bad/judge';
import { THEMES } from '../../conformance/bad/programs';
import { refusalOf } from '../../conformance/bad/refusal';
import type { Platform } from '../../src';
import { aFolder } from '../support/platforms';

const PROGRAMS = Object.values(THEMES).flat();

describe.each(Object.entries(THEMES))('of bad %s', (_, programs) => {
  test.each(programs.map((program) => [program.name, program] as const))('%s is refused in these words', (__, program) => {
    expect(refusalOf(program, aFolder())).toEqual({ code: program.code, message: program.message });
  });
});

test('there are sixty of them and more, no two of one name', () => {
  expect(PROGRAMS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(PROGRAMS.map(({ name }) => name)).size).toBe(PROGRAMS.length);
});

describe('the judge of bad programs', () => {
  const refused: BadProgram = {
    name: 'refused',
    message: '1 problem, nothing was written\n  [munich] no',
    build: (platform) => anEnvironment(platform).node.addValidation({ validate: () => ['no'] }),
  };

  const verdictOn = (program: Partial<BadProgram>) => judge.verdictOn({ ...refused, ...program });
  let judge: Judge;

  beforeAll(() => {
    judge = new Judge(aFolder());
  });

  const before = (deed: (folder: string) => void) => (platform: Platform) => {
    deed(path.dirname(platform.manifestsOutdir));
    refused.build(platform);
  };

  test('is content with the right words over output that is as it was', () => {
    expect(verdictOn({})).toEqual([]);
  });

  test.each<[string, Partial<BadProgram>, readonly string[]]>([
    ['other words', { message: 'yes' }, ['is told\n1 problem, nothing was written\n  [munich] no\ninstead of\nyes']],
    ['another code', { code: 'Unwelcome' }, ['has the code undefined, not Unwelcome']],
    ['a program that is let through', { build: (platform) => anEnvironment(platform).node.tryRemoveChild('none') }, [
      'is not refused', expect.stringContaining("takes 'aiplane.out/environments/frankfurt' away"),
    ]],
    ['a file that is lost', { build: before((folder) => fs.rmSync(path.join(folder, 'aiplane.out', '.aiplane'))) }, ["takes 'aiplane.out/.aiplane' away"]],
    ['a folder left behind', { build: before((folder) => fs.mkdirSync(path.join(folder, '.cdktf.out-x'))) }, ["leaves '.cdktf.out-x' behind"]],
    ['a byte that is changed', { build: before((folder) => fs.appendFileSync(path.join(folder, 'cdktf.out', 'manifest.json'), ' ')) }, ["changes 'cdktf.out/manifest.json'"]],
    ['a link in place of a file', { build: before((folder) => relink(path.join(folder, 'cdktf.out', 'manifest.json'))) }, ["leaves 'cdktf.out/manifest.json.txt' behind", "changes 'cdktf.out/manifest.json'"]],
  ])('notices %s', (_, program, verdict) => {
    expect(verdictOn(program).slice(0, verdict.length)).toEqual(verdict);
  });
});

function relink(file: string): void {
  fs.renameSync(file, `${file}.txt`);
  fs.symlinkSync('manifest.json.txt', file);
}
