import type { IConstruct } from 'constructs';
import { oneOf } from './did-you-mean';
import { HAD_BY } from './kinds';
import { ValidationError } from './validation-error';

/** Bounds of a whole number, both inclusive. */
export interface Bounds {
  readonly min: number;
  /** @default - no upper bound */
  readonly max?: number;
}

/** Refuses what is not a whole number within bounds (a JavaScript caller may pass anything). */
export function requireCount(prop: string, value: unknown, bounds: Bounds, scope?: IConstruct): void {
  const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) {
    return;
  }
  const range = bounds.max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  const remedy = typeof value === 'number' && value > max ? `set it to ${max} or less` : `set it to ${min} or more`;
  throw new ValidationError({ code: 'NotACount', prop, value, rule: `must be a whole number ${range}`, remedy }, scope);
}

/** Refuses what is not a finite number above 0, at most `max` where that is given. */
export function requirePositive(prop: string, value: unknown, max = Number.MAX_VALUE, scope?: IConstruct): void {
  if (typeof value !== 'number' || !(value > 0 && value <= max)) {
    const range = max === Number.MAX_VALUE ? 'above 0' : `above 0 and at most ${max}`;
    throw new ValidationError({ code: 'NotANumber', prop, value, rule: `must be a number ${range}`, remedy: 'correct its value' }, scope);
  }
}

/** Refuses what is neither true nor false, such as the text 'false'. */
export function requireFlag(prop: string, value: unknown, scope?: IConstruct): void {
  if (typeof value !== 'boolean') {
    throw new ValidationError({ code: 'NotAFlag', prop, value, rule: 'must be true or false', remedy: 'write one of the two, without quotes' }, scope);
  }
}

/** Refuses what is not a string with at least one visible character. */
export function requireText(prop: string, value: unknown, scope?: IConstruct): void {
  if (typeof value === 'string' && value.trim() !== '') {
    return;
  }
  const remedy = typeof value === 'number' ? 'write it in quotes' : 'give it a value';
  throw new ValidationError({ code: 'NotAText', prop, value, rule: 'must be a string that is not empty', remedy }, scope);
}

/** Refuses a string that a pattern does not match; `form` says in words what the pattern asks for. */
export function requireForm(prop: string, value: unknown, pattern: RegExp, form: string, scope?: IConstruct): void {
  requireText(prop, value, scope);
  if (!pattern.test(value as string)) {
    throw new ValidationError({ code: 'WrongForm', prop, value, rule: `must be ${form}`, remedy: 'correct its spelling' }, scope);
  }
}

/** Refuses what is none of the alternatives; `form` says in words what they are. */
export function requireOneOf(prop: string, value: unknown, alternatives: readonly string[], form: string, scope?: IConstruct): void {
  if (!alternatives.includes(value as string)) {
    throw new ValidationError({ code: 'NotAnAlternative', prop, value, rule: `must be ${form}`, remedy: oneOf(value, alternatives) }, scope);
  }
}

/** Refuses what is not a list, such as a single value, and each member that a requirement refuses. */
export function requireList(prop: string, value: unknown, requireMember: (member: unknown) => void = () => {}, scope?: IConstruct): void {
  if (!Array.isArray(value)) {
    throw new ValidationError({ code: 'NotAList', prop, value, rule: 'must be a list', remedy: 'put it in square brackets' }, scope);
  }
  // a hole in a list is a member that nobody wrote, and forEach would pass it by
  Array.from<unknown>(value).forEach(requireMember);
}

/** Refuses a list in which a member stands twice. */
export function requireDistinct(prop: string, values: readonly unknown[], scope?: IConstruct): void {
  const again = values.find((value, index) => values.indexOf(value) !== index);
  if (again !== undefined) {
    throw new ValidationError({ code: 'GivenTwice', prop, value: again, rule: 'is given twice', remedy: 'name each once' }, scope);
  }
}

/** Refuses what is not a map of texts, such as labels. */
export function requireTexts(prop: string, value: unknown, scope?: IConstruct): void {
  requireRecord(prop, value, scope);
  Object.entries(value as object).forEach(([key, text]) => requireText(`${prop}.${key}`, text, scope));
}

/** Refuses what is not a plain object; props of a JavaScript caller may be anything. */
export function requireRecord(prop: string, value: unknown, scope?: IConstruct): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ValidationError({ code: 'NotAnObject', prop, value, rule: 'must be an object', remedy: 'write it in braces, name by name' }, scope);
  }
}

/** Refuses props that are no object, and a prop that is null: what has a default is left out, and null means nothing to us. */
export function requireProps(props: unknown, scope?: IConstruct, name = 'props'): void {
  requireRecord(name, props, scope);
  const empty = Object.entries(props as object).find(([, value]) => value === null);
  if (empty !== undefined) {
    throw new ValidationError({ code: 'NullGiven', prop: empty[0], value: null, rule: 'must not be null', remedy: 'give it a value, or leave it out where it has a default' }, scope);
  }
}

/** Refuses what is not a function. */
export function requireFunction(prop: string, value: unknown, example: string, scope?: IConstruct): void {
  if (typeof value !== 'function') {
    throw new ValidationError({ code: 'NotAFunction', prop, value, rule: 'must be a function', remedy: `pass one, such as ${example}` }, scope);
  }
}

/** Asks something of a prop that may be left out: `undefined` is left out, `null` is a value. */
export function whereGiven<T>(value: T | undefined, requirement: (value: T) => void): void {
  if (value !== undefined) {
    requirement(value);
  }
}

/** Tells of whom a requirement is asked that does not know: what it refuses is refused below that construct. */
export function inScope<T>(scope: IConstruct, requirement: () => T): T {
  try {
    return requirement();
  } catch (error) {
    throw error instanceof ValidationError && error.path === undefined ? new ValidationError(error, scope) : error;
  }
}

/** Refuses what lacks one of the named members (a typo or a plain object where a value of ours is meant). */
export function requireKind(prop: string, value: unknown, kind: string, members: readonly string[], scope?: IConstruct): void {
  if (!isObject(value) || !members.every((member) => member in value)) {
    throw wrongKind(prop, value, kind, scope);
  }
}

/** Refuses what lacks one of the named methods. */
export function requireMethods(prop: string, value: unknown, kind: string, methods: readonly string[], scope?: IConstruct): void {
  if (!isObject(value) || !methods.every((method) => typeof (value as Record<string, unknown>)[method] === 'function')) {
    throw wrongKind(prop, value, kind, scope);
  }
}

/** The refusal of a value of another kind than the prop's. */
export function wrongKind(prop: string, value: unknown, kind: string, scope?: IConstruct): ValidationError {
  return new ValidationError({ code: 'WrongKind', prop, value, rule: `must be ${article(kind)} ${kind}`, remedy: HAD_BY[kind] ?? `pass ${article(kind)} ${kind}` }, scope);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function article(word: string): string {
  return /^[AEIOU]/i.test(word) ? 'an' : 'a';
}
