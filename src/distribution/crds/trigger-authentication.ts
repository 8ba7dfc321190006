import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://keda.sh/docs/latest/concepts/authentication/ */
export interface TriggerAuthenticationSpec {
  /** Tokens that KEDA asks the API server for, each valid for an hour. */
  readonly boundServiceAccountToken?: readonly { readonly parameter: string; readonly serviceAccountName: string }[];
  readonly configMapTargetRef?: readonly { readonly parameter: string; readonly name: string; readonly key: string }[];
}

/** TriggerAuthentication `keda.sh/v1alpha1`. */
export class TriggerAuthentication extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: TriggerAuthenticationSpec }) {
    super(scope, id, { apiVersion: 'keda.sh/v1alpha1', kind: 'TriggerAuthentication', ...props });
  }
}
