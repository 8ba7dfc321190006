import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector, ObjectMeta } from './metadata';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy/pod-disruption-budget-v1/ */
export interface PodDisruptionBudgetSpec {
  readonly maxUnavailable: number;
  readonly selector: LabelSelector;
  readonly unhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow';
}

/** PodDisruptionBudget `policy/v1`. */
export class PodDisruptionBudget extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: PodDisruptionBudgetSpec }) {
    super(scope, id, { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', ...props });
  }
}
