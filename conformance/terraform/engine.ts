import type { PlanJson } from './planned-changes';
import type { Processes } from '../processes/processes';

/** A command of Terraform or OpenTofu that failed; the message has what it said. */
export class EngineError extends Error {
  public constructor(public readonly command: string, said: string) {
    super(said);
    this.name = 'EngineError';
  }
}

/** Answer of `plan -detailed-exitcode` where there is something to do. */
const CHANGES = 2;

/** How a plan is made. */
export interface PlanOptions {
  /** Plan to destroy everything. @default false */
  readonly destroy?: boolean;
  /** Ask the cloud how everything is, first. @default true */
  readonly refresh?: boolean;
}

/** Terraform or OpenTofu in one folder. */
export class Engine {
  public constructor(
    /** As messages name it. */
    public readonly name: string,
    private readonly path: string,
    private readonly cwd: string,
    private readonly processes: Processes,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  public async init(): Promise<void> {
    await this.must('init', '-input=false');
  }

  public async validate(): Promise<void> {
    await this.must('validate');
  }

  /** Makes a plan, and reads it: empty where nothing is to be done. A plan to destroy everything is not read. */
  public async plan({ destroy = false, refresh = true }: PlanOptions = {}): Promise<PlanJson> {
    const args = ['plan', '-input=false', '-detailed-exitcode', '-out=conformance.plan', ...(destroy ? ['-destroy'] : []), ...(refresh ? [] : ['-refresh=false'])];
    const { code, stdout, stderr } = await this.run(args);
    if (code !== 0 && code !== CHANGES) {
      throw new EngineError(`${this.name} plan`, errorsIn(stdout + stderr));
    }
    if (code === 0 || destroy) {
      return {};
    }
    const plan = JSON.parse((await this.must('show', '-json', 'conformance.plan')).stdout) as PlanJson;
    // outputs alone are changes too, and have no line of their own
    return { ...plan, resource_changes: plan.resource_changes ?? [] };
  }

  /** Carries out the last plan. */
  public async applyPlan(): Promise<void> {
    await this.must('apply', '-input=false', 'conformance.plan');
  }

  /** Addresses of what the state knows. */
  public async state(): Promise<readonly string[]> {
    const { code, stdout } = await this.run(['state', 'list']);
    return code === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
  }

  private async must(...args: readonly string[]) {
    const ended = await this.run(args);
    if (ended.code !== 0) {
      throw new EngineError(`${this.name} ${args[0]}`, errorsIn(ended.stdout + ended.stderr));
    }
    return ended;
  }

  private run([command = '', ...args]: readonly string[]) {
    const flags = command === 'state' ? [] : ['-no-color'];
    return this.processes.run(this.path, [command, ...flags, ...args], { cwd: this.cwd, env: this.env });
  }
}

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;
/** Lines of an error, which cdktf puts the name of the stack before. */
const IN_A_BOX = /^.*?[│╷╵]\s*/;
/** Lines of one error that are kept. */
const LINES = 6;

/** The errors among what a command printed, a line each; its last lines where it named none. */
export function errorsIn(printed: string): string {
  const lines = printed.replace(COLOURS, '').split('\n').map((line) => line.replace(IN_A_BOX, '').trim()).filter((line) => line !== '');
  const starts = lines.flatMap((line, index) => (line.startsWith('Error: ') ? [index] : []));
  const errors = starts.map((start, index) => lines.slice(start, starts[index + 1]).slice(0, LINES).join(' '));
  return errors.length > 0 ? errors.join('\n') : lines.slice(-LINES).join(' ');
}
