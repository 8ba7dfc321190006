import type { Construct } from 'constructs';
import { Ipv4Block } from './ipv4-block';
import { IsolatedNetwork } from './isolated-network';
import type { NetworkContext, NetworkFacts } from './network-facts';
import { requireDistinct, requireForm, requireProps } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';

/** A network to create. */
export interface CreateNetworkProps {
  /** Addresses of the network, `/16` to `/20`: every pod takes one. @default '10.0.0.0/16' */
  readonly cidr?: string;
}

/** A network that exists. Without internet egress it must have the VPC endpoints that nodes need. */
export interface ExistingNetworkProps {
  /** Id of the VPC, such as `vpc-0a1b2c3d4e5f60718`. */
  readonly vpcId: string;
  /** Subnets of nodes and control plane, in two availability zones or more. */
  readonly privateSubnetIds: readonly string[];
}

/** The network that an environment lies in. */
export abstract class Network {
  /** A new VPC of private subnets, with VPC endpoints for what nodes need and no way out unless `internetEgress` is on. */
  public static create(props: CreateNetworkProps = {}): Network {
    return new CreatedNetwork(props);
  }

  /** A VPC that exists, used as it is. */
  public static existing(props: ExistingNetworkProps): Network {
    return new ExistingNetwork(props);
  }

  /** @internal addresses that services of the cluster must keep clear of, where they are known */
  public abstract readonly block: Ipv4Block | undefined;
  /** Whether the library creates it. */
  public abstract readonly created: boolean;

  /** @internal creates what is missing */
  public abstract bind(scope: Construct, context: NetworkContext): NetworkFacts;
}

class CreatedNetwork extends Network {
  public readonly block: Ipv4Block;
  public readonly created = true;

  constructor(props: CreateNetworkProps) {
    super();
    requireProps(props);
    const { cidr = '10.0.0.0/16' } = props;
    this.block = Ipv4Block.parse('cidr', cidr);
    if (this.block.prefix < 16 || this.block.prefix > 20) {
      throw new ValidationError({ code: 'NetworkSize', prop: 'cidr', value: cidr, rule: 'must have a prefix from 16 to 20', remedy: "choose a block such as '10.0.0.0/16'" });
    }
  }

  public bind(scope: Construct, context: NetworkContext): NetworkFacts {
    return new IsolatedNetwork(scope, 'Network', { ...context, block: this.block }).facts;
  }
}

class ExistingNetwork extends Network {
  public readonly block = undefined;
  public readonly created = false;

  constructor(private readonly props: ExistingNetworkProps) {
    super();
    requireProps(props);
    requireForm('vpcId', props.vpcId, /^vpc-[0-9a-f]+$/, "the id of a VPC, such as 'vpc-0a1b2c3d'");
    const { privateSubnetIds: subnets } = props;
    if (!Array.isArray(subnets) || subnets.length < 2) {
      throw new ValidationError({ code: 'TooFewSubnets', prop: 'privateSubnetIds', value: subnets, rule: 'must name 2 subnets or more', remedy: 'name private subnets of different availability zones' });
    }
    subnets.forEach((id) => requireForm('privateSubnetIds', id, /^subnet-[0-9a-f]+$/, "ids of subnets, such as 'subnet-0a1b2c3d'"));
    requireDistinct('privateSubnetIds', subnets);
  }

  public bind(): NetworkFacts {
    return { vpcId: this.props.vpcId, privateSubnetIds: [...this.props.privateSubnetIds], ready: [] };
  }
}
