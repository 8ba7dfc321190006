import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GoTool } from './go-tools';
import type { Processes } from '../processes/processes';

const MODULES = join(__dirname, 'modules');

/** Folder of the cache for a program: its version, and for one with sources of ours their digest too. */
export function editionOf({ version, module, package: built }: GoTool): string {
  if (built !== '.') {
    return version;
  }
  const folder = join(MODULES, module);
  const hash = createHash('sha256');
  readdirSync(folder).sort().forEach((file) => hash.update(file).update(readFileSync(join(folder, file))));
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}

/** Builds a pinned program into `target`; another run that builds the same at the same time does no harm. */
export async function buildGoTool(row: GoTool, target: string, processes: Processes): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}`;
  const args = ['build', '-mod=readonly', '-trimpath', '-tags', row.tags ?? '', '-ldflags', `-s -w ${row.ldflags ?? ''}`, '-o', unfinished, row.package];
  // a go.work above the checkout would replace the pinned modules
  const { code, stderr } = await processes.run('go', args, { cwd: join(MODULES, row.module), env: { GOWORK: 'off' } });
  if (code !== 0) {
    throw new Error(`'${row.name}' ${row.version} does not build:\n${stderr.trim().split('\n').slice(-15).join('\n')}`);
  }
  renameSync(unfinished, target);
}
