import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import { AnInspection } from './an-inspection';
import { AwsRegion } from '../../../../src/catalog/aws-regions';
import { Jurisdiction } from '../../../../src/catalog/jurisdictions';
import type { AwsInfrastructureProps } from '../../../../src/infrastructure/aws/aws-infrastructure-props';
import { Cluster } from '../../../../src/infrastructure/aws/cluster';
import { Network } from '../../../../src/infrastructure/aws/network';
import { StateBackend } from '../../../../src/infrastructure/state-backend';
import type { ZoneInfrastructureRequest } from '../../../../src/target/requests';

const UNITED_STATES = Jurisdiction.custom({ name: 'UNITED_STATES', countries: ['US'], source: 'https://example.org', asOf: '2026-01-01' });
const THERE: Partial<AwsInfrastructureProps> = {
  network: Network.existing({ vpcId: 'vpc-0a1b2c3d', privateSubnetIds: ['subnet-0a1b2c3d', 'subnet-1b2c3d4e'] }),
  cluster: Cluster.existing({ name: 'shared', kubernetesVersion: '1.34' }),
};

describe('nothing is said against', () => {
  test.each<[string, Partial<AwsInfrastructureProps>, Partial<ZoneInfrastructureRequest>]>([
    ['an environment as it is made', {}, {}],
    ['one with a way to the internet', { internetEgress: true }, {}],
    ['one in the sovereign partition', { region: AwsRegion.EUSC_DE_EAST_1, backend: StateBackend.s3({ bucket: 'state' }) }, {}],
    ['one in GovCloud', { region: AwsRegion.US_GOV_WEST_1 }, { jurisdiction: UNITED_STATES }],
    ['a zone that leaves its keys to Amazon', {}, { keyHolder: 'provider' }],
    ['a network and a cluster that exist', THERE, {}],
  ])('%s', (_case, props, need) => {
    // GIVEN
    const environment = new AnInspection(props, need);

    // WHEN
    environment.images('vllm/vllm-openai:v0.11.0');

    // THEN
    expect(environment.said).toEqual([]);
  });

  test('what the user adds and says nothing wrong about', () => {
    // GIVEN
    const environment = new AnInspection();

    // WHEN
    new S3Bucket(environment.stack, 'Own', { bucket: 'own', tags: { note: 'arn:aws-cn:s3:::old' } });
    new SqsQueue(environment.stack, 'Jobs', { kmsMasterKeyId: 'alias/aws/sqs', sqsManagedSseEnabled: false });
    new SecurityGroup(environment.stack, 'Egress', { vpcId: 'vpc-1', egress: [{ fromPort: 0, toPort: 0, protocol: '-1', cidrBlocks: ['0.0.0.0/0'] }] });
    new S3Bucket(new Construct(environment.stack, 'Site'), 'Pages', { bucket: 'pages' });

    // THEN
    expect(environment.said).toEqual([]);
  });

  test('blocks of other clouds', () => {
    const environment = new AnInspection();
    environment.stack.addOverride('provider.google', [{ region: 'europe-west3' }]);
    environment.stack.addOverride('resource.google_storage_bucket.own', { region: 'europe-west3', encrypted: false });
    expect(environment.said).toEqual([]);
  });
});

test.each([
  ['resource', 1], ['resource.aws_vpc', 'x'], ['resource.aws_vpc.own', null], ['data', []], ['provider.aws.0.alias', {}], ['output', [[]]], ['locals', 'x'], ['resource.aws_eks_cluster.own', { vpc_config: [null, 1] }],
])('%s set to %j by an override is no reason to fail', (path, value) => {
  const environment = new AnInspection();
  environment.stack.addOverride(path, value);
  expect(() => environment.codes).not.toThrow();
});

test('Terraform takes lists wherever it takes names, and so does the inspection', () => {
  const environment = new AnInspection();
  environment.stack.addOverride('resource.aws_ebs_volume', [{ own: [{ availability_zone: 'us-east-1a' }] }]);
  expect(environment.said).toEqual(["'resource.aws_ebs_volume.own.0.availability_zone' (us-east-1a) is outside of 'eu-central-1', the region of this environment; create it in an environment there"]);
});
