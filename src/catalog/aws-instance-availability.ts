import type { Sourced } from './sourced';

/** Whether a region offers an instance type: `unknown` where no source of the catalog says. */
export type InstanceAvailability = 'present' | 'absent' | 'unknown';

/** What is known of one region; `g6.*` stands for every size of the family that the catalog has. */
interface RegionOffer extends Sourced {
  readonly present: readonly string[];
  /** @default - nothing is known to be absent */
  readonly absent?: readonly string[];
}

/**
 * Instance types that the public price list names for a region, as linted CloudFormation schemas repeat it.
 *
 * A type that this one list omits is `unknown`, not `absent`: capacity that is sold otherwise need not be on it. There is
 * no public list for the European Sovereign Cloud, so everything there is `unknown`.
 */
const PRICE_LIST = {
  source: 'https://github.com/aws-cloudformation/cfn-lint/blob/217397c8/src/cfnlint/data/schemas/extensions/aws_ec2_instance/instancetype_enum.json',
  asOf: '2026-08-10',
};

/** The region where a second list exists; a type that neither names is `absent`. */
const BOTH_LISTS = {
  source: 'https://github.com/aws/karpenter-provider-aws/blob/1d927085/pkg/providers/pricing/zz_generated.pricing_aws_us_gov.go',
  asOf: '2026-08-10',
};

const offers: Readonly<Record<string, RegionOffer>> = {
  'eu-central-1': { present: ['g4dn.*', 'g5.*', 'g6.*', 'g6e.*', 'g7e.*', 'p4d.24xlarge', 'p4de.24xlarge', 'c5.metal', 'c5n.metal', 'c6i.metal', 'c7i.metal-24xl', 'm5.metal', 'm5zn.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal', 'r7i.metal-24xl', 'z1d.metal'], ...PRICE_LIST },
  'eu-central-2': { present: ['g6.*', 'c5.metal', 'c7i.metal-24xl', 'm5.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal'], ...PRICE_LIST },
  'eu-west-1': { present: ['g4dn.*', 'g5.*', 'p4d.24xlarge', 'c5.metal', 'c5n.metal', 'c6i.metal', 'c7i.metal-24xl', 'm5.metal', 'm5zn.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal', 'r7i.metal-24xl', 'z1d.metal'], ...PRICE_LIST },
  'eu-west-2': { present: ['g4dn.*', 'g5.*', 'g6.*', 'g7e.*', 'p4d.24xlarge', 'p5.*', 'c5.metal', 'c5n.metal', 'c6i.metal', 'c7i.metal-24xl', 'm5.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal', 'r7i.metal-24xl', 'z1d.metal'], ...PRICE_LIST },
  'eu-west-3': { present: ['g4dn.*', 'g5.*', 'g6.*', 'c5.metal', 'c5n.metal', 'c6i.metal', 'c7i.metal-24xl', 'm5.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal', 'r7i.metal-24xl'], ...PRICE_LIST },
  'eu-north-1': { present: ['g4dn.*', 'g5.*', 'g6.*', 'g6e.*', 'g7e.*', 'p4d.24xlarge', 'p5.48xlarge', 'p5en.48xlarge', 'c5.metal', 'c5n.metal', 'c6i.metal', 'c7i.metal-24xl', 'm5.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal', 'r7i.metal-24xl'], ...PRICE_LIST },
  'eu-south-1': { present: ['g4dn.*', 'c5.metal', 'c5n.metal', 'c6i.metal', 'c7i.metal-24xl', 'm5.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal', 'r7i.metal-24xl'], ...PRICE_LIST },
  'eu-south-2': { present: ['g5.*', 'g6.*', 'g6e.*', 'g7e.*', 'p5en.48xlarge', 'c5.metal', 'c7i.metal-24xl', 'm5.metal', 'm7i.*', 'r5.metal', 'r7i.metal-24xl'], ...PRICE_LIST },
  'us-gov-west-1': { present: ['g4dn.*', 'g6.*', 'p4d.24xlarge', 'p5.*', 'p5en.48xlarge', 'p6-b200.48xlarge', 'c5.metal', 'c5n.metal', 'c6i.metal', 'c7i.metal-24xl', 'm5.metal', 'm6i.*', 'm7i.*', 'r5.metal', 'r6i.metal', 'r7i.metal-24xl'], absent: ['g5.*', 'g6e.*', 'g7e.*', 'p4de.24xlarge', 'p5e.48xlarge', 'm5zn.metal', 'z1d.metal'], ...BOTH_LISTS },
};

/** Regions that the table covers, sorted. */
export function regionsWithOffers(): readonly string[] {
  return Object.keys(offers).sort();
}

/** Where it was read what a region offers; undefined where nothing was. */
export function offerSource(region: string): Sourced | undefined {
  return offers[region];
}

/** Whether a region offers an instance type. */
export function availabilityOf(region: string, instanceType: string): InstanceAvailability {
  const offer = offers[region];
  if (offer === undefined) {
    return 'unknown';
  }
  const named = (list: readonly string[] = []) => list.includes(instanceType) || list.includes(`${instanceType.split('.')[0]}.*`);
  return named(offer.present) ? 'present' : named(offer.absent) ? 'absent' : 'unknown';
}
