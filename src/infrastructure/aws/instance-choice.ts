import type { IConstruct } from 'constructs';
import { availabilityOf, offerSource, regionsWithOffers } from '../../catalog/aws-instance-availability';
import { cheapestFirst, type AwsInstanceType } from '../../catalog/aws-instance-types';
import type { AwsRegion } from '../../catalog/aws-regions';
import { ValidationError } from '../../errors/validation-error';
import type { Finding } from '../../target/binding';

/** What an instance type is chosen for, as an error names it. */
export interface ChoiceSubject {
  /** The property that asked. */
  readonly prop: string;
  /** Its value. */
  readonly value: unknown;
  readonly region: AwsRegion;
}

/** The first of a list that its region is not known to lack, else the error that names where there are others. */
export function offered(subject: ChoiceSubject, suitable: readonly AwsInstanceType[], scope: IConstruct): AwsInstanceType {
  const { region } = subject;
  const found = suitable.find((type) => availabilityOf(region.code, type.name) !== 'absent');
  if (found !== undefined) {
    return found;
  }
  const names = suitable.map((type) => type.name);
  const elsewhere = regionsWithOffers().filter((code) => names.some((name) => availabilityOf(code, name) === 'present'));
  throw new ValidationError({
    code: 'InstanceTypeAbsent', prop: subject.prop, value: subject.value,
    rule: `needs ${names.join(' or ')}, which region '${region.code}' does not offer (${offerSource(region.code)?.asOf})`,
    remedy: elsewhere.length > 0 ? `choose another accelerator or size, or one of the regions ${elsewhere.join(', ')}` : 'choose another accelerator or size',
  }, scope);
}

/** Cheapest first, but what the user prefers before anything else, in the user's order. */
export function preferredFirst(preferred: readonly AwsInstanceType[], types: readonly AwsInstanceType[]): readonly AwsInstanceType[] {
  const rest = types.filter((type) => !preferred.some(({ name }) => name === type.name));
  return [...preferred, ...cheapestFirst(rest)];
}

/** Warns where nobody knows whether the region has the type; refuses one that it is known to lack. */
export function availabilityFinding(subject: ChoiceSubject, type: AwsInstanceType, scope: IConstruct): Finding[] {
  const { prop, value, region } = subject;
  if (availabilityOf(region.code, offered(subject, [type], scope).name) === 'present') {
    return [];
  }
  const source = offerSource(region.code);
  const evidence = source === undefined ? 'no list of what is offered there is public' : `the price list of ${source.asOf} does not name it`;
  return [{
    code: 'InstanceTypeAvailabilityUnknown',
    severity: 'warning',
    message: `'${prop}' (${String(value)}) needs ${type.name}, and it is unknown whether region '${region.code}' offers it: ${evidence}; ask 'aws ec2 describe-instance-type-offerings' before you deploy`,
  }];
}

/** What a node costs, for whoever reads the report. */
export function costOf(type: AwsInstanceType): string {
  return type.usdPerHour === undefined ? 'no public price' : `USD ${type.usdPerHour.toFixed(2)} an hour each, on demand in us-east-1`;
}
