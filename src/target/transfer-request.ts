/** How keys and values get from the replicas that prefill to those that decode. */
export interface KvTransferRequest {
  /** Tokens of a prompt that the decoding replica has not cached, below which it prefills them itself. */
  readonly nonCachedTokens: number;
}
