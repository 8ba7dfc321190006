import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';
import type { PodTemplate } from '../kubernetes/api/pod';

/** @see https://lws.sigs.k8s.io/docs/reference/leaderworkerset.v1/ */
export interface LeaderWorkerSetSpec {
  /** Groups of a leader and its workers. @default - left to an autoscaler */
  readonly replicas?: number;
  readonly startupPolicy: 'LeaderCreated' | 'LeaderReady';
  readonly rolloutStrategy: { readonly type: 'RollingUpdate'; readonly rollingUpdateConfiguration: { readonly maxSurge: number; readonly maxUnavailable: number } };
  readonly leaderWorkerTemplate: {
    /** Pods of a group, the leader among them. */
    readonly size: number;
    readonly restartPolicy: 'RecreateGroupOnPodRestart' | 'RecreateGroupAfterStart' | 'None';
    /** @default - the leader is as its workers */
    readonly leaderTemplate?: PodTemplate;
    readonly workerTemplate: PodTemplate;
  };
}

/** LeaderWorkerSet `leaderworkerset.x-k8s.io/v1`. */
export class LeaderWorkerSet extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: LeaderWorkerSetSpec }) {
    super(scope, id, { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', ...props });
  }
}
