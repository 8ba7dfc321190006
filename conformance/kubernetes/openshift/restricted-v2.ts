import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { until } from '../../processes/until';
import type { EmittedEnvironment, KubernetesObject } from '../../run/emitted';
import type { Exception } from '../../run/step';
import { refusalOf, type ApiClient } from '../api-client';

const APPROXIMATION: Exception = {
  kind: 'approximation',
  subject: 'SecurityContextConstraints restricted-v2',
  reason: "OpenShift's API server is not to be had as a module; a ValidatingAdmissionPolicy refuses what the constraint refuses, without id ranges and SELinux levels",
};

const PROBED = 'conformance-restricted-v2-probe';

/** Makes an API server refuse what OpenShift's would, where the environment is for OpenShift. */
export async function installRestrictedV2(client: ApiClient, { distribution }: EmittedEnvironment): Promise<readonly Exception[]> {
  if (distribution !== 'openshift') {
    return [];
  }
  const documents = parseAllDocuments(readFileSync(join(__dirname, 'restricted-v2.yaml'), 'utf8'));
  for (const object of documents.map((document) => document.toJS() as KubernetesObject)) {
    const plural = object.kind === 'ValidatingAdmissionPolicy' ? 'validatingadmissionpolicies' : 'validatingadmissionpolicybindings';
    await client.create(`/apis/admissionregistration.k8s.io/v1/${plural}`, object);
  }
  await inForce(client);
  return [APPROXIMATION];
}

/** A policy judges some time after it is stored: waits until a pod that it must refuse is refused. */
async function inForce(client: ApiClient): Promise<void> {
  const metadata = { name: PROBED, namespace: PROBED };
  await client.create('/api/v1/namespaces', { metadata: { name: PROBED } });
  await client.create(`/api/v1/namespaces/${PROBED}/serviceaccounts`, { metadata: { ...metadata, name: 'default' } });
  const pod = { metadata, spec: { hostNetwork: true, containers: [{ name: 'main', image: 'none' }] } };
  const refused = await until(async () => {
    const answer = await client.send({ method: 'POST', path: `/api/v1/namespaces/${PROBED}/pods?dryRun=All`, body: pod });
    return refusalOf(answer).includes('host network') ? true : undefined;
  }, { milliseconds: 30_000 });
  if (refused === undefined) {
    throw new Error('the approximation of restricted-v2 refuses nothing');
  }
}
