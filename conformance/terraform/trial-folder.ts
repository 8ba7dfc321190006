import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OVERRIDE_FILE, overrideOf, type StackJson } from './override';

const STACK_FILE = 'cdk.tf.json';
const STATE_FILE = 'terraform.tfstate';
/** What `init` leaves beside the installed providers. */
const LOCK_FILE = '.terraform.lock.hcl';

/** A stack as the program wrote it. */
export function readStack(folder: string): StackJson {
  return JSON.parse(readFileSync(join(folder, STACK_FILE), 'utf8')) as StackJson;
}

/** Lays the override beside a stack. */
export function layOverride(folder: string, endpoint: string): void {
  writeFileSync(join(folder, OVERRIDE_FILE), `${JSON.stringify(overrideOf(readStack(folder), endpoint), undefined, 2)}\n`);
}

/** What a folder for another trial takes over. */
export interface TakenOver {
  /** Folder of the stack to try. */
  readonly stack: string;
  /** Initialised folder, whose installed providers are used. @default - the new folder is not initialised */
  readonly initialised?: string;
  /** Folder whose state is copied. @default - there is no state */
  readonly state?: string;
}

/** Makes a folder to try a stack in, without touching the folders that it takes from. */
export function trialFolder(folder: string, endpoint: string, { stack, initialised, state }: TakenOver): string {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(stack, STACK_FILE), join(folder, STACK_FILE));
  layOverride(folder, endpoint);
  if (initialised !== undefined) {
    symlinkSync(join(initialised, '.terraform'), join(folder, '.terraform'));
    copyFileSync(join(initialised, LOCK_FILE), join(folder, LOCK_FILE));
  }
  if (state !== undefined && existsSync(join(state, STATE_FILE))) {
    copyFileSync(join(state, STATE_FILE), join(folder, STATE_FILE));
  }
  return folder;
}
