/** Where an engine keeps keys and values beside the GPU, or who it passes them to; the names are the engine's. */
export interface KvConnector {
  readonly kv_connector: string;
  readonly kv_role: 'kv_both' | 'kv_producer' | 'kv_consumer';
  readonly kv_connector_extra_config?: Readonly<Record<string, unknown>>;
  /** What becomes of a request whose keys and values do not arrive. @default - they are computed anew */
  readonly kv_load_failure_policy?: 'fail' | 'recompute';
}

/**
 * The arguments for all connectors of an engine: one is named itself, several are asked in turn.
 *
 * Models with several kinds of attention keep one cache a kind only if that is asked for; without it, layers with a short
 * window would take as much as the others, and the memory verdict would be about another engine.
 *
 * @see https://docs.vllm.ai/en/latest/features/disagg_prefill/
 */
export function kvTransferArguments(connectors: readonly KvConnector[]): readonly string[] {
  if (connectors.length === 0) {
    return [];
  }
  const config = connectors.length === 1 ? connectors[0] : several(connectors);
  return [`--kv-transfer-config=${JSON.stringify(config)}`, '--no-disable-hybrid-kv-cache-manager'];
}

function several(connectors: readonly KvConnector[]): KvConnector {
  const policy = connectors.find(({ kv_load_failure_policy: given }) => given !== undefined)?.kv_load_failure_policy;
  return {
    kv_connector: 'MultiConnector', kv_role: 'kv_both', kv_connector_extra_config: { connectors }, ...(policy !== undefined && { kv_load_failure_policy: policy }),
  };
}
