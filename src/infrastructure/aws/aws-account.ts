import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsServicePrincipal } from '@cdktf/provider-aws/lib/data-aws-service-principal';
import { Construct } from 'constructs';
import type { AwsRegion } from '../../catalog/aws-regions';

/** Whose account, in which region. */
export interface AwsAccountProps {
  readonly region: AwsRegion;
  readonly account: string;
}

/**
 * An account in a region, as the source of names that differ from partition to partition.
 *
 * ARNs and service principals are asked of the provider, which is the only one to know every partition.
 */
export class AwsAccount extends Construct {
  public readonly region: AwsRegion;
  /** Twelve digits. */
  public readonly number: string;
  private readonly partition: string;

  constructor(scope: Construct, id: string, { region, account }: AwsAccountProps) {
    super(scope, id);
    this.region = region;
    this.number = account;
    this.partition = new DataAwsPartition(this, 'Partition').partition;
  }

  /** ARN of all principals of the account that its own policies allow. */
  public get rootArn(): string {
    return `arn:${this.partition}:iam::${this.number}:root`;
  }

  /** ARN of a thing of a service in this account and region. */
  public arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region.code}:${this.number}:${resource}`;
  }

  /** ARN of a thing of a service that is global in its partition, such as a bucket or, with `owner`, a role. */
  public globalArn(service: string, resource: string, owner = ''): string {
    return `arn:${this.partition}:${service}::${owner}:${resource}`;
  }

  /** ARN of an IAM policy that Amazon maintains. */
  public managedPolicyArn(name: string): string {
    return this.globalArn('iam', `policy/${name}`, 'aws');
  }

  /** Principal of a service, such as `ec2`. */
  public principal(service: string): string {
    return this.lookUp(service).name;
  }

  /** Principal of a service in this region alone, which some services ask for. */
  public regionalPrincipal(service: string): string {
    return this.lookUp(service).id;
  }

  private lookUp(service: string): DataAwsServicePrincipal {
    const id = service.replace(/(^|\.)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    const known = this.node.tryFindChild(id) as DataAwsServicePrincipal | undefined;
    return known ?? new DataAwsServicePrincipal(this, id, { serviceName: service });
  }
}
