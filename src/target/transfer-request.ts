/** How keys and values get from the replicas that prefill to those that decode. @see https://docs.vllm.ai/en/latest/features/nixl_connector_usage/ */
export interface KvTransferRequest {
  /** Tokens of a prompt that the cache of the chosen replica lacks, from which on another one prefills: below, it does both itself. */
  readonly nonCachedTokens: number;
}

/** Adapters of a node that move memory to another node past the kernel; pods ask for them by a device plugin's resource. */
export interface NodeFabric {
  /** Kubernetes extended resource, such as `vpc.amazonaws.com/efa`. */
  readonly resourceName: string;
  /** Adapters of one node. */
  readonly perNode: number;
  /** Library of NIXL that drives them. */
  readonly kvTransferBackend: 'UCX' | 'LIBFABRIC';
  /** Image of the engine that brings their libraries. @default - the catalog's own brings them */
  readonly engineImage?: string;
  /** Environment that their libraries want. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The share of a node's adapters that one pod asks for. */
export type FabricRequest = Omit<NodeFabric, 'perNode'> & { readonly perPod: number };
