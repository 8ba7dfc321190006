import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { AnInspection } from './an-inspection';

/** As it is made; what tests add to it is gone after each. */
const PLAIN = new AnInspection();

const CLUSTER = 'Infrastructure/Default/Cluster/Resource';
const BLOCK = 'Zone/Infrastructure/Default/Models/PublicAccess';
const OWN_GROUP = 'Infrastructure/Default/Network/Endpoints/Https';
const INTERNET = 'admits the whole internet; name the addresses that need it';

describe('the Kubernetes API', () => {
  test.each([true, 'true', undefined])('with a public endpoint (%s) is refused', (value) => {
    const environment = new AnInspection();
    environment.at(CLUSTER).addOverride('vpc_config.endpoint_public_access', value);
    expect(environment.said).toEqual([`[frankfurt/${CLUSTER}] 'vpc_config.endpoint_public_access' (${value}) opens the Kubernetes API to the internet; set it to false`]);
  });

  test('of a cluster that exists only as an override is judged too', () => {
    expect(PLAIN.saidWith('resource.aws_eks_cluster.own', { vpc_config: [{ subnet_ids: [], endpoint_public_access: true }] })).toEqual(["'resource.aws_eks_cluster.own.vpc_config.endpoint_public_access' (true) opens the Kubernetes API to the internet; set it to false"]);
  });
});

describe('the bucket of a zone', () => {
  test.each([false, undefined])('may not have a flag that is %s', (value) => {
    const environment = new AnInspection();
    environment.at(BLOCK).addOverride('block_public_policy', value);
    expect(environment.said).toEqual([`[frankfurt/${BLOCK}] 'block_public_policy' (${value}) must be on for the bucket of a zone; set it to true`]);
  });

  test('may not lose the block of public access', () => {
    const environment = new AnInspection();
    environment.remove(BLOCK);
    expect(environment.said).toContain(
      "[frankfurt/Zone/Infrastructure/Default/Models/Resource] 'aws_s3_bucket_public_access_block' (undefined) must stand beside the bucket of a zone; restore it, or create one with all four flags on",
    );
  });

  test('may have another block in its place, found by reference or by name', () => {
    // GIVEN
    const environment = new AnInspection();
    const { bucket } = environment.one('aws_s3_bucket_public_access_block');

    // WHEN
    const flags = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    environment.remove(BLOCK);
    environment.at('Zone/Infrastructure/Default/Models/Policy').addOverride('depends_on', undefined);
    new S3BucketPublicAccessBlock(environment.stack, 'Own', { bucket, ...flags });

    // THEN
    expect(environment.said).toEqual([]);

    environment.stack.addOverride('resource.aws_s3_bucket_public_access_block.named', { bucket: 'frankfurt-zone-models-123456789012', block_public_acls: false });
    expect(environment.codes).toEqual(['PublicEndpoint', 'PublicEndpoint', 'PublicEndpoint', 'PublicEndpoint']);
  });

  test('may be one of the user, which is closed as well', () => {
    // GIVEN
    const environment = new AnInspection();
    const scope = environment.at('Zone');

    // WHEN
    const bucket = new S3Bucket(scope, 'Own', {}).id;
    new S3BucketPublicAccessBlock(scope, 'OwnAccess', { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: false });

    // THEN
    expect(environment.said).toEqual(["[frankfurt/Zone/OwnAccess] 'restrict_public_buckets' (false) must be on for the bucket of a zone; set it to true"]);
  });

  test('is not the bucket of somebody outside of zones', () => {
    const environment = new AnInspection();
    environment.stack.addOverride('resource.aws_s3_bucket.own', { bucket: 'own' });
    environment.stack.addOverride('resource.aws_s3_bucket_public_access_block.own', { bucket: '${aws_s3_bucket.own.id}', block_public_acls: false });
    expect(environment.said).toEqual([]);
  });
});

describe('a security group', () => {
  test.each([['cidr_ipv4', '0.0.0.0/0'], ['cidr_ipv6', '::/0']])('of this library may not let %s %s in', (attribute, value) => {
    const environment = new AnInspection({ internetEgress: true });
    environment.at(OWN_GROUP).addOverride(attribute, value);
    expect(environment.said).toEqual([`[frankfurt/${OWN_GROUP}] '${attribute}' (${value}) ${INTERNET}`]);
  });

  test.each([
    ['aws_security_group', { ingress: [{ cidr_blocks: ['10.0.0.0/8', '0.0.0.0/0'] }] }, 'ingress.0.cidr_blocks.1', '0.0.0.0/0'],
    ['aws_security_group_rule', { type: 'ingress', ipv6_cidr_blocks: ['::/0'] }, 'ipv6_cidr_blocks.0', '::/0'],
    ['aws_vpc_security_group_ingress_rule', { cidr_ipv4: '0.0.0.0/0' }, 'cidr_ipv4', '0.0.0.0/0'],
  ])('of the user in a network without internet, %s with %j, is refused', (type, body, attribute, value) => {
    expect(PLAIN.saidWith(`resource.${type}.own`, body)).toEqual([`'resource.${type}.own.${attribute}' (${value}) ${INTERNET}`]);
  });

  test.each([
    ['aws_security_group', { egress: [{ cidr_blocks: ['0.0.0.0/0'] }], ingress: [{ cidr_blocks: ['10.0.0.0/8'] }] }],
    ['aws_security_group_rule', { type: 'egress', cidr_blocks: ['0.0.0.0/0'] }],
    ['aws_vpc_security_group_egress_rule', { cidr_ipv4: '0.0.0.0/0' }],
  ])('that lets nobody in, %s with %j, is not', (type, body) => {
    expect(PLAIN.saidWith(`resource.${type}.own`, body)).toEqual([]);
  });

  test('of the user is a front door where the network leads to the internet, but not to what is ours', () => {
    // GIVEN
    const environment = new AnInspection({ internetEgress: true });
    const { security_group_id: ours } = environment.one('aws_vpc_security_group_ingress_rule');

    // WHEN
    environment.stack.addOverride('resource.aws_vpc_security_group_ingress_rule.door', { security_group_id: 'sg-1', cidr_ipv4: '0.0.0.0/0' });
    environment.stack.addOverride('resource.aws_vpc_security_group_ingress_rule.breach', { security_group_id: ours, cidr_ipv4: '0.0.0.0/0' });

    // THEN
    expect(environment.said).toEqual([`'resource.aws_vpc_security_group_ingress_rule.breach.cidr_ipv4' (0.0.0.0/0) ${INTERNET}`]);
  });
});

describe('an address on the internet', () => {
  test('is refused on a subnet of this library', () => {
    const environment = new AnInspection({ internetEgress: true });
    environment.at('Infrastructure/Default/Network/PrivateB').addOverride('map_public_ip_on_launch', true);
    expect(environment.said).toEqual(["[frankfurt/Infrastructure/Default/Network/PrivateB] 'map_public_ip_on_launch' (true) gives it an address on the internet; set it to false"]);
  });

  test.each(['publicly_accessible', 'associate_public_ip_address'])('is refused as %s of the user where there is no internet', (attribute) => {
    const own = { [attribute]: true };
    const closed = new AnInspection();
    closed.stack.addOverride('resource.aws_db_instance.own', own);
    const open = new AnInspection({ internetEgress: true });
    open.stack.addOverride('resource.aws_db_instance.own', own);
    expect([closed.codes, open.codes]).toEqual([['PublicEndpoint'], []]);
  });
});
