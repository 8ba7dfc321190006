import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Context } from '../run/step';
import { onPath } from '../tools/ready-programs';
import { MissingTool } from '../tools/tool';

/** The newest binding that the library allows, and a user who installs today gets. */
export const DEFAULT_BINDING = { name: '@cdktf/provider-aws', version: '21.22.1' } as const;

/** Folder of the installed binding, in the cache: its own dependencies are the program's. */
export async function defaultBinding({ options, processes, progress }: Context): Promise<string> {
  const { name, version } = DEFAULT_BINDING;
  const folder = join(options.cache, 'provider-aws', version);
  if (!existsSync(folder)) {
    if (onPath('npm') === undefined) {
      throw new MissingTool(name, `install npm, and ${name}@${version} is installed`);
    }
    progress.say(`installs ${name} ${version}, which is kept for later runs`);
    await install(`${name}@${version}`, folder, processes);
  }
  return join(folder, 'node_modules', ...name.split('/'));
}

async function install(requirement: string, folder: string, processes: Context['processes']): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = `${folder}.${process.pid}`;
  const { code, stderr } = await processes.run('npm', ['install', '--prefix', unfinished, '--no-save', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', requirement]);
  if (code !== 0) {
    throw new Error(`'${requirement}' is not installed: ${stderr.trim().split('\n').slice(-5).join('\n')}`);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}
