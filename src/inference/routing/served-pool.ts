import type { IConstruct } from 'constructs';
import type { Model } from '../../catalog/models';
import type { InferenceRequest } from '../../target/inference-request';

/** What a pool is, as far as objects about it must know. */
export type PoolRequest = Pick<InferenceRequest, 'name' | 'namespace' | 'gateway' | 'routing' | 'drainSeconds'>;

/** A pool, as other pools know it. */
export interface IServedPool extends IConstruct {
  /** The model that its replicas serve. */
  readonly model: Model;
  /** @internal what objects about this pool must know of it */
  _request(): PoolRequest;
}
