import { isExpression, type Block, type Leaf } from '../block';
import { outside, regionIn, regionOfArn, regionOfZone } from '../region-of';
import type { Rule } from '../rule';

/** Attributes that say where something is created, copied or sent. */
const REGIONS: ReadonlySet<string> = new Set([
  'region', 'aws_region', 'region_name', 'bucket_region', 'consumer_region', 'destination_region', 'endpoint_group_region', 'origin_shield_region',
  'peer_region', 'region_list', 'replica_region', 's3_region', 'service_region', 'sns_region', 'witness_region',
]);
const ZONES: ReadonlySet<string> = new Set(['availability_zone', 'availability_zones', 'availability_zone_id', 'availability_zone_ids', 'preferred_availability_zones', 'default_availability_zone']);
/** Keys must be where what they encrypt is; copies and messages are where they are sent. */
const TARGET = /kms|destination|^key_arn$/;

/** Resources whose region is a filter, an enquiry, an answer to whoever asks, or a setting of the account. */
const EXEMPT: ReadonlySet<string> = new Set([
  'aws_account_region', 'aws_bcmdataexports_export', 'aws_budgets_budget_action', 'aws_cur_report_definition', 'aws_glue_catalog_database', 'aws_glue_catalog_table',
  'aws_identitystore_user', 'aws_lightsail_distribution', 'aws_route53_health_check', 'aws_route53_record', 'aws_route53_records_exclusive', 'aws_servicequotas_template',
  'aws_vpc_ipam', 'aws_vpc_ipam_resource_discovery',
]);

/** Whatever says where it is, is in the region of the environment. */
export const outsideRegion: Rule = ({ resources }, { region }) => resources
  .filter(({ type }) => !EXEMPT.has(type))
  .flatMap((block) => [
    ...block.leaves.filter((leaf) => isElsewhere(block, leaf, region.code))
      .map(({ attribute, value }) => block.objection(attribute, outside(value, region.code))),
    ...opaque(block),
  ]);

function isElsewhere({ type }: Block, { field, key, value }: Leaf, own: string): boolean {
  const region = typeof value === 'string' && !isExpression(value) ? regionSaid(type, field, key, value) : undefined;
  return region !== undefined && region !== own;
}

function regionSaid(type: string, field: string, key: string, value: string): string | undefined {
  if (ZONES.has(key)) {
    return regionOfZone(value);
  }
  // These two have a name where the others have an attribute.
  const listed = field === 'region.name' || (type === 'aws_cloudformation_stack_instances' && key === 'regions');
  if (REGIONS.has(key) || listed) {
    return regionIn(value);
  }
  return TARGET.test(key) ? regionOfArn(value) : undefined;
}

/** A resource may have a region of its own since version 6 of the provider. */
function opaque(block: Block) {
  const { region } = block.body;
  return isExpression(region) && /\b(var|local)\./.test(String(region))
    ? [block.objection('region', { code: 'Opaque', value: region, rule: 'cannot be judged before the deployment', remedy: 'state the region in the program' })]
    : [];
}
