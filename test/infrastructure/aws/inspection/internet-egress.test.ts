import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { AnInspection } from './an-inspection';
import { Cluster } from '../../../../src/infrastructure/aws/cluster';
import { Network } from '../../../../src/infrastructure/aws/network';

/** As it is made; what tests add to it is gone after each. */
const PLAIN = new AnInspection();

const LEADS_OUT = "leads out of a network whose 'internetEgress' is false; remove it, or set 'internetEgress' to true";

/** How the network, a subnet and the routes of an environment are referred to. */
function partsOf(environment: AnInspection) {
  const { vpc_id: vpc } = environment.one('aws_route_table');
  const { subnet_id: subnet, route_table_id: routes } = environment.one('aws_route_table_association', 'PrivateRoutesA');
  return { vpc, subnet, routes };
}

test('a gateway in the network of an environment without internet is refused', () => {
  const environment = new AnInspection();
  const { vpc } = partsOf(environment);
  new InternetGateway(environment.stack, 'Out', { vpcId: vpc });
  expect(environment.said).toEqual([`[frankfurt/Out] 'vpc_id' (${vpc}) ${LEADS_OUT}`]);
});

test.each<[string, (parts: ReturnType<typeof partsOf>) => object, string]>([
  ['aws_internet_gateway_attachment', ({ vpc }) => ({ vpc_id: vpc }), 'vpc_id'],
  ['aws_egress_only_internet_gateway', ({ vpc }) => ({ vpc_id: vpc }), 'vpc_id'],
  ['aws_nat_gateway', ({ subnet }) => ({ subnet_id: subnet }), 'subnet_id'],
  ['aws_route', ({ routes }) => ({ route_table_id: routes, destination_cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-1' }), 'nat_gateway_id'],
  ['aws_route', ({ routes }) => ({ route_table_id: routes, destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }), 'gateway_id'],
])('so is %s that exists only as an override', (type, body, attribute) => {
  expect(PLAIN.saidWith(`resource.${type}.own`, body(partsOf(PLAIN)))).toEqual([expect.stringMatching(new RegExp(`^'resource\\.${type}\\.own\\.${attribute}' .* leads out of a network`))]);
});

test.each<[string, string, (parts: ReturnType<typeof partsOf>) => object]>([
  ['a private NAT gateway', 'aws_nat_gateway', ({ subnet }) => ({ subnet_id: subnet, connectivity_type: 'private' })],
  ['a gateway in another network', 'aws_internet_gateway', () => ({ vpc_id: 'vpc-1' })],
  ['a route to a data centre', 'aws_route', ({ routes }) => ({ route_table_id: routes, destination_cidr_block: '10.0.0.0/8', transit_gateway_id: 'tgw-1' })],
  ['a route over a VPN', 'aws_route', ({ routes }) => ({ route_table_id: routes, destination_cidr_block: '10.0.0.0/8', gateway_id: 'vgw-1' })],
])('%s is not', (_case, type, body) => {
  expect(PLAIN.saidWith(`resource.${type}.own`, body(partsOf(PLAIN)))).toEqual([]);
});

test('a network that exists, or has a way out, is not judged by its gateways', () => {
  // GIVEN
  const open = new AnInspection({ internetEgress: true });
  const existing = new AnInspection({
    network: Network.existing({ vpcId: 'vpc-0a1b2c3d', privateSubnetIds: ['subnet-0a1b2c3d', 'subnet-1b2c3d4e'] }), cluster: Cluster.existing({ name: 'shared', kubernetesVersion: '1.34' }),
  });

  // WHEN
  existing.stack.addOverride('resource.aws_internet_gateway.own', { vpc_id: 'vpc-0a1b2c3d' });

  // THEN
  expect([open.said, existing.said]).toEqual([[], []]);
});
