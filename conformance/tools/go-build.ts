import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GoTool } from './go-tools';
import type { Processes } from '../processes/processes';

const MODULES = join(__dirname, 'modules');

/** Builds a pinned program into `target`; another run that builds the same at the same time does no harm. */
export async function buildGoTool(row: GoTool, target: string, processes: Processes): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}`;
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', `-s -w ${row.ldflags ?? ''}`, '-o', unfinished, row.package];
  // a go.work above the checkout would replace the pinned modules
  const { code, stderr } = await processes.run('go', args, { cwd: join(MODULES, row.module), env: { GOWORK: 'off' } });
  if (code !== 0) {
    throw new Error(`'${row.name}' ${row.version} does not build:\n${stderr.trim().split('\n').slice(-15).join('\n')}`);
  }
  renameSync(unfinished, target);
}
