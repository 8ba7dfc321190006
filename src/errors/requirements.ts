import type { IConstruct } from 'constructs';
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
  throw new ValidationError({ code: 'NotACount', prop, value, rule: `must be a whole number ${range}`, remedy: `set it to ${min} or more` }, scope);
}

/** Refuses what is not a string with at least one visible character. */
export function requireText(prop: string, value: unknown, scope?: IConstruct): void {
  if (typeof value === 'string' && value.trim() !== '') {
    return;
  }
  throw new ValidationError({ code: 'NotAText', prop, value, rule: 'must be a string that is not empty', remedy: 'give it a value' }, scope);
}

/** Refuses a string that a pattern does not match; `form` says in words what the pattern asks for. */
export function requireForm(prop: string, value: unknown, pattern: RegExp, form: string, scope?: IConstruct): void {
  requireText(prop, value, scope);
  if (!pattern.test(value as string)) {
    throw new ValidationError({ code: 'WrongForm', prop, value, rule: `must be ${form}`, remedy: 'correct its spelling' }, scope);
  }
}

/** Refuses what lacks one of the named members (a typo or a plain object where a value of ours is meant). */
export function requireKind(prop: string, value: unknown, kind: string, members: readonly string[], scope?: IConstruct): void {
  const whole = typeof value === 'object' && value !== null && members.every((member) => member in value);
  if (!whole) {
    throw new ValidationError({ code: 'WrongKind', prop, value, rule: `must be ${article(kind)} ${kind}`, remedy: `pass ${article(kind)} ${kind}` }, scope);
  }
}

function article(word: string): string {
  return /^[AEIOU]/i.test(word) ? 'an' : 'a';
}
