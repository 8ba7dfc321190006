import type { PrometheusRuleEntry } from '../../../../src/distribution/crds/monitoring';
import type { ClusterObject } from '../../cluster-objects';

/** Every PromQL expression of objects: of rules, of what KEDA asks, of the panels of dashboards. */
export function expressionsIn(objects: readonly ClusterObject[]): readonly string[] {
  return objects.flatMap((object) => [...rulesOf(object).map(({ expr }) => expr), ...queriesOf(object), ...curvesOf(object)]);
}

/** The rules of a PrometheusRule. */
export function rulesOf({ kind, spec }: ClusterObject): readonly PrometheusRuleEntry[] {
  return kind === 'PrometheusRule' ? spec.groups.flatMap(({ rules }: { rules: readonly object[] }) => rules) : [];
}

/** The dashboard of a ConfigMap or of the Grafana operator's object, read. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read it as they know it
export function dashboardOf({ kind, data, spec }: ClusterObject): { readonly [field: string]: any } {
  return JSON.parse(kind === 'ConfigMap' ? Object.values(data as Record<string, string>)[0]! : spec.json);
}

function queriesOf({ kind, spec }: ClusterObject): readonly string[] {
  return kind === 'ScaledObject' ? spec.triggers.map(({ metadata }: { metadata: { query: string } }) => metadata.query) : [];
}

function curvesOf(object: ClusterObject): readonly string[] {
  const isDashboard = object.kind === 'GrafanaDashboard' || object.metadata.labels?.grafana_dashboard !== undefined;
  const panels: readonly { readonly targets: readonly { readonly expr: string }[] }[] = isDashboard ? dashboardOf(object).panels : [];
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
}

/** Words of PromQL that are neither functions nor metrics. */
const WORDS = new Set(['and', 'or', 'unless', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'bool', 'offset']);

/** The metrics that an expression names: what is left without strings, matchers, lists of labels, windows and functions. */
export function metricsIn(expression: string): readonly string[] {
  const bare = expression.replace(/"[^"]*"/g, '').replace(/\{[^}]*\}/g, '{}').replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|on|without|ignoring)\s*\([^)]*\)/g, '');
  const names = bare.match(/[a-zA-Z_][a-zA-Z0-9_:]*(?=\s*(\(|\{|[^a-zA-Z0-9_:({]|$))/g) ?? [];
  return names.filter((name) => !WORDS.has(name) && !new RegExp(`\\b${name}\\s*\\(`).test(bare));
}
