import type { ClusterHandle } from './cluster-facts';
import type { NetworkFacts } from './network-facts';

/** Where nodes are put: an environment's cluster and its network. */
export interface NodePlace {
  /** Name of the environment. */
  readonly environment: string;
  readonly cluster: ClusterHandle;
  readonly network: NetworkFacts;
}
