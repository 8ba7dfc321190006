import { execFile } from 'child_process';
import * as fs from 'fs';
import { hostname, tmpdir } from 'os';
import * as path from 'path';
import { filesBelow, inFolder, write } from './folder';
import { recoverDirectory, replaceDirectory } from '../../src/emit/directory';
import { Disk, DISK } from '../../src/emit/disk';

const MARKER = { '.aiplane': 'format: 1\n' };
const OLD = new Map([['a.yaml', 'old'], ['b/c.yaml', 'old']]);
const NEW = new Map([['a.yaml', 'new'], ['b/d.yaml', 'new']]);
const OLD_FILES = { ...MARKER, 'a.yaml': 'old', 'b/c.yaml': 'old' };
const NEW_FILES = { ...MARKER, 'a.yaml': 'new', 'b/d.yaml': 'new' };
const HOST = hostname().replace(/[^A-Za-z0-9]/g, '_');
/** No process has it: it is above the largest that Linux gives. */
const DEAD_PID = 4194305;

/** A disk that fails at one of its changes, counted from 1. */
function failingAt(change: number, code = 'ENOSPC'): Disk {
  let changes = 0;
  const failing = Object.entries(DISK).map(([name, call]) => [name, (...args: unknown[]) => {
    if (++changes === change) {
      throw Object.assign(new Error(`${code}: ${name}`), { code, syscall: name });
    }
    return (call as (...all: unknown[]) => unknown)(...args);
  }]);
  return Object.fromEntries(failing) as Disk;
}

describe('a directory that is replaced', () => {
  test.each([
    ['does not exist', () => undefined],
    ['is empty', (outdir: string) => fs.mkdirSync(outdir)],
    ['was written by us', (outdir: string) => replaceDirectory('outdir', outdir, OLD)],
    ['has a marker of a later format', (outdir: string) => write(outdir, { '.aiplane': 'format: 7\n', 'a.yaml': 'later' })],
  ])('holds exactly the new files when it %s', (_, given) => inFolder((folder) => {
    const outdir = path.join(folder, 'deep/aiplane.out');
    fs.mkdirSync(path.dirname(outdir));
    given(outdir);

    replaceDirectory('outdir', outdir, NEW);

    expect(filesBelow(path.dirname(outdir))).toEqual(Object.fromEntries(Object.entries(NEW_FILES).map(([file, text]) => [`aiplane.out/${file}`, text])));
  }));

  test('has the permissions that any new directory has', () => inFolder((folder) => {
    fs.mkdirSync(path.join(folder, 'plain'));

    replaceDirectory('outdir', path.join(folder, 'out'), NEW);

    expect(fs.statSync(path.join(folder, 'out')).mode).toBe(fs.statSync(path.join(folder, 'plain')).mode);
  }));

  test('may be named with a slash at the end and below folders that do not exist', () => inFolder((folder) => {
    replaceDirectory('outdir', `${folder}/a/b/`, NEW);

    expect(filesBelow(path.join(folder, 'a/b'))).toEqual(NEW_FILES);
  }));

  test('loses a link inside it, and nothing behind the link', () => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    write(folder, { 'elsewhere/precious': 'mine', 'file': 'mine' });
    replaceDirectory('outdir', outdir, OLD);
    fs.rmSync(path.join(outdir, 'b'), { recursive: true });
    fs.symlinkSync(path.join(folder, 'elsewhere'), path.join(outdir, 'b'));
    fs.rmSync(path.join(outdir, 'a.yaml'));
    fs.symlinkSync(path.join(folder, 'file'), path.join(outdir, 'a.yaml'));

    replaceDirectory('outdir', outdir, NEW);

    expect(filesBelow(outdir)).toEqual(NEW_FILES);
    expect(filesBelow(path.join(folder, 'elsewhere'))).toEqual({ precious: 'mine' });
    expect(fs.readFileSync(path.join(folder, 'file'), 'utf8')).toBe('mine');
  }));
});

describe('a directory that is not ours', () => {
  const FOREIGN = "holds files that are not ours (it has no '.aiplane' file), and would be replaced";
  test.each([
    ['a directory with files', (outdir: string) => write(outdir, { 'thesis.tex': 'mine' }), FOREIGN],
    ['a directory with another marker', (outdir: string) => write(outdir, { '.aiplane': 'keep out' }), FOREIGN],
    ['a directory whose marker is a link', (outdir: string) => {
      write(outdir, { marker: 'format: 1\n' });
      fs.symlinkSync(path.join(outdir, 'marker'), path.join(outdir, '.aiplane'));
    }, FOREIGN],
    ['a file', (outdir: string) => fs.writeFileSync(outdir, 'mine'), 'is not a directory'],
    ['a link to a directory of ours', (outdir: string) => {
      write(`${outdir}-elsewhere`, MARKER);
      fs.symlinkSync(`${outdir}-elsewhere`, outdir);
    }, 'is a link, and links are not followed'],
    ['a link to nothing', (outdir: string) => fs.symlinkSync('nowhere', outdir), 'is a link, and links are not followed'],
  ])('is refused and left alone: %s', (_, given, rule) => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    given(outdir);
    const before = filesBelow(folder);

    const message = `'outdir' (${outdir}) ${rule}; choose another directory, or move what is there away`;
    expect(() => replaceDirectory('outdir', outdir, NEW)).toThrow(new Error(message));
    expect(filesBelow(folder)).toEqual(before);
  }));
});

describe('a path of a file', () => {
  test.each(['../escape', 'a/../../escape', '/etc/escape', 'a//b', './a', 'a\\b', 'a\0b', '', '.aiplane'])('is refused when it is not below the directory: %j', (file) => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    const message = `'file' (${file}) is no path below the output directory; name environments and constructs with letters, digits and dashes`;

    expect(() => replaceDirectory('outdir', outdir, new Map([[file, 'x']]))).toThrow(new Error(message));
    expect(filesBelow(folder)).toEqual({});
  }));
});

describe('a run that fails', () => {
  // the last of these changes removes the old output, when the new one is already in place
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('at change %i of the disk leaves what was there, and nothing else', (change) => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    replaceDirectory('outdir', outdir, OLD);

    const message = `'outdir' (${outdir}) cannot be written (ENOSPC); make it and the directory that holds it writable, or choose another`;
    expect(() => replaceDirectory('outdir', outdir, NEW, failingAt(change))).toThrow(new Error(message));
    expect(filesBelow(outdir)).toEqual(OLD_FILES);
    expect(fs.readdirSync(folder)).toEqual(['out']);
  }));

  test.each([9, 10])('to tidy up at change %i of the disk has still replaced the directory', (change) => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    replaceDirectory('outdir', outdir, OLD);

    replaceDirectory('outdir', outdir, NEW, failingAt(change, 'EACCES'));

    expect(filesBelow(outdir)).toEqual(NEW_FILES);
  }));

  test('because a parent is a file says so', () => inFolder((folder) => {
    write(folder, { file: 'mine' });
    const outdir = path.join(folder, 'file/out');

    const message = `'outdir' (${outdir}) cannot be written (ENOTDIR); make it and the directory that holds it writable, or choose another`;
    expect(() => replaceDirectory('outdir', outdir, NEW)).toThrow(new Error(message));
  }));

  test('with a defect of ours is not explained away', () => inFolder((folder) => {
    const disk = { ...DISK, writeFileSync: () => { throw new TypeError('a defect'); } };

    expect(() => replaceDirectory('outdir', path.join(folder, 'out'), NEW, disk)).toThrow(new TypeError('a defect'));
    expect(fs.readdirSync(folder)).toEqual([]);
  }));
});

describe('what runs leave beside the directory', () => {
  const leftover = (stage: string, pid: number, host = HOST) => `.out.${stage}-${host}-${pid}-0123456789ab`;

  test.each([
    ['removed', 'output in the making of a dead run', leftover('new', DEAD_PID), []],
    ['removed', 'rubbish of a dead run', leftover('gone', DEAD_PID), []],
    ['removed', 'old output of a dead run', leftover('old', DEAD_PID), []],
    ['left', 'output in the making of a live run', leftover('new', process.ppid), [leftover('new', process.ppid)]],
    ['left', 'output of a run on another machine', leftover('new', DEAD_PID, 'elsewhere'), [leftover('new', DEAD_PID, 'elsewhere')]],
    ['left', 'a directory with a name of another form', '.out.new-mine', ['.out.new-mine']],
  ])('is %s: %s', (_, __, name, left) => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    replaceDirectory('outdir', outdir, OLD);
    write(path.join(folder, name), { 'a.yaml': 'half' });

    replaceDirectory('outdir', outdir, NEW);

    expect(fs.readdirSync(folder)).toEqual([...left, 'out']);
    expect(filesBelow(outdir)).toEqual(NEW_FILES);
  }));

  test('is brought back when it is the last good output', () => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    write(path.join(folder, leftover('old', DEAD_PID)), OLD_FILES);

    recoverDirectory('outdir', outdir);

    expect(filesBelow(outdir)).toEqual(OLD_FILES);
    expect(fs.readdirSync(folder)).toEqual(['out']);
  }));

  test('is brought back even when the run that finds it fails itself', () => inFolder((folder) => {
    const outdir = path.join(folder, 'out');
    write(path.join(folder, leftover('old', DEAD_PID)), OLD_FILES);

    // the first two changes bring the output back and find no rubbish
    expect(() => replaceDirectory('outdir', outdir, NEW, failingAt(3))).toThrow('(ENOSPC)');
    expect(filesBelow(outdir)).toEqual(OLD_FILES);
  }));
});

describe('processes', () => {
  const run = (outdir: string, text: string, killAt = 0, times = 1) => new Promise<string>((resolve) => {
    const args = ['--import', 'tsx', path.join(__dirname, 'writer-process.ts'), outdir, text, String(killAt), String(times)];
    execFile(process.execPath, args, (error, stdout, stderr) => resolve(error === null ? stdout : error.signal ?? stderr));
  });
  const whole = (text: string) => ({ ...MARKER, 'a.yaml': text, 'b/c.yaml': text, 'b/d.yaml': text });
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'processes-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('killed before any change of the disk leave the old output or the new one, and no trace after the next run', async () => {
    const outdirs = Array.from({ length: 12 }, (_, index) => path.join(folder, String(index + 1), 'out'));
    outdirs.forEach((outdir) => replaceDirectory('outdir', outdir, OLD));

    const ends = await Promise.all(outdirs.map((outdir, index) => run(outdir, 'new', index + 1)));

    expect(ends.slice(0, 11)).toEqual(Array(11).fill('SIGKILL'));
    expect(ends[11]).toMatch(/^[0-9]+$/);
    outdirs.forEach((outdir) => recoverDirectory('outdir', outdir));
    expect(outdirs.map((outdir) => filesBelow(outdir)['a.yaml'])).toEqual([...Array(9).fill('old'), ...Array(3).fill('new')]);
    outdirs.forEach((outdir) => replaceDirectory('outdir', outdir, NEW));
    expect(outdirs.map((outdir) => fs.readdirSync(path.dirname(outdir)))).toEqual(Array(12).fill(['out']));
  }, 60_000);

  test('at once leave the whole output of one of them', async () => {
    const outdir = path.join(folder, 'out');
    const texts = ['one', 'two', 'three'];

    const ends = await Promise.all(texts.map((text) => run(outdir, text, 0, 100)));

    expect(ends).toEqual(texts.map(() => expect.stringMatching(/^[0-9]+$/)));
    expect(texts.map(whole)).toContainEqual(filesBelow(outdir));
    expect(fs.readdirSync(folder)).toEqual(['out']);
  }, 60_000);
});
