import * as fs from 'fs';
import * as path from 'path';
import { filesBelow, inFolder, write } from './folder';
import { publishCdktfOutput } from '../../src/emit/cdktf-output';
import { DISK } from '../../src/emit/disk';

const STAGED = { 'manifest.json': 'new', 'stacks/bern/cdk.tf.json': 'new', 'stacks/bern/assets/a/b.zip': 'new' };

/** Publishes staged files over files that are there, and says what is there then. */
function published(folder: string, there: Record<string, string>, staged: Record<string, string> = STAGED): Record<string, string> {
  write(path.join(folder, 'staging'), staged);
  write(path.join(folder, 'cdktf.out'), there);
  publishCdktfOutput(path.join(folder, 'staging'), path.join(folder, 'cdktf.out'));
  return filesBelow(path.join(folder, 'cdktf.out'));
}

describe("cdktf's output", () => {
  test.each([
    ['does not exist yet', {}],
    ['is from another synthesis', { 'manifest.json': 'old', 'stacks/bern/cdk.tf.json': 'old' }],
    ['is the same already', STAGED],
  ])('is what was synthesised when it %s', (_, there) => inFolder((folder) => {
    expect(published(folder, there)).toEqual(STAGED);
    expect(fs.readdirSync(folder).sort()).toEqual(['cdktf.out', 'staging']);
  }));

  test('keeps what Terraform and its users have there, and stacks that no longer exist, which the command line of cdktf removes', () => inFolder((folder) => {
    const theirs = {
      'stacks/bern/.terraform/providers/aws': 'x', 'stacks/bern/.terraform.lock.hcl': 'x', 'stacks/bern/plan': 'x', 'stacks/bern/terraform.tfstate': 'x',
      'stacks/gone/cdk.tf.json': 'x', 'stacks/gone/terraform.tfstate': 'x',
    };

    expect(published(folder, theirs)).toEqual({ ...STAGED, ...theirs });
  }));

  test('is untouched where nothing changed', () => inFolder((folder) => {
    published(folder, {});
    const file = path.join(folder, 'cdktf.out/stacks/bern/cdk.tf.json');
    const before = fs.statSync(file);

    published(folder, {}, { ...STAGED, 'manifest.json': 'newer' });

    expect(fs.statSync(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  }));

  test('changes file by file, the manifest last, so that each file is old or new when it fails half-way', () => inFolder((folder) => {
    published(folder, {}, { 'manifest.json': 'old', 'stacks/bern/cdk.tf.json': 'old', 'stacks/zug/cdk.tf.json': 'old' });
    write(path.join(folder, 'staging'), { 'manifest.json': 'new', 'stacks/bern/cdk.tf.json': 'new', 'stacks/zug/cdk.tf.json': 'new' });
    let copies = 0;
    const copyFileSync = (from: fs.PathLike, to: fs.PathLike) => {
      DISK.copyFileSync(from, to);
      if (++copies === 2) {
        throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'copyfile' });
      }
    };
    const outdir = path.join(folder, 'cdktf.out');

    const message = `'outdir' (${outdir}) cannot be written (ENOSPC); make it and the directory that holds it writable, or choose another`;
    expect(() => publishCdktfOutput(path.join(folder, 'staging'), outdir, { ...DISK, copyFileSync })).toThrow(new Error(message));
    expect(filesBelow(outdir)).toEqual({ 'manifest.json': 'old', 'stacks/bern/cdk.tf.json': 'new', 'stacks/zug/cdk.tf.json': 'old' });
    expect(fs.readdirSync(folder).sort()).toEqual(['cdktf.out', 'staging']);
  }));

  test.each([
    ['the directory itself', 'cdktf.out'],
    ['the folder of stacks', 'cdktf.out/stacks'],
    ['the folder of a stack', 'cdktf.out/stacks/bern'],
  ])('is refused where %s is a link', (_, link) => inFolder((folder) => {
    write(folder, { 'elsewhere/precious': 'mine' });
    fs.mkdirSync(path.dirname(path.join(folder, link)), { recursive: true });
    fs.symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, link));
    write(path.join(folder, 'staging'), STAGED);

    const message = `'outdir' (${path.join(folder, link)}) is a link, and links are not followed; remove the link, or choose another directory`;
    expect(() => publishCdktfOutput(path.join(folder, 'staging'), path.join(folder, 'cdktf.out'))).toThrow(new Error(message));
    expect(filesBelow(path.join(folder, 'elsewhere'))).toEqual({ precious: 'mine' });
  }));

  test('replaces a file that is a link, and leaves what the link leads to', () => inFolder((folder) => {
    write(folder, { precious: 'mine' });
    fs.mkdirSync(path.join(folder, 'cdktf.out'));
    fs.symlinkSync(path.join(folder, 'precious'), path.join(folder, 'cdktf.out/manifest.json'));

    expect(published(folder, {})).toEqual(STAGED);
    expect(fs.readFileSync(path.join(folder, 'precious'), 'utf8')).toBe('mine');
  }));
});
