import * as fs from 'fs';
import * as path from 'path';
import { isObject } from './outputs';
import { Contract, ContractConsumer, ContractValue, CONTRACT_VERSION, HANDOFF_TYPES } from '../../emit/contract';
import { recoverDirectory } from '../../emit/directory';
import type { FileMap } from '../../emit/files';
import { oneOf } from '../../errors/did-you-mean';
import { ValidationError } from '../../errors/validation-error';

/** Name of the file that holds the contract of an environment. */
export const CONTRACT_FILE = 'handoff.json';

/** The files of one environment as they were synthesised. */
export interface SynthesisedEnvironment {
  readonly name: string;
  readonly files: FileMap;
}

/** How often environments are read again because a program was synthesised meanwhile. */
const ATTEMPTS = 10;

/**
 * Environments as one run of a program wrote them, sorted by name.
 *
 * @param names the environments to read; all where none is named
 */
export function readEnvironments(from: string, names: readonly string[]): readonly SynthesisedEnvironment[] {
  recoverDirectory('--from', from);
  for (let attempt = 1; ; attempt++) {
    const before = identityOf(from);
    try {
      const environments = environmentsBelow(from, names);
      if (before === identityOf(from) || attempt === ATTEMPTS) {
        return environments;
      }
    } catch (error) {
      if (before === identityOf(from) || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

/** The contract of an environment, in the form that this version of the command understands. */
export function contractIn({ name, files }: SynthesisedEnvironment): Contract {
  const text = files.get(CONTRACT_FILE);
  const contract = text === undefined ? undefined : parsed(text);
  if (isObject(contract) && contract.version === CONTRACT_VERSION && contract.environment === name && isListOf(contract.values, isValue)) {
    return contract as unknown as Contract;
  }
  const rule = text === undefined ? 'is missing' : `is no contract of '${name}' in version ${CONTRACT_VERSION}`;
  throw new ValidationError({ code: 'ContractUnreadable', prop: 'file', value: CONTRACT_FILE, rule, remedy: 'synthesise the program again with this version of the library' });
}

function environmentsBelow(from: string, names: readonly string[]): readonly SynthesisedEnvironment[] {
  const root = path.join(from, 'environments');
  const existing = fs.existsSync(root) ? fs.readdirSync(root).sort() : [];
  if (existing.length === 0) {
    throw new ValidationError({ code: 'NoEnvironments', prop: '--from', value: from, rule: 'holds no environments', remedy: 'synthesise the program first, or name the directory that it wrote' });
  }
  const unknown = names.find((name) => !existing.includes(name));
  if (unknown !== undefined) {
    throw new ValidationError({ code: 'UnknownEnvironment', prop: '--env', value: unknown, rule: `is no environment of '${from}'`, remedy: oneOf(unknown, existing) });
  }
  const chosen = names.length === 0 ? existing : existing.filter((name) => names.includes(name));
  return chosen.map((name) => ({ name, files: new Map(filesBelow(path.join(root, name), '')) }));
}

function filesBelow(root: string, folder: string): readonly [string, string][] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return filesBelow(root, file);
    }
    if (!entry.isFile()) {
      throw new ValidationError({ code: 'NotAFile', prop: 'file', value: file, rule: 'is a link or no file, and is not followed', remedy: 'synthesise the program again' });
    }
    return [[file, fs.readFileSync(path.join(root, file), 'utf8')]];
  });
}

/** Differs once another run has replaced the directory. */
function identityOf(directory: string): string {
  const stat = fs.statSync(directory, { throwIfNoEntry: false });
  return `${stat?.ino} ${stat?.ctimeMs}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isValue(value: unknown): value is ContractValue {
  return isObject(value) && isText(value.placeholder) && HANDOFF_TYPES.some((type) => type === value.type)
    && isListOf(value.output, isText) && value.output.length > 0 && isListOf(value.consumers, isConsumer);
}

function isConsumer(value: unknown): value is ContractConsumer {
  return isObject(value) && [value.file, value.object, value.field].every(isText);
}
