import type { IConstruct } from 'constructs';
import type { Jurisdiction } from '../../catalog/jurisdictions';
import { ValidationError } from '../../errors/validation-error';
import type { Location } from '../../target/location';

/** Refuses a zone whose jurisdiction does not apply where the place stands. */
export function requireInJurisdiction(location: Location, jurisdiction: Jurisdiction, scope: IConstruct): void {
  if (jurisdiction.countries.includes(location.country)) {
    return;
  }
  throw new ValidationError({
    code: 'OutsideJurisdiction', prop: 'jurisdiction', value: jurisdiction,
    rule: `does not contain '${location.country}', the country of '${location.place}'`,
    remedy: 'place the zone in an environment there or choose another jurisdiction',
  }, scope);
}
