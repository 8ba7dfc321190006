import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { GoTool } from './go-tools';
import type { Tool } from './tool';
import type { Processes } from '../processes/processes';

interface Candidate {
  readonly path: string;
  readonly source: Tool['source'];
}

/** A program that the machine has already, with what was passed over on the way. */
export interface Found {
  readonly tool?: Tool;
  /** Lines such as `kubectl 1.32.4 on PATH`. */
  readonly passedOver: readonly string[];
}

/** Looks for a ready program: first where the envtest convention keeps them, then on PATH. */
export async function readyProgram(row: GoTool, processes: Processes): Promise<Found> {
  const passedOver: string[] = [];
  for (const { path, source } of candidates(row.name)) {
    const version = await versionOf(row, path, processes);
    if (version !== undefined && row.accepts(version)) {
      return { tool: { name: row.name, version, path, source }, passedOver };
    }
    passedOver.push(`${row.name} ${version ?? 'of unknown version'} (${source})`);
  }
  return { passedOver };
}

/** Where a program of that name lies on PATH. */
export function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, name)).find(isProgram);
}

function candidates(name: string): readonly Candidate[] {
  const { KUBEBUILDER_ASSETS } = process.env;
  const asset = KUBEBUILDER_ASSETS === undefined ? undefined : join(KUBEBUILDER_ASSETS, name);
  const path = onPath(name);
  return [
    ...(asset !== undefined && isProgram(asset) ? [{ path: asset, source: 'KUBEBUILDER_ASSETS' } as const] : []),
    ...(path === undefined ? [] : [{ path, source: 'PATH' } as const]),
  ];
}

async function versionOf(row: GoTool, path: string, processes: Processes): Promise<string | undefined> {
  const { stdout, stderr } = await processes.run(path, row.versionArgs).catch(() => ({ stdout: '', stderr: '' }));
  return /v?(\d+\.\d+\.\d+)/.exec(stdout + stderr)?.[0];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
