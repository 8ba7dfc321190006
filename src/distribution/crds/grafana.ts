import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector, ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://grafana.github.io/grafana-operator/docs/api/#grafanadashboardspec */
export interface GrafanaDashboardSpec {
  /** The Grafanas that show it; an empty selector takes all. */
  readonly instanceSelector: LabelSelector;
  /** Whether Grafanas of other namespaces show it. */
  readonly allowCrossNamespaceImport: boolean;
  readonly json: string;
}

/** GrafanaDashboard `grafana.integreatly.org/v1beta1`. */
export class GrafanaDashboard extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: GrafanaDashboardSpec }) {
    super(scope, id, { apiVersion: 'grafana.integreatly.org/v1beta1', kind: 'GrafanaDashboard', ...props });
  }
}
