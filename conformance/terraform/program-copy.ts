import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { edited, type TextEdit } from './program-edits';
import type { Processes } from '../processes/processes';

const PROJECT = resolve(__dirname, '..', '..');
/** The example with every environment. */
const ASSISTANT = 'examples/assistant/main.ts';
const TSX = 'tsx --tsconfig tsconfig.json';

/** A user's project with the example in it, in a folder of its own; the library is this checkout's. */
export class ProgramCopy {
  /** Makes the folder, with some text of the examples replaced; `program` is the file to run. */
  public static make(folder: string, processes: Processes, edits: readonly TextEdit[] = [], program = ASSISTANT): ProgramCopy {
    mkdirSync(folder, { recursive: true });
    cpSync(join(PROJECT, 'examples'), join(folder, 'examples'), { recursive: true });
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const path = join(folder, 'examples', file);
      writeFileSync(path, edited(file, readFileSync(path, 'utf8'), edits));
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
    writeJson(join(folder, 'tsconfig.json'), { extends: join(PROJECT, 'tsconfig.json'), compilerOptions: { paths: { aiplane: [join(PROJECT, 'src', 'index.ts')] } } });
    const ours = JSON.parse(readFileSync(join(PROJECT, 'cdktf.json'), 'utf8')) as object;
    writeJson(join(folder, 'cdktf.json'), { ...ours, app: `npx ${TSX} ${program}` });
    return new ProgramCopy(folder, processes, program);
  }

  private constructor(public readonly folder: string, private readonly processes: Processes, private readonly program: string) {}

  /** Runs the program; `env` is added to its variables. */
  public async run(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const [command, ...args] = `${TSX} ${this.program}`.split(' ');
    const { code, stdout, stderr } = await this.processes.run(join(PROJECT, 'node_modules', '.bin', command!), args, { cwd: this.folder, env });
    if (code !== 0) {
      throw new Error(`the program fails: ${(stderr === '' ? stdout : stderr).trim().split('\n').slice(-12).join('\n')}`);
    }
  }

  /** Names of the environments that have a stack. */
  public get stacks(): readonly string[] {
    const { stacks } = JSON.parse(readFileSync(join(this.folder, 'cdktf.out', 'manifest.json'), 'utf8')) as { readonly stacks: object };
    return Object.keys(stacks).sort();
  }

  /** The folder of an environment's stack. */
  public stack(environment: string): string {
    return join(this.folder, 'cdktf.out', 'stacks', environment);
  }
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
