import * as fs from 'fs';
import type { Contract, ContractValue, HandoffType } from '../../emit/contract';
import { codeOf } from '../../emit/disk';
import { ValidationError } from '../../errors/validation-error';

/** A JSON object of unknown content. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

/** The values of a contract by placeholder, or why they are not to be had. */
export interface Resolved {
  readonly values: ReadonlyMap<string, unknown>;
  readonly errors: readonly ValidationError[];
}

/** Whether a parsed JSON value is an object (not a list, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What `cdktf deploy --outputs-file` wrote: values nested by construct path, the stack's name outermost. */
export function readOutputs(file: string): JsonObject {
  const outputs = parsed(file, textOf(file));
  if (!isObject(outputs)) {
    throw unusable(file, 'holds no JSON object');
  }
  return outputs;
}

/** The value of each placeholder, of the type that the contract says; values that no placeholder names are errors. */
export function resolve(contract: Contract, outputs: JsonObject, file: string): Resolved {
  const stacks = new Set(contract.values.map(({ output }) => output[0]!));
  const absent = [...stacks].filter((stack) => !Object.prototype.hasOwnProperty.call(outputs, stack));
  if (absent.length > 0) {
    return { values: new Map(), errors: absent.map((stack) => undeployed(stack, file)) };
  }
  const found = contract.values.map((value) => ({ value, given: valueBelow(outputs, value.output) }));
  return {
    values: new Map(found.map(({ value, given }) => [value.placeholder, given])),
    errors: [...found.flatMap(({ value, given }) => mistakesIn(value, given, file)), ...extrasIn(contract, outputs, file)],
  };
}

function mistakesIn({ output, type }: ContractValue, given: unknown, file: string): readonly ValidationError[] {
  const prop = output.join('/');
  if (given === undefined) {
    const remedy = 'deploy again, and where the output is sensitive add --outputs-file-include-sensitive-outputs or hand no sensitive value to manifests';
    return [new ValidationError({ code: 'OutputMissing', prop, value: given, rule: `is not in '${file}', and manifests wait for it`, remedy })];
  }
  if (isOfType(given, type)) {
    return [];
  }
  const remedy = 'correct the value that the program hands over, then deploy again';
  // the value itself may be a secret
  return [new ValidationError({ code: 'OutputOfWrongType', prop, value: typeNameOf(given), rule: `must be ${TYPE_NAMES[type]}`, remedy })];
}

/** Outputs beside those of the contract: left by another version of the program. Outputs elsewhere are the user's own. */
function extrasIn({ values }: Contract, outputs: JsonObject, file: string): readonly ValidationError[] {
  const known = new Set(values.map(({ output }) => output.join('/')));
  const parents = values.map(({ output }) => output.slice(0, -1)).filter((scope) => scope.length > 1);
  const scopes = new Map(parents.map((scope) => [scope.join('/'), scope]));
  const beside = [...scopes].flatMap(([path, scope]) => keysOf(valueBelow(outputs, scope)).map((key) => `${path}/${key}`));
  return beside.filter((path) => !known.has(path)).sort().map((prop) => {
    const remedy = 'synthesise and deploy the same version of the program';
    return new ValidationError({ code: 'OutputUnexpected', prop, value: file, rule: 'is a value that no placeholder names', remedy });
  });
}

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function valueBelow(outputs: JsonObject, keys: readonly string[]): unknown {
  return keys.reduce((value: unknown, key) => (keysOf(value).includes(key) ? (value as JsonObject)[key] : undefined), outputs);
}

const TYPE_NAMES: Readonly<Record<HandoffType, string>> = { any: 'a value', list: 'a list', map: 'a map', number: 'a number', string: 'a string' };

/** A number in quotes is no number: manifests would be refused, or worse, misread. */
function isOfType(value: unknown, type: HandoffType): boolean {
  return type === 'any' ? value !== null : typeNameOf(value) === TYPE_NAMES[type];
}

function typeNameOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? TYPE_NAMES.list : typeof value === 'object' ? TYPE_NAMES.map : `a ${typeof value}`;
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(file, `cannot be read (${codeOf(error) ?? String(error)})`);
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable(file, 'is not JSON');
  }
}

function unusable(file: string, rule: string): ValidationError {
  return new ValidationError({ code: 'OutputsUnusable', prop: '--outputs', value: file, rule, remedy: `write it with: cdktf deploy <environment> --outputs-file ${file}` });
}

function undeployed(stack: string, file: string): ValidationError {
  const remedy = `write them with: cdktf deploy ${stack} --outputs-file ${file}; or choose other environments with --env`;
  return new ValidationError({ code: 'EnvironmentNotDeployed', prop: '--outputs', value: file, rule: `has no values of '${stack}'`, remedy });
}
