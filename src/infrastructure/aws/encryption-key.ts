import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import { policyDocument, type PolicyStatement } from './iam-policy';

/** Days until a key that was deleted on purpose is gone; the shortest where nothing is protected. */
const DELETION_WINDOW_DAYS = { protected: 30, unprotected: 7 } as const;

/** A key to create. */
export interface EncryptionKeyProps {
  readonly account: AwsAccount;
  /** Name to find it by, below `alias/`. */
  readonly alias: string;
  readonly description: string;
  readonly deletionProtection: boolean;
}

/** A key of the customer's own in KMS, rotated every year, that disks, buckets, logs and registries are encrypted with. */
export class EncryptionKey extends Construct {
  public readonly resource: KmsKey;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { account, deletionProtection, description, alias } = props;
    this.resource = new KmsKey(this, 'Resource', {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: deletionProtection ? DELETION_WINDOW_DAYS.protected : DELETION_WINDOW_DAYS.unprotected,
      policy: policyDocument(administration(account), ...nodeDisks(account), logs(account)),
      lifecycle: deletionProtection ? { preventDestroy: true } : undefined,
    });
    new KmsAlias(this, 'Alias', { name: `alias/${alias}`, targetKeyId: this.resource.keyId });
  }

  public get arn(): string {
    return this.resource.arn;
  }
}

/** Without this the key could be lost to everyone: it lets the account's own policies decide. */
function administration(account: AwsAccount): PolicyStatement {
  return { Sid: 'AccountPolicies', Effect: 'Allow', Principal: { AWS: account.rootArn }, Action: 'kms:*', Resource: '*' };
}

/**
 * Node groups are launched by the service-linked role of Auto Scaling, which must be able to open their disks.
 *
 * The role is matched by a condition, because a principal that does not exist yet makes the policy invalid, and a new
 * account gets this role only with its first group.
 */
function nodeDisks(account: AwsAccount): PolicyStatement[] {
  const role = account.globalArn('iam', 'role/aws-service-role/*/AWSServiceRoleForAutoScaling', account.number);
  const byAutoScaling = { StringEquals: { 'kms:CallerAccount': account.number }, ArnLike: { 'aws:PrincipalArn': role } };
  return [
    {
      Sid: 'NodeDisks', Effect: 'Allow', Principal: { AWS: '*' }, Resource: '*', Condition: byAutoScaling,
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    },
    {
      Sid: 'NodeDiskGrants', Effect: 'Allow', Principal: { AWS: '*' }, Resource: '*', Action: 'kms:CreateGrant',
      Condition: { ...byAutoScaling, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}

function logs(account: AwsAccount): PolicyStatement {
  return {
    Sid: 'Logs', Effect: 'Allow', Principal: { Service: account.regionalPrincipal('logs') }, Resource: '*',
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': account.arn('logs', '*') } },
  };
}
