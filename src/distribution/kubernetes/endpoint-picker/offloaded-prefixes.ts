import type { KvOffloadRequest } from '../../../target/engine-request';
import type { EngineRole, InferenceRequest } from '../../../target/inference-request';
import { PickerPlugin } from '../../../target/picker-plugins';

/** Name of the scorer that knows what replicas keep beside their GPUs. */
export const OFFLOADED_SCORER = 'offloaded-prefix-cache-scorer';

const PRODUCER = 'offloaded-prefix-cache-producer';

/** Fewest tokens of a block that the picker counts in. @see https://github.com/llm-d/llm-d-router/issues/1158 */
const LEAST_BLOCK = 64;

/** Most blocks of a replica that the picker is to remember: each takes some hundred bytes of its memory. */
const MOST_BLOCKS = 250_000;

/**
 * The plugins that know which prompts a replica keeps in memory or on a disk of its own. Its metrics tell of its GPUs
 * alone, after which the picker would forget a prompt long before the replica does.
 *
 * @see https://github.com/llm-d/llm-d/tree/main/guides/tiered-prefix-cache
 */
export function offloadedPrefixes({ kvOffload, roles }: Pick<InferenceRequest, 'kvOffload' | 'roles'>): { readonly plugins: readonly PickerPlugin[]; readonly scorers: readonly PickerPlugin[] } {
  const answering = roles[roles.length - 1]!;
  const lruCapacityPerServer = kvOffload === undefined ? 0 : blocksIn(kvOffload, answering);
  if (lruCapacityPerServer === 0) {
    return { plugins: [], scorers: [] };
  }
  const parameters = { autoTune: false, blockSizeTokens: blockOf(answering), lruCapacityPerServer };
  return {
    plugins: [PickerPlugin.of('approx-prefix-cache-producer', parameters, PRODUCER)],
    scorers: [PickerPlugin.of('prefix-cache-scorer', { prefixMatchInfoProducerName: PRODUCER }, OFFLOADED_SCORER)],
  };
}

/** What is on a disk was in memory before it: the larger of the two counts. A disk that all replicas share tells none from another. */
function blocksIn({ cpuGib, fileSystem }: KvOffloadRequest, role: EngineRole): number {
  const gib = fileSystem === undefined || fileSystem.shared === true ? cpuGib : Math.max(cpuGib, fileSystem.gib);
  const tokens = gib / role.parallelism.dataParallelSizeLocal * (role.kvTokensPerGib ?? 0);
  return Math.min(MOST_BLOCKS, Math.floor(tokens / blockOf(role)));
}

function blockOf({ serving }: EngineRole): number {
  return Math.max(LEAST_BLOCK, serving.blockSize ?? LEAST_BLOCK);
}
