import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { INFERENCE_POOL_GROUP } from './inference';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** The pool that an object is about. */
export interface PoolRef {
  readonly group: typeof INFERENCE_POOL_GROUP;
  readonly kind: 'InferencePool';
  readonly name: string;
}

/** A pool of the namespace, by its name. */
export function poolRef(name: string): PoolRef {
  return { group: INFERENCE_POOL_GROUP, kind: 'InferencePool', name };
}

/** @see https://github.com/llm-d/llm-d-router/blob/main/apix/v1alpha2/inferenceobjective_types.go */
export interface InferenceObjectiveSpec {
  readonly priority: number;
  readonly poolRef: PoolRef;
}

/** InferenceObjective `llm-d.ai/v1alpha2`. */
export class InferenceObjective extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: InferenceObjectiveSpec }) {
    super(scope, id, { apiVersion: 'llm-d.ai/v1alpha2', kind: 'InferenceObjective', ...props });
  }
}

/** @see https://github.com/llm-d/llm-d-router/blob/main/apix/v1alpha2/inferencemodelrewrite_types.go */
export interface InferenceModelRewriteSpec {
  readonly poolRef: PoolRef;
  readonly rules: readonly {
    readonly matches: readonly { readonly model: { readonly type: 'Exact'; readonly value: string } }[];
    readonly targets: readonly { readonly modelRewrite: string; readonly weight: number }[];
  }[];
}

/** InferenceModelRewrite `llm-d.ai/v1alpha2`. */
export class InferenceModelRewrite extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: InferenceModelRewriteSpec }) {
    super(scope, id, { apiVersion: 'llm-d.ai/v1alpha2', kind: 'InferenceModelRewrite', ...props });
  }
}
