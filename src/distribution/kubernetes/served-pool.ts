import type { Construct, IConstruct } from 'constructs';
import type { Conventions } from './conventions';
import { engines, engineMetrics } from './engine';
import { scaleReplicas } from './scaling';
import type { Finding, Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import { rolesOf, type InferenceRequest } from '../../target/inference-request';

/** The replicas of a pool, whatever runs them, and how the needs for them were met. */
export interface ServedPool extends Pick<InferenceBinding, 'models' | 'podSecurity'> {
  readonly replicas: readonly IConstruct[];
  /** Makes what scrapes them, where that is wanted. */
  readonly metrics: () => void;
  readonly served: Fulfilment;
  /** Makes what scales them, where they are. */
  readonly scaled: () => readonly Fulfilment[];
  readonly findings: readonly Finding[];
}

/** Serves a pool by vLLM or an engine of the user's own, in pods that are made here. */
export function servedByDeployments(scope: Construct, need: InferenceRequest, conventions: Conventions): ServedPool {
  const replicas = engines(scope, need, conventions);
  const program = need.engine?.kind === 'custom' ? 'an engine of the user serves' : 'vLLM serves';
  return {
    replicas,
    metrics: () => engineMetrics(scope, need, conventions),
    served: { capability: 'ai_inference', level: 'equal', reason: `${program} the model by replicas of a Deployment`, objects: replicas },
    scaled: () => rolesOf(need).map((role) => scaleReplicas(scope, role, conventions)),
    findings: [],
  };
}
