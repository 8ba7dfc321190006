import type { AwsZone } from './aws-zone';
import type { Egress } from '../../target/placement';
import type { ModelStore, ZoneStorage } from '../../target/storage';

/** Where the agent of Pod Identity answers on every node. @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY_AGENT = '169.254.170.23/32';

/** The StorageClass of a zone: encrypted gp3 volumes, with the zone's key where it has one. */
export function storageOf({ namespace, key }: AwsZone): ZoneStorage {
  return {
    className: `${namespace}-encrypted`,
    accessMode: 'ReadWriteOnce',
    create: {
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true', ...key && { kmsKeyId: key.arn } },
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  };
}

/** The model store of a zone: its bucket, read with the identity of the pod. */
export function modelStoreOf({ bucketName, environment }: AwsZone): ModelStore {
  return { kind: 'object-store', uri: `s3://${bucketName}`, region: environment.account.region.code, egress: egressOf(environment.internetEgress) };
}

/**
 * The gateway endpoint of S3 keeps its public addresses, which are many and change, and a NetworkPolicy knows no names.
 * What the wide block can reach is decided by the network: in one without a way out, HTTPS to addresses outside of it
 * arrives at the account's own buckets or nowhere.
 */
function egressOf(internetEgress: boolean): readonly Egress[] {
  const limit = internetEgress ? 'the network has internet egress, so this reaches any host' : 'the network leads nowhere else';
  return [
    { cidr: POD_IDENTITY_AGENT, ports: [80], reason: 'credentials of the service account, from the Pod Identity agent of the node' },
    { cidr: '0.0.0.0/0', ports: [443], reason: `models in S3, whose addresses are public and change; ${limit}` },
  ];
}
