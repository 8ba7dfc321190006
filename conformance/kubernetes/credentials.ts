import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** Who calls: the operator of the cluster, or the tool that delivers what was written. */
export type Identity = 'operator' | 'delivery';

/** Group of the delivery tool; bound to `cluster-admin`, as Flux and Argo CD install themselves. It does not pass over admission or RBAC. */
export const DELIVERY_GROUP = 'aiplane:delivery';

/** Tokens by identity; they open a control plane on loopback that lives for a minute. */
export const TOKENS: Readonly<Record<Identity, string>> = { operator: 'conformance-operator', delivery: 'conformance-delivery' };

/** Files that an API server is started with. */
export interface CredentialFiles {
  readonly tokens: string;
  readonly privateKey: string;
  readonly publicKey: string;
}

/** Writes tokens and the key that service accounts are signed with. */
export function writeCredentials(folder: string): CredentialFiles {
  const files = { tokens: join(folder, 'tokens.csv'), privateKey: join(folder, 'sa.key'), publicKey: join(folder, 'sa.pub') };
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(files.tokens, `${TOKENS.operator},operator,1,"system:masters"\n${TOKENS.delivery},delivery-tool,2,"${DELIVERY_GROUP}"\n`);
  writeFileSync(files.privateKey, privateKey.export({ type: 'sec1', format: 'pem' }));
  writeFileSync(files.publicKey, publicKey.export({ type: 'spki', format: 'pem' }));
  return files;
}

/** Writes a kubeconfig for the programs that want one. */
export function writeKubeconfig(file: string, port: number, certificate: string, identity: Identity): string {
  const cluster = { 'server': `https://127.0.0.1:${port}`, 'certificate-authority-data': Buffer.from(certificate).toString('base64') };
  writeFileSync(file, stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'conformance', cluster }],
    'users': [{ name: identity, user: { token: TOKENS[identity] } }],
    'contexts': [{ name: 'conformance', context: { cluster: 'conformance', user: identity } }],
    'current-context': 'conformance',
  }));
  return file;
}
