import { variables } from './environment';
import type { ObjectModelStore } from '../../../target/storage';
import type { EnvVar } from '../api/pod';

/** Address and keys of a bucket, as every AWS SDK reads them. */
export function bucketEnvironment(store: ObjectModelStore): readonly EnvVar[] {
  const plain = variables({
    AWS_REGION: store.region,
    AWS_DEFAULT_REGION: store.region,
    // The node's own identity is out of reach by policy; without this the SDK waits for it.
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(store.endpoint !== undefined && { AWS_ENDPOINT_URL: store.endpoint }),
  });
  return store.secretName === undefined ? plain : [...plain, ...credentials(store.secretName)];
}

function credentials(secret: string): readonly EnvVar[] {
  return ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => ({ name, valueFrom: { secretKeyRef: { name: secret, key: name } } }));
}
