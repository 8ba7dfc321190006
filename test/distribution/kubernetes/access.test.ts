import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { AccessRequest } from '../../../src/target/requests';
import { objectsOf } from '../cluster-objects';
import { anEntrance } from '../requests';

const ledger = { namespace: 'legacy', podLabels: { 'aiplane.dev/workload': 'ledger' } };
const search = { namespace: 'zone', podLabels: { 'aiplane.dev/workload': 'search' }, port: 8000, url: 'http://search.zone.svc:8000' };

const allowed = (facts: Partial<AccessRequest> = {}) =>
  objectsOf((scope) => new KubernetesDistribution().bindAccess(scope, { name: 'ledger-to-search', namespace: 'zone', from: ledger, to: search, ...facts }));

test('the called is opened to the caller, on its port alone', () => {
  const policy = allowed().one('NetworkPolicy', 'ledger-to-search-ingress');

  expect(policy.metadata.namespace).toBe('zone');
  expect(policy.spec).toEqual({
    podSelector: { matchLabels: search.podLabels },
    policyTypes: ['Ingress'],
    ingress: [{
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'legacy' } }, podSelector: { matchLabels: ledger.podLabels } }],
      ports: [{ protocol: 'TCP', port: 8000 }],
    }],
  });
});

test('the caller may leave to the called, on its port alone', () => {
  const policy = allowed().one('NetworkPolicy', 'ledger-to-search-egress');

  expect(policy.metadata.namespace).toBe('legacy');
  expect(policy.spec).toEqual({
    podSelector: { matchLabels: ledger.podLabels },
    policyTypes: ['Egress'],
    egress: [{
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'zone' } }, podSelector: { matchLabels: search.podLabels } }],
      ports: [{ protocol: 'TCP', port: 8000 }],
    }],
  });
});

test.each([
  ['a pool of its own', search, 'equal', 'network policies at both ends allow this caller to this port'],
  ['an entrance', anEntrance.endpoint, 'substituted', 'network policies at both ends allow this caller to the entrance that the pools of the zone share'],
])('access to %s is reported for what it is', (_to, to, level, reason) => {
  expect(allowed({ to }).answer.fulfilments).toEqual([expect.objectContaining({ capability: 'net.allow', level, reason })]);
});
