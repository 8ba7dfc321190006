import { zoneAffinity } from '../../src/target/zone-affinity';

test('a pod of a zone may run on nodes of its zone, or on nodes of none', () => {
  expect(zoneAffinity('zone').nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).toEqual([
    { matchExpressions: [{ key: 'aiplane.dev/zone', operator: 'In', values: ['zone'] }] },
    { matchExpressions: [{ key: 'aiplane.dev/zone', operator: 'DoesNotExist' }] },
  ]);
});
