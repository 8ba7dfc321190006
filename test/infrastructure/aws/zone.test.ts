import { Construct } from 'constructs';
import { ACCOUNT, AnEnvironment, statement } from './an-environment';
import { AwsRegion } from '../../../src/catalog/aws-regions';
import { Jurisdiction } from '../../../src/catalog/jurisdictions';
import { AwsEnvironment } from '../../../src/infrastructure/aws/aws-environment';
import { AwsZone } from '../../../src/infrastructure/aws/aws-zone';

describe('the disks of a zone', () => {
  test('are encrypted with the key of the zone, which Terraform hands over', () => {
    const { storage } = new AnEnvironment().zone().binding;
    expect(storage).toEqual({
      className: 'zone-encrypted',
      accessMode: 'ReadWriteOnce',
      create: { provisioner: 'ebs.csi.aws.com', volumeBindingMode: 'WaitForFirstConsumer', parameters: { type: 'gp3', encrypted: 'true', kmsKeyId: expect.stringMatching(/^\$\{TfToken/) } },
    });
  });

  test('are encrypted with a key of the provider where the zone leaves keys to it', () => {
    // GIVEN
    const environment = new AnEnvironment();
    const zone = environment.zone({ keyHolder: 'provider' });

    // WHEN
    zone.gpus();

    // THEN
    expect(zone.binding.storage.create?.parameters).toEqual({ type: 'gp3', encrypted: 'true' });
    expect(environment.all('aws_kms_key')).toHaveLength(1);
    expect(environment.one('aws_launch_template', 'Gpus').block_device_mappings[0]).toMatchObject({ ebs: { encrypted: 'true' } });
    expect(environment.one('aws_launch_template', 'Gpus').block_device_mappings[0]).not.toHaveProperty('ebs.kms_key_id');
    expect(environment.one('aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({ rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }] });
  });

  test('can be opened by their driver', () => {
    const { policy } = new AnEnvironmentWithZone().one('aws_iam_role_policy', 'VolumeDriverAccess');
    expect(statement(policy, 'VolumeGrants')).toEqual({
      Sid: 'VolumeGrants', Effect: 'Allow', Action: 'kms:CreateGrant', Resource: expect.stringContaining('aws_kms_key.Zone_'), Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  });
});

describe('the models of a zone', () => {
  test('lie in a bucket whose name is known before anything is deployed', () => {
    const { modelStore } = new AnEnvironment().zone().binding;
    expect(modelStore).toMatchObject({ kind: 'object-store', uri: `s3://frankfurt-zone-models-${ACCOUNT}`, region: 'eu-central-1' });
  });

  test('are reached over HTTPS, with credentials from the node', () => {
    const { modelStore } = new AnEnvironment().zone().binding;
    expect(modelStore).toMatchObject({ egress: [{ cidr: '169.254.170.23/32', ports: [80] }, { cidr: '0.0.0.0/0', ports: [443], reason: expect.stringContaining('leads nowhere else') }] });
  });

  test('say that the way to them is wide where the network leads to the internet', () => {
    const { modelStore } = new AnEnvironment({ internetEgress: true }).zone().binding;
    expect(modelStore).toMatchObject({ egress: [{}, { cidr: '0.0.0.0/0', reason: expect.stringContaining('reaches any host') }] });
  });

  test('are versioned, encrypted, never public, over TLS only', () => {
    const environment = new AnEnvironmentWithZone();
    expect(environment.one('aws_s3_bucket_versioning')).toMatchObject({ versioning_configuration: { status: 'Enabled' } });
    expect(environment.one('aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({
      rule: [{ bucket_key_enabled: true, apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: expect.stringContaining('aws_kms_key.Zone_') } }],
    });
    expect(environment.one('aws_s3_bucket_public_access_block')).toMatchObject({ block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true });
    expect(environment.one('aws_s3_bucket_ownership_controls')).toMatchObject({ rule: { object_ownership: 'BucketOwnerEnforced' } });
    expect(environment.one('aws_s3_bucket_lifecycle_configuration')).toMatchObject({ rule: [{ status: 'Enabled', abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }] });
    expect(statement(environment.one('aws_s3_bucket_policy').policy, 'TlsOnly')).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });

  test('need names that fit a bucket', () => {
    expect(() => new AnEnvironment({}, 'a-rather-long-name-of-environment').zone({ name: 'and-a-zone-too-x' })).toThrow(
      "'id' (a-rather-long-name-of-environment-and-a-zone-too-x-models-123456789012) makes the name of a bucket of 70 characters, at most 63; choose shorter ids for the environment or the zone",
    );
  });

  test('are read by one service account, which can do nothing else', () => {
    // GIVEN
    const environment = new AnEnvironment();

    // WHEN
    environment.zone().modelAccess();

    // THEN
    expect(environment.one('aws_eks_pod_identity_association')).toMatchObject({ namespace: 'zone', service_account: 'chat', cluster_name: expect.stringContaining('aws_eks_cluster.') });
    const role = environment.one('aws_iam_role', 'Chat');
    expect(statement(role.assume_role_policy, 'TakeOn')).toEqual({
      Sid: 'TakeOn', Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { Service: expect.stringContaining('data.aws_service_principal.') },
      Condition: { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'zone', 'aws:RequestTag/kubernetes-service-account': 'chat' } },
    });
    const { Statement } = JSON.parse(environment.one('aws_iam_role_policy', 'Chat').policy) as { Statement: { Action: string }[] };
    expect(Statement.map(({ Action }) => Action)).toEqual(['s3:ListBucket', 's3:GetObject', 'kms:Decrypt']);
  });
});

describe('the key of a zone', () => {
  test('is the customer\'s, rotates, and is found by name', () => {
    const environment = new AnEnvironmentWithZone();
    expect(environment.one('aws_kms_key', 'Zone')).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
    expect(environment.one('aws_kms_alias', 'Zone')).toMatchObject({ name: 'alias/frankfurt/zone' });
  });

  test('stays under the policies of the account', () => {
    expect(statement(new AnEnvironmentWithZone().one('aws_kms_key', 'Zone').policy, 'AccountPolicies')).toMatchObject({
      Action: 'kms:*', Principal: { AWS: expect.stringMatching(new RegExp(`^arn:\\$\\{data\\.aws_partition\\..*\\}:iam::${ACCOUNT}:root$`)) },
    });
  });
});

test.each([
  [AwsRegion.EU_CENTRAL_1, Jurisdiction.SWITZERLAND, "'jurisdiction' (SWITZERLAND) does not contain 'DE', the country of 'eu-central-1'; place the zone in an environment there or choose another jurisdiction"],
  [AwsRegion.EU_WEST_2, Jurisdiction.EUROPEAN_UNION, "'jurisdiction' (EUROPEAN_UNION) does not contain 'GB', the country of 'eu-west-2'; place the zone in an environment there or choose another jurisdiction"],
])('in %o a zone of %o is refused', (region, jurisdiction, message) => {
  expect(() => new AnEnvironment({ region }).zone({ jurisdiction })).toThrow(message);
});

test('data can be destroyed on purpose only', () => {
  const types = ['aws_s3_bucket', 'aws_kms_key', 'aws_cloudwatch_log_group', 'aws_eks_cluster'];
  const prevented = (environment: AnEnvironment) => types.flatMap((type) => environment.all(type))
    .map((block) => (block.lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy ?? false);

  expect(prevented(new AnEnvironmentWithZone())).toEqual([true, true, true, true, true]);
  expect(prevented(new AnEnvironmentWithZone({ deletionProtection: false }))).toEqual([false, false, false, false, false]);
  expect(new AnEnvironmentWithZone({ deletionProtection: false }).one('aws_s3_bucket')).toMatchObject({ force_destroy: true });
});

test('what is in no zone or no environment at Amazon is told so', () => {
  const { stack } = new AnEnvironment();
  const stray = new Construct(stack, 'Stray');
  expect(() => AwsZone.of(stray)).toThrow("'scope' (frankfurt/Stray) must be in a data zone of an environment at AWS; create it below a 'new SovereignDataZone(…)'");
  stack.node.tryRemoveChild('Infrastructure');
  expect(() => AwsEnvironment.of(stray)).toThrow("'scope' (frankfurt/Stray) must be in an environment whose infrastructure is AWS; create it below such an environment");
});

/** An environment with one zone in it. */
class AnEnvironmentWithZone extends AnEnvironment {
  constructor(props: ConstructorParameters<typeof AnEnvironment>[0] = {}) {
    super(props);
    this.zone();
  }
}
