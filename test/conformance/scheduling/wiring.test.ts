import { serviceNames } from '../../../conformance/scheduling/pod-references';
import { targetsOf } from '../../../conformance/scheduling/references';
import { selects } from '../../../conformance/scheduling/selectors';

test.each([
  ['labels that are all there', { matchLabels: { app: 'chat' } }, true],
  ['a label of another value', { matchLabels: { app: 'ledger' } }, false],
  ['nothing, which is everything', {}, true],
  ['a value among several', { matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'chat'] }] }, true],
  ['a value that is not among several', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['chat'] }] }, false],
  ['no value where one is forbidden', { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['gpu'] }] }, true],
  ['a label that must be there', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, false],
  ['a label that must not be there', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, true],
])('selects by %s', (_, selector, selected) => {
  expect(selects(selector, { app: 'chat' })).toBe(selected);
});

test('follows what a pod names, but not what is optional', () => {
  const deployment = {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'chat', namespace: 'zone' },
    spec: {
      template: {
        spec: {
          serviceAccountName: 'chat',
          containers: [{
            env: [{ valueFrom: { secretKeyRef: { name: 'keys' } } }, { valueFrom: { configMapKeyRef: { name: 'maybe', optional: true } } }],
            envFrom: [{ configMapRef: { name: 'settings' } }],
          }],
          volumes: [{ secret: { secretName: 'tls' } }, { persistentVolumeClaim: { claimName: 'models' } }, { projected: { sources: [{ configMap: { name: 'roots' } }] } }],
        },
      },
    },
  };

  expect(targetsOf(deployment).map(({ kind, name }) => `${kind}/${name}`).sort()).toEqual([
    'ConfigMap/roots', 'ConfigMap/settings', 'PersistentVolumeClaim/models', 'Secret/keys', 'Secret/tls', 'ServiceAccount/chat',
  ]);
});

test.each([
  ['a route', 'HTTPRoute', { parentRefs: [{ name: 'gateway' }], rules: [{ backendRefs: [{ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'chat' }, { name: 'plain' }] }] },
    ['gateway.networking.k8s.io/v1 Gateway/gateway', 'inference.networking.k8s.io/v1 InferencePool/chat', 'v1 Service/plain']],
  ['a pool', 'InferencePool', { endpointPickerRef: { name: 'chat-epp' } }, ['v1 Service/chat-epp']],
  ['a scaler', 'ScaledObject', { scaleTargetRef: { name: 'chat' }, triggers: [{ authenticationRef: { name: 'metrics' } }, {}] }, ['apps/v1 Deployment/chat', 'keda.sh/v1alpha1 TriggerAuthentication/metrics']],
  ['a certificate', 'Certificate', { issuerRef: { name: 'own' } }, ['cert-manager.io/v1 Issuer/own']],
])('follows %s', (_, kind, spec, targets) => {
  const object = { apiVersion: 'x/v1', kind, metadata: { name: 'chat', namespace: 'zone' }, spec };

  expect(targetsOf(object).map((target) => `${target.apiVersion} ${target.kind}/${target.name}`)).toEqual(targets);
});

test('follows the role and the service accounts of a binding', () => {
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'b', namespace: 'zone' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'keda', namespace: 'elsewhere' }, { kind: 'User', name: 'anna' }],
  };

  expect(targetsOf(binding)).toEqual([
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', name: 'reader' },
    { apiVersion: 'v1', kind: 'ServiceAccount', name: 'keda', namespace: 'elsewhere' },
  ]);
});

test.each([
  ['chat', [{ apiVersion: 'v1', kind: 'Service', name: 'chat' }]],
  ['chat.zone', [{ apiVersion: 'v1', kind: 'Service', name: 'chat', namespace: 'zone' }]],
  ['chat.zone.svc.cluster.local', [{ apiVersion: 'v1', kind: 'Service', name: 'chat', namespace: 'zone' }]],
  ['*.example.com', []],
  ['api.example.com', []],
])('host %s names services in the cluster only', (host, targets) => {
  expect(serviceNames(host)).toEqual(targets);
});
