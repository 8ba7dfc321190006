import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import { policyDocument } from './iam-policy';
import type { IsolatedNetworkProps } from './network-facts';
import { endpointServiceName } from '../../catalog/aws-regions';

/** What nodes, add-ons and pods call where nothing leads to the internet. @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html */
const INTERFACE_SERVICES = ['autoscaling', 'ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'elasticloadbalancing', 'kms', 'logs', 'sts'] as const;

/** A network that gets endpoints. */
export interface VpcEndpointsProps extends IsolatedNetworkProps {
  readonly vpc: Vpc;
  readonly routeTable: RouteTable;
  readonly subnets: readonly Subnet[];
}

/** The doors from a network without internet to services of Amazon. */
export class VpcEndpoints extends Construct {
  public readonly all: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const securityGroupIds = [this.securityGroup(props).id];
    this.all = [this.objectStorage(props), ...INTERFACE_SERVICES.map((service) => this.interface(service, props, securityGroupIds))];
  }

  private securityGroup({ environment, vpc, block }: VpcEndpointsProps): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', { name: `${environment}-endpoints`, description: 'HTTPS from the network to its VPC endpoints', vpcId: vpc.id, tags: { Name: `${environment}-endpoints` } });
    new VpcSecurityGroupIngressRule(this, 'Https', {
      securityGroupId: group.id, description: 'HTTPS from the network', cidrIpv4: block.toString(), ipProtocol: 'tcp', fromPort: 443, toPort: 443,
    });
    return group;
  }

  private objectStorage({ account, environment, vpc, routeTable }: VpcEndpointsProps): VpcEndpoint {
    return new VpcEndpoint(this, 'S3', {
      vpcId: vpc.id,
      vpcEndpointType: 'Gateway',
      serviceName: endpointServiceName(account.region, 's3'),
      routeTableIds: [routeTable.id],
      policy: ownBucketsOnly(account),
      tags: { Name: `${environment}-s3` },
    });
  }

  private interface(service: string, { account, environment, subnets, vpc }: VpcEndpointsProps, securityGroupIds: string[]): VpcEndpoint {
    const id = service.replace(/(^|[.-])([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    return new VpcEndpoint(this, id, {
      vpcId: vpc.id,
      vpcEndpointType: 'Interface',
      serviceName: endpointServiceName(account.region, service),
      privateDnsEnabled: true,
      subnetIds: subnets.map((subnet) => subnet.id),
      securityGroupIds,
      tags: { Name: `${environment}-${service}` },
    });
  }
}

/** Nobody inside can carry data to a bucket of another account; image layers of the registry are the one thing read from elsewhere. */
function ownBucketsOnly(account: AwsAccount): string {
  return policyDocument(
    { Sid: 'OwnBuckets', Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringEquals: { 'aws:ResourceAccount': account.number } } },
    { Sid: 'ImageLayers', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: account.globalArn('s3', `prod-${account.region.code}-starport-layer-bucket/*`) },
  );
}
