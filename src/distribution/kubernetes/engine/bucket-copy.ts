import { bucketEnvironment } from './bucket';
import { variables } from './environment';
import { Image } from '../../../catalog/images';
import { mirrored } from '../../../target/images';
import type { ClusterFacts } from '../../../target/requests';
import type { ObjectModelStore } from '../../../target/storage';
import type { Container } from '../api/pod';

/** Files to copy out of a bucket. */
export interface BucketCopy {
  readonly name: string;
  readonly store: ObjectModelStore;
  /** Folders to copy, relative to the store's root. */
  readonly folders: readonly string[];
  /** What is mounted in the container, and where. */
  readonly mount: { readonly name: string; readonly mountPath: string };
}

/** A container that copies folders of a bucket to a volume, at the same paths; files that are there already are not read again. */
export function bucketCopy({ name, store, folders, mount }: BucketCopy, { registry }: Pick<ClusterFacts, 'registry'>): Container {
  return {
    ...copying(registry),
    name,
    args: ['copy', `:s3:${store.uri.replace('s3://', '')}`, mount.mountPath, ...filters(folders), '--transfers=8', '--config=/notfound'],
    env: [...bucketEnvironment(store), ...remote(store)],
    volumeMounts: [mount],
  };
}

/** A container that leaves an empty file on a volume, once those before it have ended. */
export function markWritten(file: string, mount: BucketCopy['mount'], { registry }: Pick<ClusterFacts, 'registry'>): Container {
  return { ...copying(registry), name: 'mark', args: ['touch', file, '--config=/notfound'], volumeMounts: [mount] };
}

/** The first that matches decides: weights in formats that the engine does not read stay where they are. */
function filters(folders: readonly string[]): readonly string[] {
  return ['- *.pth', '- *.gguf', ...folders.map((folder) => `+ /${folder}/**`), '- *'].map((filter) => `--filter=${filter}`);
}

function copying(registry: ClusterFacts['registry']): Pick<Container, 'image' | 'resources' | 'securityContext'> {
  return {
    image: mirrored(registry, Image.RCLONE.reference),
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}

/** The remote that is named in no file: keys and identity are found as every AWS SDK finds them. @see https://rclone.org/s3/ */
function remote({ region, endpoint }: ObjectModelStore) {
  return variables({
    RCLONE_S3_PROVIDER: endpoint === undefined ? 'AWS' : 'Other',
    RCLONE_S3_ENV_AUTH: 'true',
    RCLONE_S3_REGION: region,
    ...(endpoint !== undefined && { RCLONE_S3_ENDPOINT: endpoint }),
  });
}
