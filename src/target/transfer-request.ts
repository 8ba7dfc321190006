/** How keys and values get from the replicas that prefill to those that decode. @see https://docs.vllm.ai/en/latest/features/nixl_connector_usage/ */
export interface KvTransferRequest {
  /** Tokens of a prompt that the cache of the chosen replica lacks, from which on another one prefills: below, it does both itself. */
  readonly nonCachedTokens: number;
}
