import type { Construct } from 'constructs';
import { adapterFindings, adapterFulfilments } from './adapters';
import type { Conventions } from '../conventions';
import { engineChoiceFindings } from './engine-program';
import { offloadFulfilments, sharedKvVolume } from './kv-offload';
import { settledCache } from './model-cache';
import type { Finding, Fulfilment } from '../../../target/binding';
import type { InferenceBinding } from '../../../target/distribution';
import type { InferenceRequest } from '../../../target/inference-request';

/** What a pool has beside its replicas, and how the needs for it were met. */
export interface Facilities {
  /** The request, without what the cluster cannot have. */
  readonly need: InferenceRequest;
  /** What is said of them, once there are replicas that use them. */
  readonly fulfilments: (replicas: Fulfilment['objects']) => readonly Fulfilment[];
  readonly findings: readonly Finding[];
  /** @default - the model, in the zone's store */
  readonly models?: InferenceBinding['models'];
}

/** Makes the cache of weights and the shared volume of keys and values that a pool asks for. */
export function facilities(scope: Construct, asked: InferenceRequest, conventions: Conventions): Facilities {
  const { need, fulfilments } = settledCache(scope, asked, conventions);
  const shared = sharedKvVolume(scope, need);
  return {
    need,
    fulfilments: (replicas) => [...fulfilments, ...offloadFulfilments(need, [...replicas, ...shared]), ...adapterFulfilments(need, replicas)],
    findings: [...adapterFindings(need), ...engineChoiceFindings(need)],
    // an image brings the model along
    ...(need.modelCache?.kind === 'image' && { models: [] }),
  };
}
