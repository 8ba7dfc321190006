import { EksDistribution } from '../../../src/distribution/eks/eks-distribution';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import { objectsOf } from '../cluster-objects';
import { aMachine, aPool, aStorage } from '../requests';

test('is called by the name of what it is', () => {
  expect(new EksDistribution().name).toBe('eks');
});

test('runs a pool by the very objects of upstream Kubernetes', () => {
  const distributions = [new EksDistribution(), new KubernetesDistribution()];
  const [eks, upstream] = distributions.map((distribution) => objectsOf((scope) => distribution.bindInference(scope, aPool())));

  expect(eks.all).toEqual(upstream.all);
});

test('volumes of EBS keep machines from moving, and it says so', () => {
  const storage = aStorage({ className: 'zone-encrypted', accessMode: 'ReadWriteOnce' });

  const machine = objectsOf((scope) => new EksDistribution().bindVirtualMachine(scope, aMachine({ storage })));

  expect(machine.answer.fulfilments.map(({ capability, level }) => [capability, level])).toEqual([['vm.run', 'equal'], ['vm.liveMigration', 'degraded']]);
});
