import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://github.com/llm-d/llm-d-workload-variant-autoscaler */
export interface VariantAutoscalingSpec {
  /** Name that clients ask for: variants of one model have the same. */
  readonly modelID: string;
  readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  /** Cost of a replica, a decimal number. */
  readonly variantCost: string;
}

/** VariantAutoscaling `llmd.ai/v1alpha1`. */
export class VariantAutoscaling extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: VariantAutoscalingSpec }) {
    super(scope, id, { apiVersion: 'llmd.ai/v1alpha1', kind: 'VariantAutoscaling', ...props });
  }
}
