import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import type { AwsZone } from './aws-zone';
import { policyDocument, type PolicyStatement } from './iam-policy';
import { ServiceRole } from './service-role';
import type { ModelAccessRequest } from '../../target/requests';

/** An identity for pods of one service account: it reads the models of its zone and can do nothing else. */
export class ModelAccess extends Construct {
  public readonly association: EksPodIdentityAssociation;

  constructor(scope: Construct, id: string, zone: AwsZone, need: ModelAccessRequest) {
    super(scope, id);
    const { account, cluster, name } = zone.environment;
    const role = new ServiceRole(this, 'Role', {
      account, name: [name, need.namespace, need.name, 'models'], service: 'pods.eks', condition: onlyFor(need),
    });
    new IamRolePolicy(this, 'Policy', { role: role.resource.id, name: 'read-models', policy: policyDocument(...reading(zone)) });
    this.association = new EksPodIdentityAssociation(this, 'Resource', {
      clusterName: cluster.name, namespace: need.namespace, serviceAccount: need.serviceAccountName, roleArn: role.arn,
    });
  }
}

/** Pod Identity states whom it acts for; no association made elsewhere can borrow the role. */
function onlyFor(need: ModelAccessRequest): PolicyStatement['Condition'] {
  return {
    StringEquals: {
      'aws:RequestTag/kubernetes-namespace': need.namespace,
      'aws:RequestTag/kubernetes-service-account': need.serviceAccountName,
    },
  };
}

function reading({ bucket, key }: AwsZone): PolicyStatement[] {
  const { arn } = bucket.resource;
  const objects: PolicyStatement[] = [
    { Sid: 'ListModels', Effect: 'Allow', Action: 's3:ListBucket', Resource: arn },
    { Sid: 'ReadModels', Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/*` },
  ];
  return key === undefined ? objects : [...objects, { Sid: 'DecryptModels', Effect: 'Allow', Action: 'kms:Decrypt', Resource: key.arn }];
}
