import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import { OpenShiftDistribution } from '../../../src/distribution/openshift/openshift-distribution';
import { objectsOf } from '../cluster-objects';
import { aPool } from '../requests';

const ranked = (priority: number) => objectsOf((scope) => new KubernetesDistribution().bindPriority(scope, { name: 'zone-priority', zone: 'zone', priority }));

test('a priority is a class of the cluster with the same value', () => {
  expect(ranked(100).one('PriorityClass')).toMatchObject({ apiVersion: 'scheduling.k8s.io/v1', metadata: { name: 'zone-priority' }, value: 100, globalDefault: false });
  expect(ranked(100).one('PriorityClass').metadata).not.toHaveProperty('namespace');
});

test.each([[1, 'PreemptLowerPriority'], [-1, 'Never']])('pods of priority %d may evict others: %s', (priority, preemptionPolicy) => {
  expect(ranked(priority).one('PriorityClass').preemptionPolicy).toBe(preemptionPolicy);
});

test('what it does is reported', () => {
  expect(ranked(100).answer.fulfilments).toMatchObject([{
    capability: 'pod.priority', level: 'equal', reason: 'a priority class lets replicas of priority 100 take the place of lower ones, which first drain',
  }]);
});

describe.each([['kubernetes', new KubernetesDistribution()], ['openshift', new OpenShiftDistribution()]])('on %s', (_, distribution) => {
  const engineOf = (priorityClassName?: string) => {
    const objects = objectsOf((scope) => distribution.bindInference(scope, aPool({ objective: { priority: 100, priorityClassName } })));
    const { spec } = objects.all.find(({ kind, metadata }) => ['Deployment', 'LLMInferenceService'].includes(kind) && metadata.name === 'chat')!;
    return spec.template.spec ?? spec.template;
  };

  test('replicas are of the class of their pool', () => {
    expect(engineOf('zone-priority-100').priorityClassName).toBe('zone-priority-100');
  });

  test('replicas of a pool without one are of none', () => {
    expect(engineOf()).not.toHaveProperty('priorityClassName');
  });
});
