import { ValidationError } from '../../errors/validation-error';

/** Refuses what is neither true nor false, such as the text 'false'. */
export function requireFlag(prop: string, value: unknown): void {
  if (typeof value !== 'boolean') {
    throw new ValidationError({ code: 'NotAFlag', prop, value, rule: 'must be true or false', remedy: 'write one of the two, without quotes' });
  }
}

/** Refuses what is not a list, such as a single value. */
export function requireList(prop: string, value: unknown): void {
  if (!Array.isArray(value)) {
    throw new ValidationError({ code: 'NotAList', prop, value, rule: 'must be a list', remedy: 'put it in square brackets' });
  }
}
