import { requireCountry } from './countries';
import { named } from './named';
import { requireSourced, type Sourced } from './sourced';
import { requireDistinct, requireForm, requireKind, requireList, requireOneOf, requireRecord, requireText } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** A group of regions with accounts, names and endpoints of its own. @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export type AwsPartitionName = 'aws' | 'aws-eusc' | 'aws-us-gov';

/** A region of Amazon Web Services. */
export interface AwsRegion extends Sourced {
  /** Name in code, such as `EU_CENTRAL_1`. */
  readonly name: string;
  /** Code at Amazon, such as `eu-central-1`. */
  readonly code: string;
  /** Partition, which ARNs and endpoints are of. */
  readonly partition: AwsPartitionName;
  /** Country of its data centres, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Names of the availability zones that a network spreads over, two or three. */
  readonly availabilityZones: readonly string[];
  /** Suffix of the host names of its services, such as `amazonaws.eu`. */
  readonly dnsSuffix: string;
}

const REGIONS = { source: 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html', asOf: '2026-08-22' };
/** OpenShift's installer documents two zones there. */
const SOVEREIGN = { source: 'https://github.com/openshift/openshift-docs/pull/110585', asOf: '2026-08-22' };

const COMMERCIAL = { partition: 'aws', dnsSuffix: 'amazonaws.com', ...REGIONS } as const;

const rows = {
  /** Frankfurt, Germany. */
  EU_CENTRAL_1: { code: 'eu-central-1', country: 'DE', availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'], ...COMMERCIAL },
  /** Zurich, Switzerland. */
  EU_CENTRAL_2: { code: 'eu-central-2', country: 'CH', availabilityZones: ['eu-central-2a', 'eu-central-2b', 'eu-central-2c'], ...COMMERCIAL },
  /** Ireland. */
  EU_WEST_1: { code: 'eu-west-1', country: 'IE', availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], ...COMMERCIAL },
  /** London, United Kingdom. */
  EU_WEST_2: { code: 'eu-west-2', country: 'GB', availabilityZones: ['eu-west-2a', 'eu-west-2b', 'eu-west-2c'], ...COMMERCIAL },
  /** Paris, France. */
  EU_WEST_3: { code: 'eu-west-3', country: 'FR', availabilityZones: ['eu-west-3a', 'eu-west-3b', 'eu-west-3c'], ...COMMERCIAL },
  /** Stockholm, Sweden. */
  EU_NORTH_1: { code: 'eu-north-1', country: 'SE', availabilityZones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'], ...COMMERCIAL },
  /** Milan, Italy. */
  EU_SOUTH_1: { code: 'eu-south-1', country: 'IT', availabilityZones: ['eu-south-1a', 'eu-south-1b', 'eu-south-1c'], ...COMMERCIAL },
  /** Aragon, Spain. */
  EU_SOUTH_2: { code: 'eu-south-2', country: 'ES', availabilityZones: ['eu-south-2a', 'eu-south-2b', 'eu-south-2c'], ...COMMERCIAL },
  /** AWS European Sovereign Cloud, Brandenburg, Germany: a partition of its own, with two availability zones. */
  EUSC_DE_EAST_1: { code: 'eusc-de-east-1', partition: 'aws-eusc', country: 'DE', availabilityZones: ['eusc-de-east-1a', 'eusc-de-east-1b'], dnsSuffix: 'amazonaws.eu', ...SOVEREIGN },
  /** AWS GovCloud, Oregon, United States. */
  US_GOV_WEST_1: { code: 'us-gov-west-1', partition: 'aws-us-gov', country: 'US', availabilityZones: ['us-gov-west-1a', 'us-gov-west-1b', 'us-gov-west-1c'], dnsSuffix: 'amazonaws.com', ...REGIONS },
} as const satisfies Record<string, Omit<AwsRegion, 'name'>>;

/** Services whose endpoints in the sovereign partition carry its own prefix. @see https://github.com/aws/aws-cdk/issues/36471 */
const SOVEREIGN_ENDPOINTS: readonly string[] = ['ecr.api', 'ecr.dkr', 'execute-api', 'securityhub'];

/** The regions that the catalog knows, and `custom` for any other. */
export const AwsRegion = {
  ...named<AwsRegion, typeof rows>(rows),

  /** A region that the catalog lacks. */
  custom(facts: AwsRegion): AwsRegion {
    requireRecord('facts', facts);
    requireRegion('facts', facts, '');
    return { ...facts, availabilityZones: [...facts.availabilityZones] };
  },
};

const PARTITIONS: readonly AwsPartitionName[] = ['aws', 'aws-eusc', 'aws-us-gov'];

/** Refuses what is no whole row of a region; `prefix` stands before the names of its facts in errors. */
export function requireRegion(prop: string, value: unknown, prefix = `${prop}.`): void {
  requireKind(prop, value, 'AwsRegion', []);
  const facts = value as AwsRegion;
  requireText(`${prefix}name`, facts.name);
  requireForm(`${prefix}code`, facts.code, /^[a-z]+(-[a-z]+)+-\d+$/, "a region code, such as 'eu-central-1'");
  requireOneOf(`${prefix}partition`, facts.partition, PARTITIONS, 'a partition that the library knows');
  requireCountry(`${prefix}country`, facts.country);
  requireForm(`${prefix}dnsSuffix`, facts.dnsSuffix, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a DNS suffix, such as 'amazonaws.com'");
  requireZones(`${prefix}availabilityZones`, facts);
  requireSourced(facts, prefix);
}

function requireZones(prop: string, { code, availabilityZones }: AwsRegion): void {
  const form = new RegExp(`^${code}[a-z]$`);
  requireList(prop, availabilityZones, (zone) => requireForm(prop, zone, form, `names of zones of '${code}', such as '${code}a'`));
  requireDistinct(prop, availabilityZones);
  if (availabilityZones.length < 2) {
    throw new ValidationError({ code: 'TooFewZones', prop, value: availabilityZones, rule: 'must be at least 2: a cluster refuses fewer', remedy: 'name more zones of the region' });
  }
}

/** Name of the VPC endpoint service of an AWS service in a region. @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
export function endpointServiceName(region: AwsRegion, service: string): string {
  const prefix = region.partition === 'aws-eusc' && SOVEREIGN_ENDPOINTS.includes(service) ? 'eu.amazonaws' : 'com.amazonaws';
  return `${prefix}.${region.code}.${service}`;
}

/** Host of an account's private image registry in a region. */
export function registryHost(region: AwsRegion, account: string): string {
  return `${account}.dkr.ecr.${region.code}.${region.dnsSuffix}`;
}
