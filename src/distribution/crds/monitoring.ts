import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector, ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor */
export interface PodMonitorSpec {
  readonly selector: LabelSelector;
  /** Labels of the pod that its series carry too, with characters outside `[a-zA-Z0-9_]` as `_`. @default - none */
  readonly podTargetLabels?: readonly string[];
  readonly podMetricsEndpoints: readonly { readonly port: string; readonly path: string; readonly interval: string }[];
}

/** PodMonitor `monitoring.coreos.com/v1`. */
export class PodMonitor extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: PodMonitorSpec }) {
    super(scope, id, { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', ...props });
  }
}

/** A series to record or an alert. */
export interface PrometheusRuleEntry {
  /** @default - it is an alert */
  readonly record?: string;
  /** @default - it is a series */
  readonly alert?: string;
  readonly expr: string;
  /** How long it must hold. @default - not at all */
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule */
export interface PrometheusRuleSpec {
  readonly groups: readonly { readonly name: string; readonly rules: readonly PrometheusRuleEntry[] }[];
}

/** PrometheusRule `monitoring.coreos.com/v1`. */
export class PrometheusRule extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: PrometheusRuleSpec }) {
    super(scope, id, { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', ...props });
  }
}
