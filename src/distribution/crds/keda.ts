import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** How fast a direction of scaling may go. @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly policies: readonly { readonly type: 'Pods' | 'Percent'; readonly value: number; readonly periodSeconds: number }[];
}

/** @see https://keda.sh/docs/latest/scalers/prometheus/ */
export interface PrometheusTrigger {
  readonly type: 'prometheus';
  readonly metricType: 'AverageValue' | 'Value';
  readonly metadata: Readonly<Record<string, string>>;
  readonly authenticationRef?: { readonly name: string; readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication' };
}

/** How fast both directions may go. */
export interface ScalingBehavior {
  readonly scaleDown: ScalingRules;
  readonly scaleUp: ScalingRules;
}

/** @see https://keda.sh/docs/latest/reference/scaledobject-spec/ */
export interface ScaledObjectSpec {
  readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  /** Seconds between two looks while there is no replica; said elsewhere, it changes nothing. @default 30 */
  readonly pollingInterval?: number;
  /** Seconds without a trigger before the last replica goes. @default 300 */
  readonly cooldownPeriod?: number;
  /** Replicas while no trigger is active; only 0 is allowed. @default - `minReplicaCount` */
  readonly idleReplicaCount?: 0;
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly advanced: { readonly horizontalPodAutoscalerConfig: { readonly behavior: ScalingBehavior } };
  readonly triggers: readonly PrometheusTrigger[];
}

/** ScaledObject `keda.sh/v1alpha1`. */
export class ScaledObject extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: ScaledObjectSpec }) {
    super(scope, id, { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', ...props });
  }
}
