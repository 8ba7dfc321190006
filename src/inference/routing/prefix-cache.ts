import type { Model } from '../../catalog/models';
import { requireOneOf, requireProps, wrongKind } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { PrefixCacheRequest } from '../../target/routing-request';

/** How large the blocks are that the engine caches prompts in. */
export interface ApproximatePrefixCacheProps {
  /** Tokens of a block; the engine is told the same. @default - the engine's own, which the picker learns from its metrics */
  readonly blockSize?: number;
}

/** How large the blocks are that the engine caches prompts in. */
export interface PrecisePrefixCacheProps {
  /** Tokens of a block; the engine is told the same. @default 64 */
  readonly blockSize?: number;
}

/** Sizes of a block that the engine's kernels have. @see https://docs.vllm.ai/en/latest/configuration/engine_args/#cacheconfig */
const BLOCK_SIZES = [16, 32, 64, 128, 256];

/** The smallest block that the approximate index hashes. @see https://github.com/llm-d/llm-d-router/issues/1158 */
const LEAST_APPROXIMATE = 64;

/** Seed of the hashes of blocks, which all replicas and the picker must share. */
const HASH_SEED = '42';

/**
 * How the endpoint picker knows which replica has cached the beginning of a prompt.
 *
 * @see https://docs.vllm.ai/en/latest/features/automatic_prefix_caching/
 */
export class PrefixCache {
  /** By what the picker has sent where: costs nothing, and is wrong where a replica has forgotten. */
  public static approximate(props: ApproximatePrefixCacheProps = {}): PrefixCache {
    requireProps(props);
    return PrefixCache.of('approximate', props.blockSize, BLOCK_SIZES.filter((size) => size >= LEAST_APPROXIMATE));
  }

  /** By events that the engines publish of what they cache and forget; they also cut each prompt into tokens for the picker. */
  public static precise(props: PrecisePrefixCacheProps = {}): PrefixCache {
    requireProps(props);
    return PrefixCache.of('precise', props.blockSize ?? LEAST_APPROXIMATE, BLOCK_SIZES);
  }

  /** Not at all: for requests that have nothing in common. */
  public static none(): PrefixCache {
    return PrefixCache.of('none', undefined, []);
  }

  private static of(kind: PrefixCacheRequest['kind'], blockSize: number | undefined, sizes: readonly number[]): PrefixCache {
    if (blockSize !== undefined && !sizes.includes(blockSize)) {
      const rule = `is no size of a block that both the engine and ${kind === 'precise' ? 'its kernels' : 'an approximate index'} have`;
      throw new ValidationError({ code: 'NoSuchBlockSize', prop: 'blockSize', value: blockSize, rule, remedy: `use one of: ${sizes.join(', ')}` });
    }
    return new PrefixCache({ kind, hashSeed: HASH_SEED }, blockSize);
  }

  /**
   * @param request what the picker is asked for
   * @param blockSize tokens of a block; undefined for the engine's own
   */
  private constructor(public readonly request: PrefixCacheRequest, public readonly blockSize: number | undefined) {}

  /** How the picker knows what is cached where. */
  public get kind(): PrefixCacheRequest['kind'] {
    return this.request.kind;
  }
}

/** Refuses what is none, such as its name, and a size of blocks where the engine chooses its own. */
export function requirePrefixCache(prop: string, value: PrefixCache, model: Model): void {
  const request: unknown = typeof value === 'object' && value !== null ? value.request : undefined;
  if (typeof request !== 'object' || request === null) {
    throw wrongKind(prop, value, 'PrefixCache');
  }
  const { blockSize } = value;
  requireOneOf(prop, (request as PrefixCacheRequest).kind, ['approximate', 'precise', 'none'], 'a way to know caches');
  if (blockSize !== undefined && model.attention.some((group) => group.kind === 'recurrent')) {
    const rule = `must have no size of blocks for '${model.name}': the engine sizes them by the states of its recurrent layers`;
    throw new ValidationError({ code: 'BlockSizeOfHybrid', prop, value: blockSize, rule, remedy: 'use PrefixCache.approximate(), which reads the size from the engine' });
  }
}
