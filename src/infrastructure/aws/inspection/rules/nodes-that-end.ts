import type { Block } from '../block';
import type { Configuration } from '../configuration';
import { nodeGroupsIn, templatesOf } from '../node-groups';
import type { Rule } from '../rule';

/** What is known of nodes that will be gone: a capacity block ends, and another image replaces them. */
export const nodesThatEnd: Rule = (configuration) => nodeGroupsIn(configuration)
  .flatMap((group) => [...ending(group, configuration), ...replaced(group)]);

function ending(group: Block, configuration: Configuration) {
  const bought = group.body.capacity_type === 'CAPACITY_BLOCK'
    || templatesOf(group, configuration).some((template) => template.values('instance_market_options.market_type').includes('capacity-block'));
  const always = group.values('scaling_config.min_size').some((size) => typeof size !== 'number' || size > 0);
  return bought && always ? [group.objection('capacity_type', {
    code: 'CapacityBlockEnds', severity: 'warning', value: 'CAPACITY_BLOCK', rule: 'ends on the day that was bought, and pools that always run end with it', remedy: 'move them before that day, or use ON_DEMAND',
  })] : [];
}

/** Ours start with an image of Amazon Linux 2023: any other came by an override, and replaced or will replace every node. */
function replaced(group: Block) {
  const image = group.body.ami_type;
  return !group.isOurs || typeof image !== 'string' || image.startsWith('AL2023_x86_64_') ? [] : [group.objection('ami_type', {
    code: 'NodesReplaced', severity: 'warning', value: image, rule: 'is another image than the library chooses: a change of it replaces every node of the group at once', remedy: 'drain the group before you deploy it, or undo the override',
  })];
}
