import type { Construct } from 'constructs';
import type { Conventions } from '../conventions';
import { requireKnownFlags } from './engine-limits';
import { servedByPods, type ServedPool } from './served-pool';
import { ValidationError } from '../../../errors/validation-error';
import type { InferenceRequest } from '../../../target/inference-request';
import { servedByNim } from '../nim/nim-engines';

/** Serves a pool by the engine that it asks for. */
export function servedPool(scope: Construct, need: InferenceRequest, conventions: Conventions): ServedPool {
  switch (need.engine?.kind) {
    case 'nim': return servedByNim(scope, need, need.engine, conventions);
    case 'kserve': throw new ValidationError({
      code: 'EngineNotOffered', prop: 'engine', value: `kserve, ${need.engine.runtime}`, rule: 'needs KServe, which this distribution does not bring', remedy: 'use Engine.vllm or Engine.custom',
    }, scope);
    default:
      requireKnownFlags(need, scope);
      return servedByPods(scope, need, conventions);
  }
}
