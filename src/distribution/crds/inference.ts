import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap } from '../kubernetes/api/metadata';

/** API group of the pool; the endpoint picker must be told the same. */
export const INFERENCE_POOL_GROUP = 'inference.networking.k8s.io';

/** @see https://gateway-api-inference-extension.sigs.k8s.io/api-types/inferencepool/ */
export interface InferencePoolSpec {
  readonly selector: { readonly matchLabels: StringMap };
  /** Ports of the engine's containers, at most eight. */
  readonly targetPorts: readonly { readonly number: number }[];
  readonly endpointPickerRef: {
    readonly group: '';
    readonly kind: 'Service';
    readonly name: string;
    /** Port of the picker's Service, not of the engine. */
    readonly port: { readonly number: number };
    readonly failureMode: 'FailOpen' | 'FailClose';
  };
}

/** InferencePool `inference.networking.k8s.io/v1`. */
export class InferencePool extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: InferencePoolSpec }) {
    super(scope, id, { apiVersion: `${INFERENCE_POOL_GROUP}/v1`, kind: 'InferencePool', ...props });
  }
}
