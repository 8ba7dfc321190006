import { POOL_SERIES_LABEL, ROLE_SERIES_LABEL } from './kserve-pods';
import { ofKServe } from './request-verbs';
import type { PoolSeries } from '../kubernetes/scaling/series';

/** KServe's own monitors collect the series, and KServe names the pool. */
export function seriesOf({ name }: { readonly name: string }): PoolSeries {
  return { poolLabel: POOL_SERIES_LABEL, roleLabel: ROLE_SERIES_LABEL, poolName: ofKServe({ pool: name }) };
}
