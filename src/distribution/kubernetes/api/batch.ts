import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from './metadata';
import type { PodTemplate } from './pod';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/batch/job-v1/ */
export interface JobSpec {
  readonly backoffLimit: number;
  readonly template: PodTemplate;
}

/** Job `batch/v1`; its template cannot change, so that another template needs another name. */
export class Job extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: JobSpec }) {
    super(scope, id, { apiVersion: 'batch/v1', kind: 'Job', ...props });
  }
}
