import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';
import { InternetEgress } from './internet-egress';
import type { IsolatedNetworkProps, NetworkFacts } from './network-facts';
import { VpcEndpoints } from './vpc-endpoints';

/** Bits by which a private subnet is smaller than the network: eight fit, the last of which is left to public subnets. */
const PRIVATE_SUBNET_BITS = 3;

/** A VPC with a private subnet in each availability zone, endpoints for what nodes need, and a way out only on request. */
export class IsolatedNetwork extends Construct {
  public readonly facts: NetworkFacts;

  constructor(scope: Construct, id: string, props: IsolatedNetworkProps) {
    super(scope, id);
    const { environment, block } = props;
    const vpc = new Vpc(this, 'Resource', {
      cidrBlock: block.toString(), enableDnsSupport: true, enableDnsHostnames: true, tags: { Name: environment },
    });
    // The group that a VPC comes with would let its members talk freely.
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', { vpcId: vpc.id });
    const routeTable = new RouteTable(this, 'PrivateRoutes', { vpcId: vpc.id, tags: { Name: `${environment}-private` } });
    const subnets = props.account.region.availabilityZones.map((zone, index) => this.privateSubnet(vpc, props, zone, index));
    const associations = subnets.map((subnet, index) => new RouteTableAssociation(this, `PrivateRoutes${letter(index)}`, { subnetId: subnet.id, routeTableId: routeTable.id }));
    const endpoints = new VpcEndpoints(this, 'Endpoints', { ...props, vpc, routeTable, subnets });
    const egress = props.internetEgress ? [new InternetEgress(this, 'Egress', { ...props, vpc, routeTable }).route] : [];
    this.facts = {
      vpcId: vpc.id, privateSubnetIds: subnets.map((subnet) => subnet.id), resource: vpc,
      ready: [...associations, ...endpoints.all, ...egress],
    };
  }

  private privateSubnet(vpc: Vpc, { environment, block }: IsolatedNetworkProps, zone: string, index: number): Subnet {
    return new Subnet(this, `Private${letter(index)}`, {
      vpcId: vpc.id,
      availabilityZone: zone,
      cidrBlock: block.part(PRIVATE_SUBNET_BITS, index).toString(),
      tags: { 'Name': `${environment}-private-${zone}`, 'kubernetes.io/role/internal-elb': '1' },
    });
  }
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
