import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import { policyDocument, type PolicyStatement } from './iam-policy';
import { resourceName } from './resource-name';

/** Longest name of a role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_NAME_LENGTH = 64;

/** A role that a service takes on. */
export interface ServiceRoleProps {
  readonly account: AwsAccount;
  /** Parts of the name, joined by dashes and cut to the limit. */
  readonly name: readonly string[];
  /** The service, such as `ec2` or `pods.eks`. */
  readonly service: string;
  /** Names of Amazon's own policies. @default - none */
  readonly managedPolicies?: readonly string[];
  /** What must hold for the role to be taken on. @default - nothing more */
  readonly condition?: PolicyStatement['Condition'];
}

/** An IAM role that one service may take on, with exactly the policies that are named. */
export class ServiceRole extends Construct {
  public readonly resource: IamRole;
  /** The policies, which must be attached before the service uses the role. */
  public readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { account, managedPolicies = [] } = props;
    this.resource = new IamRole(this, 'Resource', {
      name: resourceName(ROLE_NAME_LENGTH, ...props.name),
      assumeRolePolicy: policyDocument(trust(props)),
    });
    this.ready = managedPolicies.map((policy) => new IamRolePolicyAttachment(this, policy.replace(/^.*\//, ''), {
      role: this.resource.name, policyArn: account.managedPolicyArn(policy),
    }));
  }

  public get arn(): string {
    return this.resource.arn;
  }
}

function trust({ account, service, condition }: ServiceRoleProps): PolicyStatement {
  // Pod Identity passes the pod's namespace and service account as session tags, which takes a permission of its own.
  const Action = service === 'pods.eks' ? ['sts:AssumeRole', 'sts:TagSession'] : 'sts:AssumeRole';
  return { Sid: 'TakeOn', Effect: 'Allow', Principal: { Service: account.principal(service) }, Action, Condition: condition };
}
