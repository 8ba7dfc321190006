import type { Block } from '../block';
import type { Configuration } from '../configuration';
import { nodeGroupsIn, templatesOf } from '../node-groups';
import type { Rule } from '../rule';

/** Machines of a placement group that lie close together are in one availability zone: a node group over several never gets its second half. */
export const placementInOneZone: Rule = (configuration) => nodeGroupsIn(configuration).flatMap((group) => {
  const zones = zonesOf(group, configuration);
  const together = templatesOf(group, configuration).some((template) => isClustered(template, configuration));
  return together && zones.size > 1 ? [group.objection('subnet_ids', {
    code: 'PlacementSpansZones', value: [...zones].join(', '), rule: 'are availability zones of a placement group that lies in one', remedy: 'keep the subnets of one of them',
  })] : [];
});

function isClustered(template: Block, configuration: Configuration): boolean {
  return template.nested('placement').flatMap(({ body }) => [...configuration.named(body.group_name), ...configuration.named(body.group_id)])
    .some(({ type, body }) => type === 'aws_placement_group' && body.strategy === 'cluster');
}

/** Zones of the subnets that stand in the same Terraform. */
function zonesOf({ body }: Block, configuration: Configuration): ReadonlySet<string> {
  const subnets = Array.isArray(body.subnet_ids) ? (body.subnet_ids as readonly unknown[]).flatMap((id) => configuration.named(id)) : [];
  return new Set(subnets.flatMap((subnet) => (typeof subnet.body.availability_zone === 'string' ? [subnet.body.availability_zone] : [])));
}
