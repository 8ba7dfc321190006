import { stringify } from 'yaml';
import type { EmittedEnvironment, EmittedObject } from '../run/emitted';

/** A query in PromQL, and where it stands. */
export interface Query {
  readonly expr: string;
  /** The rule that it belongs to. @default - it belongs to none */
  readonly rule?: Readonly<Record<string, unknown>>;
}

interface Rules {
  readonly groups: readonly { readonly rules: readonly (Readonly<Record<string, unknown>> & { readonly expr: string })[] }[];
}

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}

/** Every query of an environment: of its rules, of what replicas are scaled on, and of its dashboards. */
export function queriesIn({ objects }: EmittedEnvironment): readonly Query[] {
  return objects.flatMap((emitted) => [...ruled(emitted), ...scaled(emitted), ...drawn(emitted)]);
}

/** A file of rules, such as Prometheus reads, that has every query. */
export function ruleFile(queries: readonly Query[]): string {
  const rules = queries.map(({ expr, rule }, index) => rule ?? { record: `query:${index}`, expr });
  return stringify({ groups: [{ name: 'queries', interval: '1m', rules }] });
}

function ruled({ object }: EmittedObject): readonly Query[] {
  return object.kind === 'PrometheusRule' ? (object.spec as Rules).groups.flatMap(({ rules }) => rules.map((rule) => ({ expr: rule.expr, rule }))) : [];
}

/** KServe's object and KEDA's own have triggers alike, at different places. */
function scaled({ object }: EmittedObject): readonly Query[] {
  const queries = [...JSON.stringify(object.spec ?? {}).matchAll(/"query":("(?:[^"\\]|\\.)*")/g)];
  return ['ScaledObject', 'LLMInferenceService'].includes(object.kind) ? queries.map(([, query]) => ({ expr: JSON.parse(query!) as string })) : [];
}

function drawn({ object }: EmittedObject): readonly Query[] {
  const json = object.kind === 'GrafanaDashboard' ? [(object.spec as { json: string }).json] : object.metadata.labels?.grafana_dashboard === '1' ? Object.values(object.data as object) : [];
  return json.flatMap((text: string) => (JSON.parse(text) as Dashboard).panels).flatMap(({ targets }) => targets.map(({ expr }) => ({ expr })));
}
