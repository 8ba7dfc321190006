import type { Egress } from './placement';

/** The StorageClass that a zone's disks come from. */
export interface ZoneStorage {
  readonly className: string;
  /** Whether two nodes can hold a volume at once, which live migration needs. */
  readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
  /** A class to create. @default - the cluster has it */
  readonly create?: StorageClassFacts;
}

/** A StorageClass as the infrastructure wants it. @see https://kubernetes.io/docs/concepts/storage/storage-classes/ */
export interface StorageClassFacts {
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly volumeBindingMode: 'WaitForFirstConsumer' | 'Immediate';
}

/** Models in a bucket, read over the S3 protocol. */
export interface ObjectModelStore {
  readonly kind: 'object-store';
  /** `s3://bucket/prefix`, without a trailing slash. */
  readonly uri: string;
  readonly region: string;
  /** @default - the cloud's own */
  readonly endpoint?: string;
  /** Secret with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. @default - the identity of the pod's service account */
  readonly secretName?: string;
  readonly egress: readonly Egress[];
}

/** Models in a PersistentVolumeClaim of the zone. */
export interface VolumeModelStore {
  readonly kind: 'volume';
  readonly claimName: string;
  readonly storageClassName: string;
  readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
  /** Capacity of the claim, GiB. */
  readonly sizeGib: number;
}

/** Where the model weights of a zone lie: always inside it. */
export type ModelStore = ObjectModelStore | VolumeModelStore;

/** Weights that must lie somewhere before a pool can start. */
export interface StoredModel {
  /** Where they come from: `owner/name` on the model hub, or the reference of an image. */
  readonly repository: string;
  readonly revision: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly destination: string;
  readonly weightsGib: number;
}

/** Root of a store, as a list of copies names it. */
export function storeRoot(store: ModelStore, namespace: string): string {
  return store.kind === 'object-store' ? store.uri : `pvc://${namespace}/${store.claimName}`;
}
