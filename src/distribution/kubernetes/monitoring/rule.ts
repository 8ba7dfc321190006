import type { WatchedPool } from './watched-pool';
import type { PrometheusRuleSpec } from '../../crds/monitoring';

/** A rule of Prometheus: a series to record, or an alert. */
export type Rule = PrometheusRuleSpec['groups'][number]['rules'][number];

/** Something to be told of. */
export interface AlertFacts {
  /** Upper camel case, after `InferencePool`. */
  readonly name: string;
  readonly expr: string;
  /** How long it must hold, seconds. @default - not at all: the expression looks at windows itself */
  readonly forSeconds?: number;
  readonly severity: 'critical' | 'warning';
  /** Window that it looks at, where several alerts of one name differ in that. @default - there is one of the name */
  readonly window?: string;
  readonly summary: string;
  readonly description: string;
}

/** An alert on a pool, which its labels and its summary name. */
export function alert({ need: { name, namespace } }: WatchedPool, facts: AlertFacts): Rule {
  return {
    alert: `InferencePool${facts.name}`,
    expr: facts.expr,
    ...(facts.forSeconds !== undefined && { for: `${facts.forSeconds}s` }),
    labels: { namespace, pool: name, severity: facts.severity, ...(facts.window !== undefined && { window: facts.window }) },
    annotations: { summary: `${namespace}/${name}: ${facts.summary}`, description: facts.description },
  };
}
