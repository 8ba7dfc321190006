import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://istio.io/latest/docs/reference/config/networking/destination-rule/ */
export interface DestinationRuleSpec {
  readonly host: string;
  readonly trafficPolicy: { readonly tls: { readonly mode: 'SIMPLE'; readonly insecureSkipVerify?: boolean } };
}

/** DestinationRule `networking.istio.io/v1`. */
export class DestinationRule extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: DestinationRuleSpec }) {
    super(scope, id, { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', ...props });
  }
}
