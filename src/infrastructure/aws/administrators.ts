import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import { ValidationError } from '../../errors/validation-error';
import type { Finding } from '../../target/binding';

const NOBODY_NAMED: Finding = {
  code: 'ClusterCreatorAdministers',
  severity: 'warning',
  message: "'administrators' (undefined) makes whoever runs Terraform first the only administrator of the cluster, for good; name the roles that administer it",
};

/** Who administers, where. */
export interface Administration {
  readonly account: AwsAccount;
  /** ARNs. */
  readonly administrators: readonly string[];
}

/** Lets the named principals administer a cluster; says so where none is named. */
export function grantAdministration(scope: Construct, clusterName: string, { account, administrators }: Administration): Finding[] {
  administrators.forEach((arn) => {
    requirePartition(scope, arn, account);
    const administrator = new Construct(scope, `Administrator-${arn.split(':').slice(4).join('-').replace(/\//g, '-')}`);
    const entry = new EksAccessEntry(administrator, 'Resource', { clusterName, principalArn: arn });
    new EksAccessPolicyAssociation(administrator, 'Policy', {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: account.globalArn('eks', 'cluster-access-policy/AmazonEKSClusterAdminPolicy', 'aws'),
      accessScope: { type: 'cluster' },
    });
  });
  return administrators.length === 0 ? [NOBODY_NAMED] : [];
}

function requirePartition(scope: Construct, arn: string, { region }: AwsAccount): void {
  if (!arn.startsWith(`arn:${region.partition}:`)) {
    throw new ValidationError({
      code: 'OtherPartition', prop: 'administrators', value: arn,
      rule: `must be in the partition of region '${region.code}', '${region.partition}'`, remedy: 'name a role that exists there',
    }, scope);
  }
}
