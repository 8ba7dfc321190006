import * as fs from 'fs';
import * as path from 'path';
import { Command, CommanderError } from 'commander';
import { bind, BoundEnvironment } from './bind/bind';
import { BindError } from './bind/bind-error';
import { addSizeCommand } from './size/command';
import { ValidationError } from '../errors/validation-error';

/** Where a command writes its text. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

/** Exit codes: done, refused, and not understood. */
const DONE = 0;
const REFUSED = 1;
const MISUSED = 2;

const BIND_HELP = `
'cdktf deploy' knows what a cloud has made; manifests wait for some of it, as \${PLACEHOLDERS}.
handoff.json of each environment lists them: which output, of which type, for which fields.

  cdktf deploy frankfurt --outputs-file outputs.json
  aiplane bind --outputs outputs.json --env frankfurt
  kubectl apply -k aiplane.bound/environments/frankfurt

Nothing is written unless every placeholder of every chosen environment has a value of its type, and every value
handed over has a placeholder. Outputs of your own are ignored. The directory given with --to is replaced as a whole.
cdktf leaves sensitive outputs out of the file unless it is told --outputs-file-include-sensitive-outputs.

Exit codes: 0 bound, 1 refused, 2 not understood.`;

interface BindFlags {
  readonly outputs: string;
  readonly env?: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Runs the command line, and returns its exit code. */
export function run(args: readonly string[], streams: Streams): number {
  try {
    program(streams).parse(args, { from: 'user' });
    return DONE;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? DONE : MISUSED;
    }
    if (error instanceof ValidationError || error instanceof BindError) {
      streams.err(`aiplane: ${error.message}\n`);
      return REFUSED;
    }
    throw error;
  }
}

function program(streams: Streams): Command {
  const command = new Command('aiplane')
    .description('Works on what an AI platform program was synthesised to')
    .version(version())
    .configureOutput({ writeOut: (text) => streams.out(text), writeErr: (text) => streams.err(text) })
    .showHelpAfterError('(--help says more)')
    .exitOverride();
  command.command('bind')
    .description("Fills manifests with the values that Terraform reports, in a copy that 'kubectl apply -k' takes")
    .requiredOption('-o, --outputs <file>', 'file that cdktf deploy --outputs-file wrote')
    .option('-e, --env <name...>', 'environments to bind (default: all)')
    .option('--from <directory>', 'directory that the program was synthesised to', 'aiplane.out')
    .option('--to <directory>', 'directory to write; it is replaced', 'aiplane.bound')
    .addHelpText('after', BIND_HELP)
    .action(({ outputs, env, from, to }: BindFlags) => streams.out(told(bind({ outputs, environments: env, from, to }))));
  addSizeCommand(command, (text) => streams.out(text));
  return command;
}

function told(environments: readonly BoundEnvironment[]): string {
  const counted = environments.map(({ name, values }) => `${name}: ${values === 1 ? '1 value' : `${values} values`} filled in`);
  const next = environments.map(({ directory }) => `  kubectl apply -k ${directory}`);
  return [...counted, '', 'next:', ...next, ''].join('\n');
}

function version(): string {
  const manifest = JSON.parse(fs.readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}
