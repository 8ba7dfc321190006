import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import { objectsOf } from '../cluster-objects';
import { aPool, type PoolFacts } from '../requests';

const scaled = (facts: PoolFacts = {}) =>
  objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool({ scaling: { metric: 'queue-depth', threshold: 8 }, ...facts })));

test.each([
  ['queue-depth', 'vllm:num_requests_waiting'],
  ['running-requests', 'vllm:num_requests_running'],
] as const)('%s is the gauge %s of the pool, a replica', (metric, gauge) => {
  const { triggers } = scaled({ scaling: { metric, threshold: 8 } }).one('ScaledObject').spec;

  expect(triggers).toEqual([{
    type: 'prometheus',
    metricType: 'AverageValue',
    metadata: {
      serverAddress: 'http://prometheus-operated.monitoring.svc:9090',
      query: `sum(${gauge}{namespace="zone",aiplane_dev_workload="chat"})`,
      threshold: '8',
    },
  }]);
});

test('the series carry the label that the query asks by', () => {
  expect(scaled().one('PodMonitor', 'chat').spec.podTargetLabels).toEqual(['aiplane.dev/workload']);
});

test('replicas stay within the bounds, and are stated by the scaler alone', () => {
  const objects = scaled();

  expect(objects.one('ScaledObject').spec).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'chat' }, minReplicaCount: 2, maxReplicaCount: 6,
  });
  expect(objects.one('Deployment', 'chat').spec).not.toHaveProperty('replicas');
});

test('a replica goes only after five quiet minutes', () => {
  expect(scaled().one('ScaledObject').spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown).toEqual({
    stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
  });
});

test('scaling is reported with its object', () => {
  const met = scaled().answer.fulfilments.find(({ capability }) => capability === 'pod_autoscaling')!;

  expect(met).toMatchObject({ level: 'equal', reason: 'KEDA scales replicas by queue-depth, read from Prometheus' });
  expect(met.objects.map(({ node }) => node.id)).toEqual(['Scaling']);
});

test('a pool without scaling has fixed replicas, which is said', () => {
  const objects = scaled({ scaling: undefined });

  expect(objects.names).not.toContain('ScaledObject/chat');
  expect(objects.one('Deployment', 'chat').spec.replicas).toBe(2);
  expect(objects.answer.fulfilments).toContainEqual({
    capability: 'pod_autoscaling', level: 'not-applicable', reason: 'replicas are fixed at 2, because no scaling is declared', objects: [],
  });
});
