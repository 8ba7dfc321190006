import type { PoolRole } from './pool-role';
import type { RoleVerdict } from '../../core/rendered';
import { layoutName } from '../sizing/layout';
import { totalGib } from '../sizing/overhead';

/** The verdict on a role as the report says it: figures as fine as they are worth. */
export function roleVerdict({ role, layout, parallelismReason: reason, gpusPerReplica, sizing, engine }: PoolRole): RoleVerdict {
  const { verdict, limit, cache, usableGib, weightsGib, overhead, cacheGib, errorBound } = sizing;
  return {
    role,
    layout: layoutName(layout),
    reason,
    verdict,
    limit,
    accelerator: engine.accelerator.name,
    gpusPerReplica,
    kvCacheTokens: Math.floor(cache.tokens),
    maxConcurrency: rounded(cache.concurrency, 1),
    usableGib: rounded(usableGib, 2),
    weightsGib: rounded(weightsGib, 2),
    overheadGib: rounded(totalGib(overhead), 2),
    cacheGib: rounded(cacheGib, 2),
    errorBound: errorBound.cache,
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
