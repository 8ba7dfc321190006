import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';
import type { IsolatedNetworkProps } from './network-facts';

const ANYWHERE = '0.0.0.0/0';
/** The last of 64 parts of the network, which no private subnet covers. */
const PUBLIC_SUBNET = { bits: 6, index: 63 } as const;

/** A network that gets a way out. */
export interface InternetEgressProps extends IsolatedNetworkProps {
  readonly vpc: Vpc;
  /** Routes of the private subnets. */
  readonly routeTable: RouteTable;
}

/** A way from private subnets to the internet, and none back: one NAT gateway, in the first availability zone. */
export class InternetEgress extends Construct {
  public readonly route: Route;

  constructor(scope: Construct, id: string, props: InternetEgressProps) {
    super(scope, id);
    const { environment, vpc, routeTable } = props;
    const gateway = new InternetGateway(this, 'Gateway', { vpcId: vpc.id, tags: { Name: environment } });
    const subnet = this.publicSubnet(props, gateway);
    const address = new Eip(this, 'Address', { domain: 'vpc', tags: { Name: environment }, dependsOn: [gateway] });
    const nat = new NatGateway(this, 'Nat', { allocationId: address.allocationId, subnetId: subnet.id, tags: { Name: environment } });
    this.route = new Route(this, 'PrivateDefault', { routeTableId: routeTable.id, destinationCidrBlock: ANYWHERE, natGatewayId: nat.id });
  }

  private publicSubnet({ account, block, environment, vpc }: InternetEgressProps, gateway: InternetGateway): Subnet {
    const subnet = new Subnet(this, 'Public', {
      vpcId: vpc.id,
      availabilityZone: account.region.availabilityZones[0],
      cidrBlock: block.part(PUBLIC_SUBNET.bits, PUBLIC_SUBNET.index).toString(),
      tags: { 'Name': `${environment}-public`, 'kubernetes.io/role/elb': '1' },
    });
    const routes = new RouteTable(this, 'PublicRoutes', { vpcId: vpc.id, tags: { Name: `${environment}-public` } });
    new Route(this, 'PublicDefault', { routeTableId: routes.id, destinationCidrBlock: ANYWHERE, gatewayId: gateway.id });
    new RouteTableAssociation(this, 'PublicAssociation', { subnetId: subnet.id, routeTableId: routes.id });
    return subnet;
  }
}
