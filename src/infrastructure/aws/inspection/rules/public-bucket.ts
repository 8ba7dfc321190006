import { isExpression, isTrue, type Block } from '../block';
import type { Rule } from '../rule';

const TYPE = 'aws_s3_bucket_public_access_block';
const FLAGS = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

/** No bucket of a zone can be made public, by whatever list or policy. */
export const privateBuckets: Rule = (configuration) => {
  const buckets = configuration.ofType('aws_s3_bucket').filter((bucket) => configuration.isGuarded(bucket));
  const blocks = buckets.flatMap((bucket) => configuration.about(bucket, TYPE));
  return [
    ...buckets.filter((bucket) => bucket.isOurs && configuration.about(bucket, TYPE).length === 0).map((bucket) => bucket.objection(TYPE, {
      code: 'PublicEndpoint', value: undefined, rule: 'must stand beside the bucket of a zone', remedy: 'restore it, or create one with all four flags on',
    })),
    ...[...new Set(blocks)].flatMap(open),
  ];
};

function open(block: Block) {
  const off = FLAGS.filter((flag) => !isTrue(block.body[flag]) && !isExpression(block.body[flag]));
  return off.map((flag) => block.objection(flag, { code: 'PublicEndpoint', value: block.body[flag], rule: 'must be on for the bucket of a zone', remedy: 'set it to true' }));
}
