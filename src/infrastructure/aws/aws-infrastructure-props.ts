import { Cluster } from './cluster';
import { Network } from './network';
import { requireInstanceType, type AwsInstanceType } from '../../catalog/aws-instance-types';
import { requireRegion, type AwsRegion } from '../../catalog/aws-regions';
import { requireDistinct, requireFlag, requireForm, requireList, requireKind, requireMethods, requireProps } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import { StateBackend } from '../state-backend';

/** Where at Amazon an environment runs, and on what. */
export interface AwsInfrastructureProps {
  /** The region; of the European Sovereign Cloud or GovCloud as of the commercial partition. */
  readonly region: AwsRegion;
  /** Number of the account, twelve digits: names of buckets and images follow from it, and Terraform refuses any other. */
  readonly account: string;
  /** Where Terraform keeps its state. */
  readonly backend: StateBackend;
  /** The network. @default - a new one, 10.0.0.0/16 */
  readonly network?: Network;
  /** The cluster. @default - a new one */
  readonly cluster?: Cluster;
  /**
   * Whether nodes and pods reach the internet. With a network that exists, this states how it is.
   *
   * Without it, images are pulled from the account's own registry, which must be filled; with it, from their upstream
   * registries. @default false
   */
  readonly internetEgress?: boolean;
  /** Instance types to prefer, first choice first, where they have what is asked for. @default - the cheapest that has it */
  readonly instanceTypes?: readonly AwsInstanceType[];
  /**
   * Whether Terraform refuses to destroy what holds data or opens it: keys, buckets, logs, the cluster. To take an
   * environment down on purpose, set it to false, deploy, then destroy; buckets are then emptied as well. @default true
   */
  readonly deletionProtection?: boolean;
}

/** Props with every default in place. */
export type ResolvedAwsProps = Required<AwsInfrastructureProps>;

/** Refuses what cannot be deployed and puts defaults in place. */
export function resolveProps(props: AwsInfrastructureProps): ResolvedAwsProps {
  requireProps(props);
  requireRegion('region', props.region);
  requireForm('account', props.account, /^\d{12}$/, 'the twelve digits of an account, as a string');
  requireMethods('backend', props.backend, 'StateBackend', ['bind']);
  const { network = Network.create(), cluster = Cluster.create(), internetEgress = false, instanceTypes = [], deletionProtection = true } = props;
  requireMethods('network', network, 'Network', ['bind']);
  requireMethods('cluster', cluster, 'Cluster', ['bind']);
  requireKind('cluster', cluster, 'Cluster', ['services']);
  requireFlag('internetEgress', internetEgress);
  requireFlag('deletionProtection', deletionProtection);
  requireList('instanceTypes', instanceTypes, (type) => requireInstanceType('instanceTypes', type));
  requireDistinct('instanceTypes', instanceTypes.map(({ name }) => name));
  requireConsistent(network, cluster);
  return { ...props, network, cluster, internetEgress, instanceTypes, deletionProtection };
}

function requireConsistent(network: Network, cluster: Cluster): void {
  if (!cluster.created && network.created) {
    throw new ValidationError({
      code: 'ClusterElsewhere', prop: 'network', value: 'a new network', rule: 'cannot hold a cluster that exists', remedy: "name the cluster's own network with 'Network.existing'",
    });
  }
  if (network.block?.overlaps(cluster.services)) {
    throw new ValidationError({
      code: 'AddressesOverlap', prop: 'serviceCidr', value: cluster.services.toString(), rule: `overlaps the network's '${network.block}'`, remedy: "choose another block, such as '10.100.0.0/16'",
    });
  }
}
