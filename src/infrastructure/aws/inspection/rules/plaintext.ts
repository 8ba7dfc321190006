import { isFalse, isTrue, type Block, type Leaf } from '../block';
import type { Rule } from '../rule';

/** Switches of encryption, on disks and on the way. */
const SWITCHES: ReadonlySet<string> = new Set([
  'encrypted', 'storage_encrypted', 'kms_encrypted', 'at_rest_encryption_enabled', 'transit_encryption_enabled',
  'root_volume_encryption_enabled', 'user_volume_encryption_enabled', 'sqs_managed_sse_enabled',
]);
const NESTED = /(^|\.)(encrypt_at_rest|node_to_node_encryption)\.enabled$/;

/** Nobody has switched encryption off; what says nothing has the default of its service. */
export const encryptionOn: Rule = ({ resources }) => resources.flatMap((block) => block.leaves
  .filter((leaf) => isOff(block, leaf))
  .map(({ attribute, value, key }) => block.objection(attribute, {
    code: 'NotEncrypted', value, rule: 'leaves data unencrypted', remedy: key === 'encryption_disabled' ? 'set it to false' : 'set it to true',
  })));

function isOff({ body }: Block, { field, key, value }: Leaf): boolean {
  // A queue has one of two encryptions; the other one is then off.
  const other = key === 'sqs_managed_sse_enabled' && typeof body.kms_master_key_id === 'string';
  return (SWITCHES.has(key) || NESTED.test(field)) && isFalse(value) && !other || key === 'encryption_disabled' && isTrue(value);
}
