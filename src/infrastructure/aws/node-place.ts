import type { ClusterHandle } from './cluster-facts';
import type { NetworkFacts } from './network-facts';

/** Where nodes are put: a cluster and its network. */
export interface NodePlace {
  readonly cluster: ClusterHandle;
  readonly network: NetworkFacts;
}
