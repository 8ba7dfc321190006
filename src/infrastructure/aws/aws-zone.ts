import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct, type IConstruct } from 'constructs';
import type { AwsEnvironment } from './aws-environment';
import { EncryptionKey } from './encryption-key';
import { policyDocument } from './iam-policy';
import { ModelBucket } from './model-bucket';
import { VirtualMachineNodes } from './virtual-machine-nodes';
import { ValidationError } from '../../errors/validation-error';
import type { ZoneInfrastructureRequest } from '../../target/requests';

const AWS_ZONE_SYMBOL = Symbol.for('aiplane.AwsZone');

/** A zone's key, bucket and nodes for virtual machines. What is in the zone finds it through the tree. */
export class AwsZone extends Construct {
  /** The zone that a construct is in. Throws where there is none at Amazon. */
  public static of(scope: IConstruct): AwsZone {
    for (const ancestor of [...scope.node.scopes].reverse()) {
      const found = ancestor.node.tryFindChild('Infrastructure')?.node.children.find((child): child is AwsZone => AWS_ZONE_SYMBOL in child);
      if (found !== undefined) {
        return found;
      }
    }
    throw new ValidationError({
      code: 'OutsideAwsZone', prop: 'scope', value: scope.node.path, rule: 'must be in a data zone of an environment at AWS', remedy: "create it below a 'new SovereignDataZone(…)'",
    }, scope);
  }

  public readonly environment: AwsEnvironment;
  /** Namespace of the zone. */
  public readonly namespace: string;
  /** @default - keys are left to Amazon */
  public readonly key?: EncryptionKey;
  /** Known before anything is deployed. */
  public readonly bucketName: string;
  public readonly bucket: ModelBucket;

  constructor(scope: Construct, id: string, environment: AwsEnvironment, need: ZoneInfrastructureRequest) {
    super(scope, id);
    Object.defineProperty(this, AWS_ZONE_SYMBOL, { value: true });
    const { account, deletionProtection } = environment;
    const name = `${environment.name}-${need.name}`;
    this.environment = environment;
    this.namespace = need.namespace;
    this.key = need.keyHolder === 'customer'
      ? new EncryptionKey(this, 'Key', { account, alias: `${environment.name}/${need.name}`, description: `Data of zone '${need.name}' of '${environment.name}'`, deletionProtection })
      : undefined;
    this.bucketName = `${name}-models-${account.number}`;
    this.bucket = new ModelBucket(this, 'Models', { bucketName: this.bucketName, keyArn: this.key?.arn, deletionProtection });
    this.letVolumeDriverUseKey();
  }

  /** The nodes that the zone's virtual machines share, created with the first of them. */
  public virtualMachineNodes(zone: string): VirtualMachineNodes {
    const known = this.node.tryFindChild('VirtualMachineNodes') as VirtualMachineNodes | undefined;
    const { account, instanceTypes, place } = this.environment;
    return known ?? new VirtualMachineNodes(this, 'VirtualMachineNodes', { ...place, region: account.region, namespace: this.namespace, zone, keyArn: this.key?.arn, instanceTypes });
  }

  /** Amazon's policy for the driver names no key; volumes of the zone need this one. */
  private letVolumeDriverUseKey(): void {
    const role = this.environment.cluster.volumeDriverRole;
    if (this.key === undefined || role === undefined) {
      return;
    }
    const Resource = this.key.arn;
    new IamRolePolicy(this, 'VolumeDriverAccess', {
      role,
      name: `volumes-of-${this.namespace}`,
      policy: policyDocument(
        { Sid: 'Volumes', Effect: 'Allow', Resource, Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'] },
        { Sid: 'VolumeGrants', Effect: 'Allow', Resource, Action: 'kms:CreateGrant', Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
      ),
    });
  }
}
