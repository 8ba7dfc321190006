import { randomBytes } from 'crypto';
import * as fs from 'fs';
import { hostname } from 'os';
import * as path from 'path';
import { codeOf, Disk } from './disk';

/** What a directory beside the output is: output in the making, output that is being replaced, or rubbish. */
type Stage = 'new' | 'old' | 'gone';

/** A directory beside the output directory, on its file system, that belongs to one run. */
interface Sibling {
  readonly path: string;
  readonly stage: Stage;
  readonly host: string;
  readonly pid: number;
}

const HOST = hostname().replace(/[^A-Za-z0-9]/g, '_');

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes an empty directory beside `outdir`. Unlike `mkdtemp`, it has the permissions of any other directory. */
export function makeSibling(outdir: string, disk: Disk): string {
  const sibling = path.join(path.dirname(outdir), `.${path.basename(outdir)}.new-${HOST}-${process.pid}-${randomBytes(6).toString('hex')}`);
  disk.mkdirSync(sibling);
  return sibling;
}

/** The path that a sibling has in another stage. */
export function inStage(sibling: string, stage: Stage): string {
  return sibling.replace(/(?<=\.)(?:new|old|gone)(?=-\w+-\d+-\w+$)/, stage);
}

/** Removes a sibling in two steps, so that a half-removed one is never taken for output. What cannot be removed does no harm. */
export function discard(sibling: string, disk: Disk): void {
  const gone = inStage(sibling, 'gone');
  try {
    disk.renameSync(sibling, gone);
    disk.rmSync(gone, { recursive: true, force: true });
  } catch (error) {
    if (codeOf(error) === undefined) {
      throw error;
    }
  }
}

/**
 * Brings an output directory back that a killed run had moved away, and removes what dead runs left beside it.
 *
 * A run that is between its two renames may find its output brought back; it replaces it then like any other.
 */
export function recover(outdir: string, disk: Disk): void {
  const siblings = siblingsOf(outdir);
  const last = siblings.filter(({ stage }) => stage === 'old').sort((a, b) => changedAt(b) - changedAt(a))[0];
  if (last !== undefined && !fs.existsSync(outdir)) {
    restore(last.path, outdir, disk);
  }
  siblings.filter(isAbandoned).forEach((sibling) => discard(sibling.path, disk));
}

function restore(old: string, outdir: string, disk: Disk): void {
  try {
    disk.renameSync(old, outdir);
  } catch (error) {
    // its own run, or another that recovers, was faster
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) {
      throw error;
    }
  }
}

function siblingsOf(outdir: string): readonly Sibling[] {
  const parent = path.dirname(outdir);
  const prefix = `.${path.basename(outdir)}.`;
  const names = fs.existsSync(parent) ? fs.readdirSync(parent).filter((name) => name.startsWith(prefix)) : [];
  return names.flatMap((name) => {
    const [, stage, host, pid] = /^(new|old|gone)-(\w+)-(\d+)-\w+$/.exec(name.slice(prefix.length)) ?? [];
    return stage === undefined ? [] : [{ path: path.join(parent, name), stage: stage as Stage, host: host!, pid: Number(pid) }];
  });
}

/** Of a run that is known to be dead, or, where that cannot be known, that began more than a day ago. */
function isAbandoned(sibling: Sibling): boolean {
  const known = sibling.host === HOST && sibling.pid !== process.pid;
  return (known && !isRunning(sibling.pid)) || Date.now() - changedAt(sibling) > DAY_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** A sibling may vanish at any time: it is then as old as can be, and removing it again does no harm. */
function changedAt(sibling: Sibling): number {
  return fs.lstatSync(sibling.path, { throwIfNoEntry: false })?.ctimeMs ?? 0;
}
