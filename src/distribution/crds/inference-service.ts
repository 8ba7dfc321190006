import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap } from '../kubernetes/api/metadata';
import type { Container, PodSpec, Probe } from '../kubernetes/api/pod';

/** @see https://kserve.github.io/website/docs/reference/crd-api#predictorspec */
export interface PredictorSpec extends Pick<
  PodSpec, 'serviceAccountName' | 'automountServiceAccountToken' | 'enableServiceLinks' | 'terminationGracePeriodSeconds' | 'nodeSelector' | 'tolerations'
> {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Labels of the pods. */
  readonly labels: StringMap;
  readonly model: Pick<Container, 'args' | 'env' | 'resources'> & {
    readonly modelFormat: { readonly name: string };
    readonly runtime: string;
    readonly storageUri: string;
    readonly startupProbe?: Probe;
  };
}

/** InferenceService `serving.kserve.io/v1beta1`. */
export class InferenceService extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: { readonly predictor: PredictorSpec } }) {
    super(scope, id, { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', ...props });
  }
}
