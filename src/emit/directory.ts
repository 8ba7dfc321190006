import * as fs from 'fs';
import * as path from 'path';
import { changing, codeOf, Disk, DISK } from './disk';
import type { FileMap } from './files';
import { isOurs, MARKER_FILE, MARKER_TEXT } from './marker';
import { discard, inStage, makeSibling, recover } from './sibling';
import { ValidationError } from '../errors/validation-error';

/** How often a run gives way to others that replace the same directory at the same time. */
const ATTEMPTS = 1000;

/**
 * Replaces a directory by files, as a whole: whoever looks finds the old files or the new ones, never a mixture.
 *
 * Writes to a directory beside it, which then takes its place. A run that fails leaves what was there; what a killed
 * run had moved away is brought back by the next. Only a directory of ours, an empty one or none is replaced; a link is not.
 *
 * @param prop name of the setting that the directory comes from, for errors
 */
export function replaceDirectory(prop: string, directory: string, files: FileMap, disk: Disk = DISK): void {
  [...files.keys()].forEach(requireInside);
  const outdir = path.resolve(directory);
  changing(prop, directory, () => {
    requireOurs(prop, directory);
    fs.mkdirSync(path.dirname(outdir), { recursive: true });
    recover(outdir, disk);
    const fresh = makeSibling(outdir, disk);
    try {
      writeAll(fresh, files, disk);
      swap(fresh, outdir, disk, () => requireOurs(prop, directory));
    } catch (error) {
      discard(fresh, disk);
      throw error;
    }
  });
}

/** Brings a directory back that a killed run had moved away while it replaced it. */
export function recoverDirectory(prop: string, directory: string, disk: Disk = DISK): void {
  changing(prop, directory, () => recover(path.resolve(directory), disk));
}

/** Refuses a directory that `replaceDirectory` would not replace. */
function requireOurs(prop: string, directory: string): void {
  const outdir = path.resolve(directory);
  const stat = fs.lstatSync(outdir, { throwIfNoEntry: false });
  if (stat === undefined || (stat.isDirectory() && isOurs(outdir))) {
    return;
  }
  const rule = stat.isSymbolicLink() ? 'is a link, and links are not followed' : stat.isDirectory()
    ? `holds files that are not ours (it has no '${MARKER_FILE}' file), and would be replaced` : 'is not a directory';
  throw new ValidationError({ code: 'ForeignDirectory', prop, value: directory, rule, remedy: 'choose another directory, or move what is there away' });
}

/** Paths come from names that users choose: none may leave the directory. */
function requireInside(file: string): void {
  const steps = file.split('/');
  if (steps.some((name) => ['', '.', '..'].includes(name)) || /[\\\0]/.test(file) || file === MARKER_FILE) {
    const remedy = 'name environments and constructs with letters, digits and dashes';
    throw new ValidationError({ code: 'PathOutsideOutput', prop: 'file', value: file, rule: 'is no path below the output directory', remedy });
  }
}

function writeAll(root: string, files: FileMap, disk: Disk): void {
  const folders = new Set([...files.keys()].map((file) => path.dirname(path.join(root, file))));
  folders.forEach((folder) => disk.mkdirSync(folder, { recursive: true }));
  for (const [file, text] of [...files, [MARKER_FILE, MARKER_TEXT] as const]) {
    // fails where two names are one on this file system, instead of losing one
    disk.writeFileSync(path.join(root, file), text, { flag: 'wx' });
  }
}

function swap(fresh: string, outdir: string, disk: Disk, requireReplaceable: () => void): void {
  const old = inStage(fresh, 'old');
  for (let attempt = 1; ; attempt++) {
    requireReplaceable();
    moveAway(outdir, old, disk);
    if (takePlace(fresh, outdir, old, disk, attempt)) {
      break;
    }
    // another run was faster: what it put there is whole, and now the last good output
    discard(old, disk);
  }
  discard(old, disk);
}

function moveAway(outdir: string, old: string, disk: Disk): void {
  try {
    disk.renameSync(outdir, old);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
  }
}

function takePlace(fresh: string, outdir: string, old: string, disk: Disk, attempt: number): boolean {
  try {
    disk.renameSync(fresh, outdir);
    return true;
  } catch (error) {
    if (attempt < ATTEMPTS && ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) {
      return false;
    }
    putBack(old, outdir, disk);
    throw error;
  }
}

function putBack(old: string, outdir: string, disk: Disk): void {
  if (fs.existsSync(old) && !fs.existsSync(outdir)) {
    disk.renameSync(old, outdir);
  }
}
