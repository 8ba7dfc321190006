import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector, ObjectMeta } from './metadata';
import type { PodTemplate } from './pod';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/apps/deployment-v1/ */
export interface DeploymentSpec {
  /** @default - left to an autoscaler */
  readonly replicas?: number;
  readonly progressDeadlineSeconds?: number;
  readonly strategy?:
  | { readonly type: 'Recreate' }
  | { readonly type: 'RollingUpdate'; readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number } };
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
}

/** Deployment `apps/v1`. */
export class Deployment extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: DeploymentSpec }) {
    super(scope, id, { apiVersion: 'apps/v1', kind: 'Deployment', ...props });
  }
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/apps/daemon-set-v1/ */
export interface DaemonSetSpec {
  readonly selector: LabelSelector;
  readonly updateStrategy?: { readonly type: 'RollingUpdate' | 'OnDelete' };
  readonly template: PodTemplate;
}

/** DaemonSet `apps/v1`. */
export class DaemonSet extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: DaemonSetSpec }) {
    super(scope, id, { apiVersion: 'apps/v1', kind: 'DaemonSet', ...props });
  }
}
