import { ACCOUNT, AnEnvironment, statement } from './an-environment';
import { AwsRegion } from '../../../src/catalog/aws-regions';
import { Network } from '../../../src/infrastructure/aws/network';

const WAYS_OUT = ['aws_internet_gateway', 'aws_nat_gateway', 'aws_eip', 'aws_route'];

describe('a network of the library', () => {
  test('has a private subnet in each of three zones', () => {
    const subnets = new AnEnvironment().all('aws_subnet');
    expect(subnets.map(({ availability_zone, cidr_block }) => [availability_zone, cidr_block])).toEqual([
      ['eu-central-1a', '10.0.0.0/19'], ['eu-central-1b', '10.0.32.0/19'], ['eu-central-1c', '10.0.64.0/19'],
    ]);
  });

  test('has one in each of the two zones of the sovereign cloud', () => {
    const subnets = new AnEnvironment({ region: AwsRegion.EUSC_DE_EAST_1 }).all('aws_subnet');
    expect(subnets.map(({ availability_zone }) => availability_zone)).toEqual(['eusc-de-east-1a', 'eusc-de-east-1b']);
  });

  test('leads nowhere', () => {
    const { resource } = new AnEnvironment().terraform;
    expect(WAYS_OUT.filter((type) => type in resource)).toEqual([]);
  });

  test('leads to the internet on request, and only from inside', () => {
    // GIVEN
    const environment = new AnEnvironment({ internetEgress: true });

    // THEN
    const { resource } = environment.terraform;
    expect(WAYS_OUT.filter((type) => type in resource)).toEqual(WAYS_OUT);
    expect(environment.one('aws_subnet', 'Public')).toMatchObject({ cidr_block: '10.0.252.0/22' });
    expect(environment.one('aws_route', 'PrivateDefault')).toMatchObject({ destination_cidr_block: '0.0.0.0/0', nat_gateway_id: expect.stringContaining('aws_nat_gateway') });
    expect(environment.all('aws_subnet').some((subnet) => 'map_public_ip_on_launch' in subnet)).toBe(false);
  });

  test('takes the addresses that it is given', () => {
    const environment = new AnEnvironment({ network: Network.create({ cidr: '192.168.16.0/20' }) });
    expect(environment.all('aws_subnet').map(({ cidr_block }) => cidr_block)).toEqual(['192.168.16.0/23', '192.168.18.0/23', '192.168.20.0/23']);
  });

  test('lets members of its default group talk to nobody', () => {
    const group = new AnEnvironment().one('aws_default_security_group');
    expect(['ingress', 'egress'].filter((rules) => rules in group)).toEqual([]);
    expect(group).toMatchObject({ vpc_id: expect.stringContaining('aws_vpc.') });
  });

  test.each([
    ['10.0.0.0/24', "'cidr' (10.0.0.0/24) must have a prefix from 16 to 20; choose a block such as '10.0.0.0/16'"],
    ['10.0.0.1/16', "'cidr' (10.0.0.1/16) must be an IPv4 block in CIDR notation; write it as '10.0.0.0/16', the bits beyond the prefix zero"],
    ['10.0.0.0', "'cidr' (10.0.0.0) must be an IPv4 block in CIDR notation; write it as '10.0.0.0/16', the bits beyond the prefix zero"],
    ['10.0.300.0/16', "'cidr' (10.0.300.0/16) must be an IPv4 block in CIDR notation; write it as '10.0.0.0/16', the bits beyond the prefix zero"],
  ])('refuses the addresses %s', (cidr, message) => {
    expect(() => Network.create({ cidr })).toThrow(message);
  });
});

describe('the doors of a network', () => {
  test('are those that nodes need', () => {
    const names = new AnEnvironment().all('aws_vpc_endpoint').map(({ service_name }) => service_name).sort();
    expect(names).toEqual([
      'autoscaling', 'ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'elasticloadbalancing', 'kms', 'logs', 's3', 'sts',
    ].map((service) => `com.amazonaws.eu-central-1.${service}`));
  });

  test('have the prefix of the partition where it has one', () => {
    const names: string[] = new AnEnvironment({ region: AwsRegion.EUSC_DE_EAST_1 }).all('aws_vpc_endpoint').map(({ service_name }) => service_name);
    expect(names.filter((name) => name.startsWith('eu.amazonaws')).sort()).toEqual(['eu.amazonaws.eusc-de-east-1.ecr.api', 'eu.amazonaws.eusc-de-east-1.ecr.dkr']);
    expect(names).toContain('com.amazonaws.eusc-de-east-1.eks');
  });

  test('open to the network only, and only for HTTPS', () => {
    expect(new AnEnvironment().one('aws_vpc_security_group_ingress_rule')).toMatchObject({ cidr_ipv4: '10.0.0.0/16', ip_protocol: 'tcp', from_port: 443, to_port: 443 });
  });

  test('let nobody carry data to a bucket of another account', () => {
    const { policy } = new AnEnvironment().one('aws_vpc_endpoint', 'S3');
    expect(statement(policy, 'OwnBuckets')).toMatchObject({ Effect: 'Allow', Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } } });
    expect(statement(policy, 'ImageLayers')).toMatchObject({ Action: 's3:GetObject', Resource: expect.stringMatching(/:s3:::prod-eu-central-1-starport-layer-bucket\/\*$/) });
  });
});

describe('a network that exists', () => {
  const props = { vpcId: 'vpc-0a1b', privateSubnetIds: ['subnet-01', 'subnet-02'] };

  test('is used as it is', () => {
    // WHEN
    const environment = new AnEnvironment({ network: Network.existing(props) });

    // THEN
    const { resource } = environment.terraform;
    expect(['aws_vpc', 'aws_subnet', 'aws_vpc_endpoint', ...WAYS_OUT].filter((type) => type in resource)).toEqual([]);
    expect(environment.one('aws_eks_cluster')).toMatchObject({ vpc_config: { subnet_ids: ['subnet-01', 'subnet-02'] } });
  });

  test.each([
    [{ ...props, vpcId: 'my-vpc' }, "'vpcId' (my-vpc) must be the id of a VPC, such as 'vpc-0a1b2c3d'; correct its spelling"],
    [{ ...props, privateSubnetIds: ['subnet-01'] }, '\'privateSubnetIds\' (["subnet-01"]) must name 2 subnets or more; name private subnets of different availability zones'],
    [{ ...props, privateSubnetIds: ['subnet-01', 'b'] }, "'privateSubnetIds' (b) must be ids of subnets, such as 'subnet-0a1b2c3d'; correct its spelling"],
    [{ vpcId: 'vpc-1' } as never, "'privateSubnetIds' (undefined) must name 2 subnets or more; name private subnets of different availability zones"],
  ])('refuses %j', (bad, message) => {
    expect(() => Network.existing(bad)).toThrow(message);
  });
});
