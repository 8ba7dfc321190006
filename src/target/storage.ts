import type { Egress } from './placement';

/** The StorageClass that a zone's disks come from. */
export interface ZoneStorage {
  /** Name of the StorageClass. */
  readonly className: string;
  /** Whether two nodes can hold a volume at once, which live migration needs. */
  readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
  /** A class to create. @default - the cluster has it */
  readonly create?: StorageClassFacts;
}

/** A StorageClass as the infrastructure wants it. @see https://kubernetes.io/docs/concepts/storage/storage-classes/ */
export interface StorageClassFacts {
  /** Name of the driver, such as `ebs.csi.aws.com`. */
  readonly provisioner: string;
  /** Parameters of the driver. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether volumes are made when they are claimed, or when a pod of theirs has a node. */
  readonly volumeBindingMode: 'WaitForFirstConsumer' | 'Immediate';
}

/** Models in a bucket, read over the S3 protocol. */
export interface ObjectModelStore {
  readonly kind: 'object-store';
  /** `s3://bucket/prefix`, without a trailing slash. */
  readonly uri: string;
  /** Region that requests are signed for. */
  readonly region: string;
  /** URL of the S3 API. @default - the cloud's own */
  readonly endpoint?: string;
  /** Secret with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. @default - the identity of the pod's service account */
  readonly secretName?: string;
  /** Where pods must be let out to read it. */
  readonly egress: readonly Egress[];
}

/** Models in a PersistentVolumeClaim of the zone. */
export interface VolumeModelStore {
  readonly kind: 'volume';
  /** Name of the claim. */
  readonly claimName: string;
  /** StorageClass of the claim. */
  readonly storageClassName: string;
  /** Whether pods of two nodes can read it at once. */
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
  /** Commit or branch of the repository, or tag of the image. */
  readonly revision: string;
  /** Bucket URI, or `pvc://namespace/claim/path`. */
  readonly destination: string;
  /** Size of its weights, GiB. */
  readonly weightsGib: number;
}

/** Root of a store, as a list of copies names it. */
export function storeRoot(store: ModelStore, namespace: string): string {
  return store.kind === 'object-store' ? store.uri : `pvc://${namespace}/${store.claimName}`;
}
