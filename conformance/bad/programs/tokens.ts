import { ApiObject, JsonPatch } from 'cdk8s';
import { BadProgram, collected } from '../bad-program';
import { anEnvironment } from '../blueprint';
import { aSiteWithCloud, configMap, FileSystem, inShop } from './own-objects';

/** Values of Terraform where no value can be filled in later. */
export const TOKENS: readonly BadProgram[] = [
  {
    name: 'in the key of a label', code: 'TokenInKey',
    message: collected("[frankfurt/Manifests/Config] '/metadata/labels' (${aws_efs_file_system.FileSystem.id}) is a key, but a cloud value can only be the value of a field; use a key that is known when the program runs"),
    build: (platform) => inShop(platform, (share) => ({ metadata: { namespace: 'shop', labels: { [share.idToken]: 'x' } } })),
  },
  {
    name: 'in the key of an annotation', code: 'TokenInKey',
    message: collected("[frankfurt/Manifests/Config] '/metadata/annotations' (share/${aws_efs_file_system.FileSystem.id}) is a key, but a cloud value can only be the value of a field; use a key that is known when the program runs"),
    build: (platform) => inShop(platform, (share) => ({ metadata: { namespace: 'shop', annotations: { [`share/${share.idToken}`]: 'x' } } })),
  },
  {
    name: 'a number in a key', code: 'TokenInKey',
    message: collected("[frankfurt/Manifests/Config] '/data' (size-${a cloud value}) is a key, but a cloud value can only be the value of a field; use a key that is known when the program runs"),
    build: (platform) => inShop(platform, (share) => ({ data: { [`size-${share.size}`]: 'x' } })),
  },
  {
    name: 'in the name of an object', code: 'TokenInName',
    message: collected("[frankfurt/Manifests/Config] '/metadata/name' (${FRANKFURT_FILE_SYSTEM_ID}) is only known after the deployment, but names the object; name it by a value that is known when the program runs"),
    build: (platform) => inShop(platform, (share) => ({ metadata: { namespace: 'shop', name: share.idToken } })),
  },
  {
    name: 'in a part of a name', code: 'TokenInName',
    message: collected("[frankfurt/Manifests/Config] '/metadata/name' (${FRANKFURT_FILE_SYSTEM_ID}) is only known after the deployment, but names the object; name it by a value that is known when the program runs"),
    build: (platform) => inShop(platform, (share) => ({ metadata: { namespace: 'shop', name: `config-${share.idToken}` } })),
  },
  {
    name: 'in a namespace', code: 'TokenInName',
    message: collected("[frankfurt/Manifests/Config] '/metadata/namespace' (${FRANKFURT_FILE_SYSTEM_ID}) is only known after the deployment, but names the object; name it by a value that is known when the program runs"),
    build: (platform) => inShop(platform, (share) => ({ metadata: { namespace: share.idToken } })),
  },
  {
    name: 'in a kind', code: 'TokenInName',
    message: collected("[frankfurt/Manifests/Config] '/kind' (${FRANKFURT_FILE_SYSTEM_ID}) is only known after the deployment, but names the object; name it by a value that is known when the program runs"),
    build: (platform) => inShop(platform, (share) => ({ kind: share.idToken })),
  },
  {
    name: 'in a Secret', code: 'SecretInClear',
    message: collected("[frankfurt/Manifests/Config] '/stringData/password' (${FRANKFURT_FILE_SYSTEM_ID}) would be written in clear text; let the cluster fetch it, with External Secrets or a secret store that is mounted"),
    build: (platform) => inShop(platform, (share) => ({ kind: 'Secret', stringData: { password: share.idToken } })),
  },
  {
    name: 'in a Secret, encoded', code: 'SecretInClear',
    message: collected("[frankfurt/Manifests/Config] '/data/password' (${FRANKFURT_FILE_SYSTEM_ID}) would be written in clear text; let the cluster fetch it, with External Secrets or a secret store that is mounted"),
    build: (platform) => inShop(platform, (share) => ({ kind: 'Secret', data: { password: share.idToken } })),
  },
  {
    name: 'in a Secret, by a patch', code: 'SecretInClear',
    message: collected("[frankfurt/Manifests/Login] '/stringData/password' (${FRANKFURT_FILE_SYSTEM_ID}) would be written in clear text; let the cluster fetch it, with External Secrets or a secret store that is mounted"),
    build: (platform) => {
      const environment = aSiteWithCloud(platform);
      const secret = new ApiObject(environment.manifests, 'Login', { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'shop' } });
      secret.addJsonPatch(JsonPatch.add('/stringData', { password: new FileSystem(environment).idToken }));
    },
  },
  {
    name: 'a part of a list', code: 'TokenLeak',
    message: collected("[frankfurt/Manifests/Config] '/spec/zones/0' (${aws_efs_file_system.FileSystem.zones}) is a part of a cloud value, which is handed over whole or not at all; pass the list, map or number as cdktf gives it, alone in its field"),
    build: (platform) => inShop(platform, (share) => ({ kind: 'Farm', apiVersion: 'farm.example/v1', spec: { zones: [...share.zones, 'x'] } })),
  },
  {
    name: 'a name given by a patch', code: 'TokenInName',
    message: collected("[frankfurt/Manifests/Config] '/metadata/name' (${FRANKFURT_FILE_SYSTEM_ID}) is only known after the deployment, but names the object; name it by a value that is known when the program runs"),
    build: (platform) => {
      const environment = aSiteWithCloud(platform);
      const config = configMap(environment.manifests, { metadata: { namespace: 'shop' } });
      config.addJsonPatch(JsonPatch.replace('/metadata/name', new FileSystem(environment).idToken));
    },
  },
  {
    name: 'a key given by a patch', code: 'TokenInKey',
    message: collected("[frankfurt/Manifests/Config] '/data' (${aws_efs_file_system.FileSystem.id}) is a key, but a cloud value can only be the value of a field; use a key that is known when the program runs"),
    build: (platform) => {
      const environment = aSiteWithCloud(platform);
      const config = configMap(environment.manifests, { metadata: { namespace: 'shop' } });
      config.addJsonPatch(JsonPatch.add('/data', { [new FileSystem(environment).idToken]: 'x' }));
    },
  },
  {
    name: 'a value of another environment', code: 'ForeignValue',
    message: collected("[munich/Manifests/Config] '/data/id' (${MUNICH_CONFIG_DATA_ID}) comes from 'frankfurt/FileSystem', which is in another environment; create the resource in this environment, or pass its value as plain text"),
    build: (platform) => {
      const share = new FileSystem(aSiteWithCloud(platform));
      configMap(anEnvironment(platform).manifests, { metadata: { namespace: 'shop' }, data: { id: share.idToken } });
    },
  },
  {
    name: 'a value of another environment, by a patch', code: 'ForeignValue',
    message: collected("[munich/Manifests/Config] '/data/id' (${MUNICH_CONFIG_DATA_ID}) comes from 'frankfurt/FileSystem', which is in another environment; create the resource in this environment, or pass its value as plain text"),
    build: (platform) => {
      const share = new FileSystem(aSiteWithCloud(platform));
      const config = configMap(anEnvironment(platform).manifests, { metadata: { namespace: 'shop' }, data: {} });
      config.addJsonPatch(JsonPatch.add('/data/id', `nfs://${share.idToken}`));
    },
  },
];
