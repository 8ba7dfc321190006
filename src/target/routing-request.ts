/** How the endpoint picker knows which replica has cached the beginning of a prompt. */
export interface PrefixCacheRequest {
  /** From the requests that it has sent there, or from events that the engines publish. */
  readonly kind: 'approximate' | 'precise';
  /** Tokens of a block, the engine's and the picker's alike. */
  readonly blockSize: number;
  /** Seed of a block's hash, the engine's and the picker's alike. */
  readonly hashSeed: string;
}

/** A share of a pool's requests that goes to another name that its engines serve, such as an adapter. */
export interface CanaryRequest {
  /** Name that clients ask for. */
  readonly model: string;
  /** Names that it stands for, each with its weight. */
  readonly targets: readonly { readonly model: string; readonly weight: number }[];
}

/** How requests find a replica. */
export interface RoutingRequest {
  readonly prefixCache: PrefixCacheRequest;
  /** Rewrites of the names that clients ask for; read at synthesis, when every verb was said. */
  readonly canaries: () => readonly CanaryRequest[];
  /** How the picker holds requests back that no replica has room for. @default - it does not: they wait at the replicas */
  readonly flowControl?: {
    /** Longest wait, seconds. */
    readonly defaultRequestTtlSeconds: number;
  };
}
