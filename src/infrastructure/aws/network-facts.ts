import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import type { Ipv4Block } from './ipv4-block';

/** What a network is bound with. */
export interface NetworkContext {
  readonly account: AwsAccount;
  readonly environment: string;
  readonly internetEgress: boolean;
}

/** A network, as the cluster sees it. */
export interface NetworkFacts {
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
  /** What must exist before a node can join. */
  readonly ready: readonly ITerraformDependable[];
  /** The VPC, where it is created. @default - it exists */
  readonly resource?: Construct;
}

/** A network and the addresses it has. */
export interface IsolatedNetworkProps extends NetworkContext {
  readonly block: Ipv4Block;
}
