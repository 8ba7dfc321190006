import type { Block } from '../block';
import type { Configuration } from '../configuration';
import type { Rule } from '../rule';

const KEPT = { code: 'NotEncrypted', value: undefined, remedy: 'state it, or undo the override that removed it' };
/** What this library encrypts with a key of the customer, and where the key is named. */
const KEYS: Readonly<Record<string, string>> = {
  aws_eks_cluster: 'encryption_config.provider.key_arn',
  aws_cloudwatch_log_group: 'kms_key_id',
  aws_ecr_repository: 'encryption_configuration.kms_key',
};

/** Secrets, logs, images and disks of this library are encrypted, with the key that it made for them. */
export const promisedKeys: Rule = (configuration) => configuration.resources.filter(({ isOurs }) => isOurs).flatMap((block) => [
  ...without(block, KEYS[block.type]).map((field) => block.objection(field, { ...KEPT, rule: 'must name the key of this environment' })),
  ...block.type === 'aws_launch_template' ? disks(configuration, block) : [],
]);

function without(block: Block, field: string | undefined): string[] {
  return field === undefined || block.values(field).some((value) => typeof value === 'string' && value !== '') ? [] : [field];
}

/** A node group without a disk of its own takes that of the image, which is not encrypted. */
function disks(configuration: Configuration, template: Block) {
  const mappings = template.nested('block_device_mappings').map(({ attribute }) => attribute);
  const needsKey = configuration.hasCustomerKey(template);
  return (mappings.length > 0 ? mappings : ['block_device_mappings.0']).flatMap((mapping) => {
    const says = (name: string) => template.leaves.some(({ attribute, value }) => attribute === `${mapping}.ebs.${name}` && value !== null);
    return [
      ...says('encrypted') ? [] : [template.objection(`${mapping}.ebs.encrypted`, { ...KEPT, rule: 'must be true for the disk of a node' })],
      ...says('kms_key_id') || !needsKey ? [] : [template.objection(`${mapping}.ebs.kms_key_id`, { ...KEPT, rule: 'must name the key of this environment or zone' })],
    ];
  });
}
