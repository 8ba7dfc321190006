import type { Block } from '../block';
import type { Configuration } from '../configuration';
import type { Rule } from '../rule';

const KEPT = { code: 'NotEncrypted', value: undefined, remedy: 'undo the override that removed it' };
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

function disks(configuration: Configuration, template: Block) {
  const encrypted = template.values('block_device_mappings.ebs.encrypted');
  const keys = template.values('block_device_mappings.ebs.kms_key_id');
  return [
    ...encrypted.length > 0 ? [] : [template.objection('block_device_mappings.0.ebs.encrypted', { ...KEPT, rule: 'must be true for the disk of a node' })],
    ...keys.length > 0 || !configuration.hasCustomerKey(template) ? [] : [template.objection('block_device_mappings.0.ebs.kms_key_id', { ...KEPT, rule: 'must name the key of this environment or zone' })],
  ];
}
