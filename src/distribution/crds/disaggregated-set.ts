import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LeaderWorkerSetSpec } from './leader-worker-set';
import type { ObjectMeta, StringMap } from '../kubernetes/api/metadata';

/** One role: a LeaderWorkerSet that rolls out with the others. */
export interface DisaggregatedRole {
  readonly name: string;
  readonly metadata?: { readonly labels: StringMap };
  /** `External` has the controller make a DisaggregatedSetRoleScaler `<set>-<role>`, which autoscalers write to. @default - `spec.replicas` */
  readonly scaling?: { readonly mode: 'Static' | 'External' };
  readonly spec: LeaderWorkerSetSpec;
}

/** @see https://lws.sigs.k8s.io/docs/concepts/disaggregatedset/ */
export interface DisaggregatedSetSpec {
  readonly roles: readonly DisaggregatedRole[];
}

/** DisaggregatedSet `disaggregatedset.x-k8s.io/v1`. */
export class DisaggregatedSet extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: DisaggregatedSetSpec }) {
    super(scope, id, { apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSet', ...props });
  }
}
