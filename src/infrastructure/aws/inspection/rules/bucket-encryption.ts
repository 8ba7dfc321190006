import { isExpression, type Block } from '../block';
import type { Rule } from '../rule';

const TYPE = 'aws_s3_bucket_server_side_encryption_configuration';
const DEFAULTS = 'rule.apply_server_side_encryption_by_default';
const BY_KEY = ['aws:kms', 'aws:kms:dsse'];

/** Where a zone's keys are the customer's, its bucket is encrypted with one. */
export const bucketEncryption: Rule = (configuration) => configuration.ofType('aws_s3_bucket')
  .filter((bucket) => bucket.isOurs && configuration.hasCustomerKey(bucket))
  .flatMap((bucket) => {
    const encryption = configuration.about(bucket, TYPE);
    return encryption.length > 0 ? encryption.flatMap(faults) : [bucket.objection(TYPE, {
      code: 'NotEncrypted', value: undefined, rule: "must stand beside the bucket of a zone whose keys are the customer's", remedy: 'restore it, or create one with a key of your own',
    })];
  });

function faults(block: Block) {
  const { attribute, value } = leaf(block, 'sse_algorithm');
  if (!BY_KEY.includes(String(value)) && !isExpression(value)) {
    return [block.objection(attribute, { code: 'NotEncrypted', value, rule: "must be 'aws:kms' in a zone whose keys are the customer's", remedy: "set it to 'aws:kms' and name a key" })];
  }
  const key = leaf(block, 'kms_master_key_id');
  return typeof key.value === 'string' ? [] : [block.objection(key.attribute, {
    code: 'NotEncrypted', value: key.value, rule: "must name a key in a zone whose keys are the customer's", remedy: 'undo the override that removed it',
  })];
}

function leaf(block: Block, name: string) {
  const found = block.leaves.find(({ field }) => field === `${DEFAULTS}.${name}`);
  return found ?? { attribute: `${DEFAULTS}.${name}`, value: undefined };
}
