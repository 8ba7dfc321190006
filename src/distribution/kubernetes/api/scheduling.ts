import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from './metadata';

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ */
export interface PriorityClassProps {
  readonly metadata: ObjectMeta;
  readonly value: number;
  readonly globalDefault: boolean;
  /** Whether pods of this class evict others to find a place. */
  readonly preemptionPolicy: 'PreemptLowerPriority' | 'Never';
  readonly description: string;
}

/** PriorityClass `scheduling.k8s.io/v1`; in no namespace. */
export class PriorityClass extends ApiObject {
  constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', ...props });
  }
}
