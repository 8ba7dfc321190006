import { spawnSync } from 'child_process';
import type { Elapsed } from './stopwatch';

/** What a process printed, and what it took from its start to its end. */
export interface Finished {
  readonly output: string;
  readonly elapsed: Elapsed;
}

/** Time of the shell's children, as POSIX `times` prints it: user and system time, minutes and seconds. */
const CHILDREN = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/;

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Runs a program of Node in a process of its own, in a folder; throws with what it said if it fails. */
export function run(folder: string, ...args: readonly string[]): Finished {
  const start = process.hrtime.bigint();
  const command = ['-c', '"$@" && times', 'sh', process.execPath, ...args];
  const { status, stdout, stderr } = spawnSync('sh', command, { cwd: folder, encoding: 'utf8', maxBuffer: OUTPUT_LIMIT });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  const [, ...times] = CHILDREN.exec(stdout) ?? [];
  if (status !== 0 || times.length === 0) {
    throw new Error(`node ${args.join(' ')} failed\n${stderr}`);
  }
  const [userMinutes, user, systemMinutes, system] = times.map(Number) as [number, number, number, number];
  return { output: stdout, elapsed: { cpu: ((userMinutes + systemMinutes) * 60 + user + system) * 1000, wall } };
}
