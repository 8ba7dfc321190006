import { Size, SizeRoundingBehavior } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Bounds, requireCount, requireMethods } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** A size as whole GiB within bounds. Throws where it is no size, has a fraction of a GiB, or is out of bounds. */
export function wholeGibibytes(prop: string, size: Size, bounds: Bounds, scope?: IConstruct): number {
  requireMethods(prop, size, 'Size', ['toGibibytes'], scope);
  const exact = size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isInteger(exact)) {
    const remedy = `use Size.gibibytes(${Math.ceil(exact)})`;
    throw new ValidationError({ code: 'NotWholeGibibytes', prop, value: `${exact} GiB`, rule: 'must be a whole number of GiB', remedy }, scope);
  }
  requireCount(prop, exact, bounds, scope);
  return exact;
}
