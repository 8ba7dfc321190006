import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformLocal, TerraformVariable } from 'cdktf';
import { AnInspection } from './an-inspection';
import { AwsRegion } from '../../../../src/catalog/aws-regions';

/** As it is made; what tests add to it is gone after each. */
const PLAIN = new AnInspection();

const OUTSIDE = "is outside of 'eu-central-1', the region of this environment; create it in an environment there";
const OPAQUE = 'cannot be judged before the deployment; state the region in the program';

describe('a provider', () => {
  test.each<[string, (environment: AnInspection) => void, string]>([
    ['moved by an override', (it) => it.at('Infrastructure/Default/Provider').addOverride('region', 'us-east-1'), `'provider.aws.0.region' (us-east-1) ${OUTSIDE}`],
    ['moved by an override of the stack', (it) => it.stack.addOverride('provider.aws.0.region', 'us-east-1'), `'provider.aws.0.region' (us-east-1) ${OUTSIDE}`],
    ['created elsewhere', (it) => new AwsProvider(it.stack, 'Second', { region: 'eu-west-1', alias: 'second' }), `'provider.aws.1.region' (eu-west-1) ${OUTSIDE}`],
    ['that exists only as an override', (it) => it.stack.addOverride('provider.awscc', { region: 'us-east-1' }), `'provider.awscc.region' (us-east-1) ${OUTSIDE}`],
    ['that says nothing', (it) => new AwsProvider(it.stack, 'Second', { alias: 'second' }), `'provider.aws.1.region' (undefined) ${OPAQUE}`],
    ['whose region was removed', (it) => it.stack.addOverride('provider.aws.0.region', undefined), `'provider.aws.0.region' (undefined) ${OPAQUE}`],
    ['that a variable decides', (it) => new AwsProvider(it.stack, 'Second', { region: new TerraformVariable(it.stack, 'place', {}).stringValue, alias: 'second' }), `'provider.aws.1.region' (\${var.place}) ${OPAQUE}`],
    ['removed by an override', (it) => it.stack.addOverride('provider', undefined), "'provider.aws' (undefined) must say which region resources are created in; undo the override that removed it"],
  ])('%s is refused', (_case, escape, said) => {
    // GIVEN
    const environment = new AnInspection();

    // WHEN
    escape(environment);

    // THEN
    expect(environment.said).toEqual([said]);
  });

  test('with an alias in the same region is not', () => {
    const environment = new AnInspection();
    new AwsProvider(environment.stack, 'Second', { region: 'eu-central-1', alias: 'second' });
    expect(environment.said).toEqual([]);
  });
});

describe('a resource', () => {
  test('made elsewhere by an override of it is refused at its construct', () => {
    const environment = new AnInspection();
    new S3Bucket(environment.stack, 'Own', { bucket: 'own' }).addOverride('region', 'us-east-1');
    expect(environment.said).toEqual([`[frankfurt/Own] 'region' (us-east-1) ${OUTSIDE}`]);
  });

  test('of this library is refused like any other', () => {
    const environment = new AnInspection();
    environment.at('Infrastructure/Default/Network/PrivateA').addOverride('availability_zone', 'us-east-1a');
    expect(environment.said).toEqual([`[frankfurt/Infrastructure/Default/Network/PrivateA] 'availability_zone' (us-east-1a) ${OUTSIDE}`]);
  });

  test.each([
    ['aws_vpc_endpoint', { service_region: 'us-east-1' }, 'service_region', 'us-east-1'],
    ['aws_ecr_replication_configuration', { replication_configuration: { rule: [{ destination: [{ region: 'eu-west-1' }] }] } }, 'replication_configuration.rule.0.destination.0.region', 'eu-west-1'],
    ['aws_dynamodb_table', { replica: [{ region_name: 'eu-west-1' }] }, 'replica.0.region_name', 'eu-west-1'],
    ['aws_ssmincidents_replication_set', { region: [{ name: 'eu-central-1' }, { name: 'eu-west-1' }] }, 'region.1.name', 'eu-west-1'],
    ['aws_cloudformation_stack_instances', { regions: ['eu-central-1', 'eu-west-1'] }, 'regions.1', 'eu-west-1'],
    ['aws_autoscaling_group', { availability_zones: ['eu-central-1a', 'eu-west-1b'] }, 'availability_zones.1', 'eu-west-1b'],
    ['aws_subnet', { availability_zone_id: 'use1-az1' }, 'availability_zone_id', 'use1-az1'],
    ['aws_subnet', { availability_zone_id: 'apse2-az3' }, 'availability_zone_id', 'apse2-az3'],
    ['aws_backup_plan', { rule: { copy_action: { destination_vault_arn: 'arn:aws:backup:us-east-1:123456789012:backup-vault:x' } } }, 'rule.copy_action.destination_vault_arn', 'arn:aws:backup:us-east-1:123456789012:backup-vault:x'],
    ['aws_sqs_queue', { kms_master_key_id: 'arn:aws:kms:us-east-1:123456789012:key/x' }, 'kms_master_key_id', 'arn:aws:kms:us-east-1:123456789012:key/x'],
  ])('that exists only as an override, %s with %j, is refused', (type, body, attribute, value) => {
    expect(PLAIN.saidWith(`resource.${type}.own`, body)).toEqual([`'resource.${type}.own.${attribute}' (${value}) ${OUTSIDE}`]);
  });

  test.each([
    ['aws_s3_bucket', { region: 'eu-central-1' }],
    ['aws_subnet', { availability_zone: 'eu-central-1c', availability_zone_id: 'euc1-az2' }],
    ['aws_subnet', { availability_zone: '${data.aws_availability_zones.all.names[0]}' }],
    ['aws_subnet', { availability_zone: 'eu-central-1-ham-1a' }],
    ['aws_lb_target_group_attachment', { availability_zone: 'all' }],
    ['aws_route53_record', { latency_routing_policy: { region: 'us-east-1' } }],
    ['aws_identitystore_user', { addresses: { region: 'us-east-1' } }],
    ['aws_customer', { region: 'Bavaria' }],
    ['aws_s3_bucket_notification', { topic: { topic_arn: 'arn:aws:sns:us-east-1:123456789012:x' } }],
    ['aws_kinesis_stream', { kms_key_id: 'alias/aws/kinesis' }],
  ])('%s with %j is not', (type, body) => {
    expect(PLAIN.saidWith('', { data: { aws_availability_zones: { all: {} } }, resource: { [type]: { own: body } } })).toEqual([]);
  });

  test('whose region a variable or a local decides is opaque', () => {
    const environment = new AnInspection();
    const place = new TerraformLocal(environment.stack, 'place', 'eu-central-1').asString;
    new S3Bucket(environment.stack, 'Own', { bucket: 'own' }).addOverride('region', place);
    expect(environment.said).toEqual([`[frankfurt/Own] 'region' (\${local.place}) ${OPAQUE}`]);
  });
});

test('in the sovereign partition its own zones are at home', () => {
  const environment = new AnInspection({ region: AwsRegion.EUSC_DE_EAST_1 });
  environment.stack.addOverride('resource.aws_subnet.own', { availability_zone: 'eu-central-1a', availability_zone_id: 'euc1-az1' });
  environment.stack.addOverride('resource.aws_subnet.home', { availability_zone: 'eusc-de-east-1b' });
  expect(environment.codes).toEqual(['OutsideRegion', 'OutsideRegion']);
});
