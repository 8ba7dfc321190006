import { groupsOf } from '../../../conformance/run/emitted';

test('API groups of objects are those of the objects, and of what scalers point at', () => {
  const object = (apiVersion: string, kind: string, spec: object = {}) => ({ file: 'a.yaml', object: { apiVersion, kind, metadata: { name: 'a' }, spec } });
  const scaleTargetRef = { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'a' };

  expect([...groupsOf([object('v1', 'Service'), object('keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef })])]).toEqual(['', 'keda.sh', 'leaderworkerset.x-k8s.io']);
});
