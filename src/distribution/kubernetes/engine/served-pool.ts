import type { Construct, IConstruct } from 'constructs';
import type { Conventions } from '../conventions';
import { engines, engineMetrics } from './engine';
import { requireNothingOfVllm } from './engine-limits';
import { fabricUse, served } from './served';
import type { Finding, Fulfilment } from '../../../target/binding';
import type { InferenceBinding } from '../../../target/distribution';
import { rolesOf, type InferenceRequest } from '../../../target/inference-request';
import { scrapedOnly, watchPool } from '../monitoring/monitoring';
import { scaleReplicas } from '../scaling/scaling';

/** The replicas of a pool, whatever runs them, and how the needs for them were met. */
export interface ServedPool extends Pick<InferenceBinding, 'models' | 'podSecurity'> {
  readonly replicas: readonly IConstruct[];
  /** Whether a controller makes a Service of the pool's name. @default false */
  readonly ownsService?: boolean;
  /** Makes what scrapes and judges them, where that is wanted, with what scrapes their picker where there is one. */
  readonly watched: (picker?: IConstruct) => readonly Fulfilment[];
  readonly served: readonly Fulfilment[];
  /** Makes what scales them, where they are; `picker` is whether one chooses among them. */
  readonly scaled: (picker: boolean) => readonly Fulfilment[];
  readonly findings: readonly Finding[];
}

/** Serves a pool by vLLM or an engine of the user's own, in pods that are made here. */
export function servedByPods(scope: Construct, need: InferenceRequest, conventions: Conventions): ServedPool {
  if (need.engine?.kind === 'custom') {
    requireNothingOfVllm(need, 'an engine of your own', scope, ['modelCache']);
  }
  const replicas = engines(scope, need, conventions);
  return {
    replicas,
    watched: (picker) => [watchedPods(scope, need, conventions, picker)],
    served: [served(need, replicas), ...fabricUse(need, replicas)],
    scaled: (picker) => rolesOf(need).map((role) => scaleReplicas(scope, role, conventions, picker)),
    findings: [],
  };
}

/** An engine of the user's own has metrics of its own, of which nothing is known here. */
function watchedPods(scope: Construct, need: InferenceRequest, conventions: Conventions, picker: IConstruct | undefined): Fulfilment {
  const monitors = [engineMetrics(scope, need, conventions), ...(picker === undefined ? [] : [picker])];
  return need.engine?.kind === 'custom' ? scrapedOnly(monitors) : watchPool(scope, { need, picker: picker !== undefined }, conventions, monitors);
}
