import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** Where a disk is filled from. @see https://github.com/kubevirt/containerized-data-importer/blob/main/doc/datavolumes.md */
export type DataVolumeSource =
  | { readonly registry: { readonly url: string; readonly pullMethod: 'node' | 'pod' } }
  | { readonly http: { readonly url: string; readonly checksum: string } }
  | { readonly pvc: { readonly name: string; readonly namespace: string } };

export interface DataVolumeSpec {
  readonly source: DataVolumeSource;
  readonly storage: {
    readonly storageClassName: string;
    readonly accessModes: readonly ('ReadWriteOnce' | 'ReadWriteMany')[];
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

/** DataVolume `cdi.kubevirt.io/v1beta1`. */
export class DataVolume extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: DataVolumeSpec }) {
    super(scope, id, { apiVersion: 'cdi.kubevirt.io/v1beta1', kind: 'DataVolume', ...props });
  }
}
