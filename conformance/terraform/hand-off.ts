import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EngineError, errorsIn } from './engine';
import type { Finding } from './finding';
import type { Context } from '../run/step';

const PROJECT = resolve(__dirname, '..', '..');
const OUTPUTS = 'outputs.json';

/** What of `handoff.json` is read. */
interface HandOff {
  readonly values: readonly { readonly placeholder: string }[];
}

/** The user's command that creates an environment: synthesis, plan and apply, and the outputs in a file. */
export async function deploy(folder: string, environment: string, { processes }: Context, env: Readonly<Record<string, string>>): Promise<void> {
  // that flag: else the command asks the public registry for the checksums of other platforms
  const args = ['cdktf', 'deploy', environment, '--auto-approve', '--skip-provider-lock', '--outputs-file', OUTPUTS];
  const { code, stdout, stderr } = await processes.run('npx', args, { cwd: folder, env: { ...env, CI: 'true' } });
  if (code !== 0) {
    throw new EngineError('cdktf deploy', errorsIn(stdout + stderr));
  }
}

/** What `aiplane bind` is told. */
export interface BindOptions {
  readonly outputs: string;
  readonly from: string;
  readonly to: string;
  readonly environments: readonly string[];
}

/** The user's command that fills manifests with outputs. */
export async function bindInto({ outputs, from, to, environments }: BindOptions, { processes }: Pick<Context, 'processes'>): Promise<void> {
  const options = ['--outputs', outputs, '--from', from, '--to', to, '--env', ...environments];
  const args = ['--tsconfig', join(PROJECT, 'tsconfig.dev.json'), join(PROJECT, 'src', 'cli', 'main.ts'), 'bind', ...options];
  const { code, stdout, stderr } = await processes.run(join(PROJECT, 'node_modules', '.bin', 'tsx'), args);
  if (code !== 0) {
    throw new EngineError('aiplane bind', (stdout + stderr).trim());
  }
}

/** That command, for what was deployed; then looks for anything left unfilled. */
export async function bind(folder: string, environment: string, context: Context): Promise<{ readonly folder: string; readonly finding: Finding }> {
  const to = join(folder, 'aiplane.bound');
  await bindInto({ outputs: join(folder, OUTPUTS), from: join(folder, 'aiplane.out'), to, environments: [environment] }, context);
  const { values } = JSON.parse(readFileSync(join(folder, 'aiplane.out', 'environments', environment, 'handoff.json'), 'utf8')) as HandOff;
  const written = join(to, 'environments', environment);
  const files = existsSync(written) ? filesBelow(written) : [];
  const failures = files.flatMap((file) => leftUnfilled(readFileSync(file, 'utf8'), values.map(({ placeholder }) => placeholder))
    .map((left) => ({ subject: file.slice(written.length + 1), message: `still has ${left}` })));
  const nothing = files.length === 0 ? [{ subject: environment, message: 'bind wrote no file' }] : [];
  return { folder: written, finding: { passed: values.length, failures: [...nothing, ...failures] } };
}

/** Placeholders that a text still has, and tokens of Terraform that no text may have. */
export function leftUnfilled(text: string, placeholders: readonly string[]): readonly string[] {
  const waited = placeholders.filter((placeholder) => text.includes(placeholder.startsWith('${') ? placeholder : `\${${placeholder}}`));
  return [...waited, ...new Set(text.match(/\$?\{?TfToken\[[^\]]*\]\}?/g) ?? [])];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => join(folder, name)).flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}
