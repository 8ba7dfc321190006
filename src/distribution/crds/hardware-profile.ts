import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap } from '../kubernetes/api/metadata';
import type { PodToleration } from '../kubernetes/api/pod';

/** A resource that workloads of a profile ask for, and how much of it. */
export interface HardwareIdentifier {
  readonly displayName: string;
  /** Name of the resource, such as `nvidia.com/gpu`. */
  readonly identifier: string;
  readonly minCount: number;
  readonly defaultCount: number;
  readonly maxCount?: number;
  readonly resourceType?: 'CPU' | 'Memory' | 'Accelerator';
}

/** @see https://github.com/opendatahub-io/opendatahub-operator/blob/main/api/infrastructure/v1/hardwareprofile_types.go */
export interface HardwareProfileSpec {
  readonly identifiers: readonly HardwareIdentifier[];
  readonly scheduling: { readonly type: 'Node'; readonly node: { readonly nodeSelector: StringMap; readonly tolerations: readonly PodToleration[] } };
}

/** HardwareProfile `infrastructure.opendatahub.io/v1`. */
export class HardwareProfile extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: HardwareProfileSpec }) {
    super(scope, id, { apiVersion: 'infrastructure.opendatahub.io/v1', kind: 'HardwareProfile', ...props });
  }
}
