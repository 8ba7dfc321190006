import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownPods } from '../../../conformance/policies/own-pods';
import { policyCases } from '../../../conformance/policies/policy-cases';
import type { KubernetesObject } from '../../../conformance/run/emitted';

const KINDS = readdirSync(join(__dirname, '..', '..', '..', 'conformance', 'policies')).filter((file) => file.endsWith('.yaml')).map((file) => file.replace('.yaml', ''));

function policy(kind: string, facts: Readonly<Record<string, unknown>> = {}): KubernetesObject {
  const variables = Object.entries(facts).map(([name, value]) => ({ name, expression: JSON.stringify(value) }));
  return {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', spec: { variables },
    metadata: { name: `${kind}.payments.aiplane.dev`, labels: { 'aiplane.dev/zone': 'payments' } },
  };
}

const GROUPS = { 'aiplane.dev/zone': ['payments'], 'aiplane.dev/node-group': ['payments-gpus'] };
const ALL = [policy('foreign-pods', { own: GROUPS }), policy('storage', { classes: ['ceph'] }), policy('images', { registries: ['quay.io/bank'] })];

test.each(KINDS)('policies of the kind %s have requests to refuse and to accept, with the names of their zone', (kind) => {
  const cases = policyCases(policy(kind), ALL)!;

  expect([cases.refused.length, cases.accepted.length].every((count) => count > 1)).toBe(true);
  expect(JSON.stringify(cases)).not.toMatch(/\$[A-Z]/);
  expect(cases.refused.map(({ message }) => message).join('\n')).toContain("'");
});

test('the names are those that the policies of the zone hold', () => {
  const { refused } = policyCases(ALL[0]!, ALL)!;
  expect(refused.map(({ message }) => message)).toContain("'spec.nodeSelector' (aiplane.dev/node-group=payments-gpus) asks for nodes that serve the zone 'payments' alone");
});

test('requests that name what the zone has not are left out', () => {
  const of = (all: readonly KubernetesObject[]) => policyCases(policy('foreign-pods'), all)!.refused.map(({ object }) => object.metadata.name);
  expect(of([])).toEqual(of(ALL).filter((name) => name !== 'by-group'));
});

test('a policy of another kind has none', () => {
  expect(policyCases(policy('unheard-of'), ALL)).toBeUndefined();
});

test('one pod comes of each template of Kubernetes itself', () => {
  const metadata = { name: 'web', namespace: 'payments' };
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [] } };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels: { app: 'web' } }, spec: { containers: [] } };
  expect(ownPods({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } })).toEqual([pod]);
  expect(ownPods({ apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template } } } })).toEqual([pod]);
  expect(ownPods({ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledJob', metadata, spec: { template } })).toEqual([]);
});
