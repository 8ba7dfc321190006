import { createHash } from 'node:crypto';
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BadProgram } from './bad-program';
import { aBlueprint, atAmazon, onPremises } from './blueprint';
import { platformIn, refusalOf, type Refusal } from './refusal';

/** Every entry below a folder, by path: what a file holds, where a link leads, or that a folder is there. */
type Snapshot = ReadonlyMap<string, string>;

/** Runs bad programs where a valid one has written: each must be told its words, and change nothing of what is there. */
export class Judge {
  private readonly valid: string;
  private readonly before: Snapshot;

  /** Writes the output of a valid program below a folder, which must be empty or not be there. */
  public constructor(private readonly folder: string) {
    this.valid = join(folder, 'valid');
    mkdirSync(this.valid, { recursive: true });
    const platform = platformIn(this.valid);
    aBlueprint(platform, onPremises());
    aBlueprint(platform, atAmazon(), 'frankfurt');
    platform.synth();
    this.before = snapshotOf(this.valid);
  }

  /** Runs a program over a copy of the valid output; returns all that is not as it must be. */
  public verdictOn(program: BadProgram): readonly string[] {
    const copy = join(this.folder, 'copy');
    cpSync(this.valid, copy, { recursive: true });
    try {
      return [...differences(program, refusalOf(program, copy)), ...changes(this.before, snapshotOf(copy))];
    } finally {
      rmSync(copy, { recursive: true });
    }
  }
}

function differences({ code, message }: BadProgram, refusal: Refusal | undefined): readonly string[] {
  if (refusal === undefined) {
    return ['is not refused'];
  }
  const words = refusal.message === message ? [] : [`is told\n${refusal.message}\ninstead of\n${message}`];
  return refusal.code === code ? words : [...words, `has the code ${refusal.code}, not ${code}`];
}

function snapshotOf(folder: string): Snapshot {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(entries.map((path) => [path, contentOf(join(folder, path))]));
}

function contentOf(path: string): string {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) {
    return `link to ${readlinkSync(path)}`;
  }
  return entry.isDirectory() ? 'folder' : createHash('sha256').update(readFileSync(path)).digest('hex');
}

function changes(before: Snapshot, after: Snapshot): readonly string[] {
  const lost = [...before.keys()].filter((path) => !after.has(path)).map((path) => `takes '${path}' away`);
  const left = [...after.keys()].filter((path) => !before.has(path)).map((path) => `leaves '${path}' behind`);
  const changed = [...before].filter(([path, content]) => after.has(path) && after.get(path) !== content).map(([path]) => `changes '${path}'`);
  return [...lost, ...left, ...changed];
}
