import type { Fault } from './block';
import { AwsRegionCountries } from '../../../catalog/aws-region-countries';

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;
const ZONE = /^([a-z]{2,4}(?:-[a-z]+)+-\d+)(?:[a-z]|-.*)$/;
const ZONE_ID = /^([a-z]+\d+)-(?:[a-z]+\d+-)?az\d+$/;
const ARN = /^arn:[a-z-]+:[\w-]+:([a-z]{2,4}(?:-[a-z]+)+-\d+):/;

/** A value that is in another region than its environment. */
export function outside(value: unknown, code: string): Fault {
  return { code: 'OutsideRegion', value, rule: `is outside of '${code}', the region of this environment`, remedy: 'create it in an environment there' };
}

/** The region that a text is the code of. */
export function regionIn(text: string): string | undefined {
  return REGION.test(text) ? text : undefined;
}

/** The region of an availability zone, by name (`eu-central-1a`) or, where the catalog knows the region, by id (`euc1-az1`). */
export function regionOfZone(text: string): string | undefined {
  const prefix = ZONE_ID.exec(text)?.[1];
  return ZONE.exec(text)?.[1] ?? (prefix && AwsRegionCountries.all().find(({ code }) => zoneIdPrefix(code) === prefix)?.code);
}

/** The region that an ARN names; many things have none. */
export function regionOfArn(text: string): string | undefined {
  return ARN.exec(text)?.[1];
}

/** Ids of zones begin with the short form of their region: `ap-southeast-2` is `apse2`. @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html */
function zoneIdPrefix(code: string): string {
  const [area, ...rest] = code.split('-');
  const initials = rest.flatMap((word) => word.split(/(?=east|west)/)).map(([initial]) => initial);
  return [area, ...initials].join('');
}
