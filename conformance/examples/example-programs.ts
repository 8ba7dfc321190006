import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { emittedEnvironments, type EmittedEnvironment } from '../run/emitted';
import { delivered } from '../run/example-values';
import type { Context } from '../run/step';
import { ProgramCopy } from '../terraform/program-copy';

const EXAMPLES = resolve(__dirname, '..', '..', 'examples');

/** One of the smaller examples, as it was run in a folder of its own. */
export interface ExampleProgram {
  readonly name: string;
  readonly copy: ProgramCopy;
  /** Its environments, named after the example too. */
  readonly environments: readonly EmittedEnvironment[];
}

/** Every file of `examples/`: run once, for all steps that want them. */
export class ExamplePrograms {
  private running?: Promise<readonly ExampleProgram[]>;

  public all(context: Context): Promise<readonly ExampleProgram[]> {
    this.running ??= Promise.all(exampleFiles().map((file) => context.lanes.run(() => run(file, context))));
    return this.running;
  }
}

function exampleFiles(): readonly string[] {
  return readdirSync(EXAMPLES).filter((file) => file.endsWith('.ts')).sort();
}

async function run(file: string, context: Context): Promise<ExampleProgram> {
  const name = basename(file, '.ts');
  const copy = ProgramCopy.make(join(context.workspace, `example-${name}`), context.processes, [], `examples/${file}`);
  await copy.run();
  const output = join(copy.folder, 'aiplane.out');
  const written = emittedEnvironments(output, join(copy.folder, 'cdktf.out'));
  const environments = await delivered(written, output, `example-${name}`, context);
  return { name, copy, environments: environments.map((environment) => ({ ...environment, name: `${name}.${environment.name}` })) };
}
