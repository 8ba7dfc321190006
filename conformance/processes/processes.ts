import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { withDescendants } from './descendants';

/** A program that runs until it is ended. */
export interface Daemon {
  readonly name: string;
  readonly logFile: string;
  /** Rejects when the program ends by itself. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

/** What a program that has ended left. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is started. */
export interface StartOptions {
  /** @default - the current directory */
  readonly cwd?: string;
  /** Variables beside those of this process. @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

const MAX_OUTPUT = 256 * 1024 * 1024;
/** Time between asking a program to end and ending it, milliseconds. */
const GRACE = 8_000;

/** The programs that a run has started: none outlives it. */
export class Processes {
  private readonly running = new Set<ChildProcess>();

  /** Runs a program to its end; a code other than 0 is an answer, not an error. */
  public run(path: string, args: readonly string[], options: StartOptions = {}): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = execFile(...tied(path, args), { ...spawning(options), maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        this.running.delete(child);
        const code = error === null ? 0 : error.code;
        return typeof code === 'number' ? resolve({ code, stdout, stderr }) : reject(error ?? new Error(`${path} ended without a code`));
      });
      this.running.add(child);
    });
  }

  /** Starts a program that stays, its output in a file. */
  public start(name: string, path: string, args: readonly string[], logFile: string, options: StartOptions = {}): Daemon {
    const log = openSync(logFile, 'w');
    // a group of its own: Ctrl-C reaches this process only, which then ends the others in order
    const child = spawn(...tied(path, args), { ...spawning(options), stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    this.running.add(child);
    const daemon = { wanted: true };
    const died = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        this.running.delete(child);
        if (daemon.wanted) reject(new Error(`${name} ended by itself (${code}): ${lastLines(logFile)}`));
      });
    });
    // whoever waits for the program hears of it through `died`; without this a late death would end the run without a table
    died.catch(() => undefined);
    return { name, logFile, died, stop: () => { daemon.wanted = false; return ended(child); } };
  }

  /** Ends everything at once; for exits that cannot wait. */
  public killAll(): void {
    // a program that is killed ends nothing itself: Terraform's providers would stay
    const pids = [...this.running].flatMap(({ pid }) => (pid === undefined ? [] : withDescendants(pid)));
    for (const pid of pids) {
      kill(pid);
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));

/** The command, told to die with this process: a SIGKILL leaves no time to end anything. */
function tied(path: string, args: readonly string[]): [string, string[]] {
  return SETPRIV === undefined ? [path, [...args]] : [SETPRIV, ['--pdeathsig', 'KILL', '--', path, ...args]];
}

function spawning({ cwd, env }: StartOptions) {
  return { ...(cwd === undefined ? {} : { cwd }), env: { ...process.env, ...env } };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), GRACE);
  await gone;
  clearTimeout(impatience);
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
}
