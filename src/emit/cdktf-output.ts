import * as fs from 'fs';
import * as path from 'path';
import { changing, Disk, DISK } from './disk';
import { discard, makeSibling, recover } from './sibling';
import { ValidationError } from '../errors/validation-error';

/** cdktf's index of the stacks; its command line reads everything else through it. */
const MANIFEST = 'manifest.json';

/**
 * Puts freshly synthesised output of cdktf where cdktf's command line looks for it, file by file, the manifest last.
 *
 * A reader finds each file as it was or as it is. Like `App.synth`, it removes nothing: state, plans, locks and plugins
 * stay, and so does the folder of a stack that no longer exists, which cdktf's command line removes itself.
 */
export function publishCdktfOutput(stagingDir: string, outdir: string, disk: Disk = DISK): void {
  const target = path.resolve(outdir);
  const staged = filesBelow(stagingDir, '').sort((a, b) => Number(a === MANIFEST) - Number(b === MANIFEST));
  requireNoLinks(outdir, staged);
  changing('outdir', outdir, () => {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    recover(target, disk);
    const fresh = makeSibling(target, disk);
    try {
      const changed = staged.filter((file) => !isSame(path.join(stagingDir, file), path.join(target, file)));
      changed.forEach((file, index) => publish(path.join(stagingDir, file), path.join(fresh, String(index)), path.join(target, file), disk));
    } finally {
      discard(fresh, disk);
    }
  });
}

/** Paths of the files below a directory, sorted. */
function filesBelow(root: string, folder: string): string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(root, file) : [file];
  });
}

/** A folder that is a link would lead out of the output directory. */
function requireNoLinks(outdir: string, files: readonly string[]): void {
  const folders = new Set(files.flatMap((file) => foldersOf(file)));
  const link = [...folders].map((folder) => path.join(outdir, folder)).find(isLink);
  if (link !== undefined) {
    const remedy = 'remove the link, or choose another directory';
    throw new ValidationError({ code: 'LinkedDirectory', prop: 'outdir', value: link, rule: 'is a link, and links are not followed', remedy });
  }
}

/** The folders that lead to a file, outermost first; the first is the output directory itself. */
function foldersOf(file: string): readonly string[] {
  const parent = path.dirname(file);
  return parent === '.' ? ['.'] : [...foldersOf(parent), parent];
}

function isLink(folder: string): boolean {
  return fs.lstatSync(path.resolve(folder), { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isSame(file: string, published: string): boolean {
  const isFile = fs.lstatSync(published, { throwIfNoEntry: false })?.isFile() === true;
  return isFile && fs.readFileSync(file).equals(fs.readFileSync(published));
}

/** The copy is made beside the output, so that the last step is a rename on one file system. */
function publish(file: string, copy: string, published: string, disk: Disk): void {
  disk.copyFileSync(file, copy);
  disk.mkdirSync(path.dirname(published), { recursive: true });
  disk.renameSync(copy, published);
}
