import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap } from './metadata';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/storage/storage-class-v1/ */
export interface StorageClassProps {
  readonly metadata: ObjectMeta;
  readonly provisioner: string;
  readonly parameters: StringMap;
  readonly volumeBindingMode: 'WaitForFirstConsumer' | 'Immediate';
  readonly reclaimPolicy: 'Delete' | 'Retain';
  readonly allowVolumeExpansion: boolean;
}

/** StorageClass `storage.k8s.io/v1`. */
export class StorageClass extends ApiObject {
  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id, { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', ...props });
  }
}
