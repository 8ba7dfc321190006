import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Bounds, requireCount, requireMethods } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** A duration as whole seconds within bounds. Throws where it is no duration, has a fraction of a second, or is out of bounds. */
export function wholeSeconds(prop: string, duration: Duration, bounds: Bounds, scope?: IConstruct): number {
  requireMethods(prop, duration, 'Duration', ['toMilliseconds', 'toSeconds'], scope);
  const exact = duration.toMilliseconds() / 1000;
  if (!Number.isInteger(exact)) {
    const remedy = `use Duration.seconds(${Math.ceil(exact)})`;
    throw new ValidationError({ code: 'NotWholeSeconds', prop, value: `${exact} s`, rule: 'must be a whole number of seconds', remedy }, scope);
  }
  requireCount(prop, exact, bounds, scope);
  return exact;
}
