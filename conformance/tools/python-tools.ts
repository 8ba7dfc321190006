import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Processes } from '../processes/processes';

/** A program that is installed from Python packages. */
export interface PythonTool {
  readonly name: string;
  readonly version: string;
  /** Requirement of the package itself; what it needs is resolved by its installer. */
  readonly requirement: string;
}

/** The programs that are installed into a virtual environment each. */
export const PYTHON_TOOLS: readonly PythonTool[] = [
  { name: 'checkov', version: '3.3.30', requirement: 'checkov==3.3.30' },
  { name: 'moto_server', version: '5.2.5', requirement: 'moto[server]==5.2.5' },
];

const COMPLETE = '.complete';

/** Whether a virtual environment was made to its end. */
export function isInstalled(folder: string): boolean {
  return existsSync(join(folder, COMPLETE));
}

/** Makes a virtual environment with the program in it. */
export async function installPythonTool({ name, requirement }: PythonTool, folder: string, processes: Processes): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  await mustRun(name, 'python3', ['-m', 'venv', folder], processes);
  await mustRun(name, join(folder, 'bin', 'pip'), ['install', '--quiet', requirement], processes);
  writeFileSync(join(folder, COMPLETE), '');
}

async function mustRun(name: string, path: string, args: readonly string[], processes: Processes): Promise<void> {
  const { code, stderr } = await processes.run(path, args);
  if (code !== 0) {
    throw new Error(`'${name}' is not installed: ${[path, ...args].join(' ')}:\n${stderr.trim()}`);
  }
}
