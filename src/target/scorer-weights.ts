/** How much each figure of a replica counts when one is chosen, from 0 to 100; 0 leaves it out. */
export interface ScorerWeights {
  /** Requests that wait there. @default 2 */
  readonly queue?: number;
  /** Requests that it works on. @default 0 */
  readonly runningRequests?: number;
  /** How full its key-value cache is. @default 2 */
  readonly kvCacheUtilization?: number;
  /** How much of the prompt its GPU has cached. @default 3 */
  readonly prefixCache?: number;
  /** How much of the prompt it keeps beside its GPU. @default 1 */
  readonly offloadedPrefixCache?: number;
  /** Whether it has the adapter loaded. @default 2 */
  readonly adapter?: number;
}

/** What counts where nothing is said. @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/config/charts/routerlib/templates/_config.yaml */
const DEFAULTS: Required<ScorerWeights> = {
  queue: 2, runningRequests: 0, kvCacheUtilization: 2, prefixCache: 3, offloadedPrefixCache: 1, adapter: 2,
};

/** Every weight: the one that is given, or the default. */
export function scorerWeights(given: ScorerWeights = {}): Required<ScorerWeights> {
  return { ...DEFAULTS, ...given };
}
