import { K3sDistribution } from '../../../src/distribution/k3s/k3s-distribution';
import type { Binding, Capability } from '../../../src/target/binding';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { objectsOf } from '../cluster-objects';
import { aGateway, aMachine, aNodeGroup, aParallelism, aPool, aStorage, aVolume, type PoolFacts } from '../requests';

const k3s = new K3sDistribution();
const onDisk = aVolume({ claimName: 'aiplane-models', storageClassName: 'local-path', accessMode: 'ReadWriteOnce' });
const scaling = { metric: 'queue-depth', threshold: 8 } as const;

/** A pool on one GPU of a machine without a gateway. */
function aSmallPool(facts: PoolFacts = {}) {
  const placement = { nodeSelector: {}, tolerations: [] };
  return aPool({ gateway: {}, modelStore: onDisk, tensorParallelSize: 1, placement, minReplicas: 1, maxReplicas: 1, ...facts });
}

function bound(facts: PoolFacts = {}) {
  return objectsOf((scope) => k3s.bindInference(scope, aSmallPool(facts)));
}

function met(binding: Binding, capability: Capability): string[] {
  return binding.fulfilments.filter((fulfilment) => fulfilment.capability === capability).map(({ level, reason }) => `${level}: ${reason}`);
}

describe('a pool', () => {
  test('is a Deployment behind a Service, and needs nothing that k3s lacks', () => {
    expect(bound().names).toEqual(['Deployment/chat', 'NetworkPolicy/chat', 'Service/chat', 'ServiceAccount/chat']);
  });

  test('is called at its Service, which leads to the engine', () => {
    // WHEN
    const objects = bound();

    // THEN
    expect(objects.answer.endpoint).toEqual({
      namespace: 'zone', port: 8000, url: 'http://chat.zone.svc.cluster.local:8000',
      podLabels: { 'aiplane.dev/workload': 'chat', 'app.kubernetes.io/component': 'engine' },
    });
    expect(objects.one('Service').spec).toEqual({
      type: 'ClusterIP', selector: objects.answer.endpoint.podLabels, ports: [{ name: 'http', port: 8000, targetPort: 8000, protocol: 'TCP' }],
    });
    expect(objects.one('Deployment').spec.template.metadata.labels).toMatchObject(objects.answer.endpoint.podLabels);
  });

  test('is admitted to by nobody but Prometheus until a caller is declared', () => {
    expect(bound().one('NetworkPolicy').spec.ingress).toEqual([
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }], ports: [{ port: 8000, protocol: 'TCP' }] },
    ]);
  });

  test('of engines that share out experts is balanced by their own front end, for there is no picker', () => {
    const parallelism = aParallelism({ dataParallelSize: 4, dataParallelSizeLocal: 4, enableExpertParallel: true });
    const { args, ports } = bound({ parallelism, gpusPerPod: 4 }).one('Deployment').spec.template.spec.containers[0];

    expect(args.filter((arg: string) => arg.includes('parallel'))).toEqual([
      '--tensor-parallel-size=1', '--data-parallel-size=4', '--data-parallel-size-local=4', '--enable-expert-parallel',
    ]);
    expect(ports).toEqual([{ name: 'http', containerPort: 8000, protocol: 'TCP' }]);
  });

  test("asks for k3s' GPU runtime", () => {
    expect(bound().one('Deployment').spec.template.spec.runtimeClassName).toBe('nvidia');
  });

  test.each<[string, PoolFacts, string]>([
    ['no scaling is declared', {}, 'not-applicable: replicas are fixed at 1, because the pool has neither room to grow nor to shrink'],
    ['the machine has no room', { scaling }, 'not-applicable: replicas are fixed at 1, because the pool has neither room to grow nor to shrink'],
    ['there is room', { scaling, maxReplicas: 2 }, 'equal: KEDA scales replicas by queue-depth, read from Prometheus'],
  ])('says how it scales where %s', (_case, facts, expected) => {
    expect(met(bound(facts).answer, 'pod_autoscaling')).toEqual([expected]);
  });

  test('has a number of replicas unless KEDA decides it', () => {
    expect(bound({ scaling }).one('Deployment').spec.replicas).toBe(1);
    expect(bound({ scaling, maxReplicas: 2 }).one('Deployment').spec.replicas).toBeUndefined();
  });

  test('brings scaling and the metrics that it reads only together', () => {
    expect(bound({ scaling, maxReplicas: 2 }).names).toEqual(expect.arrayContaining(['PodMonitor/chat', 'ScaledObject/chat']));
  });
});

describe('the entrance', () => {
  test('is none, and what that costs is said', () => {
    // WHEN
    const { answer, names } = objectsOf((scope) => k3s.bindInferenceGateway(scope, aGateway()));

    // THEN
    expect(names).toEqual([]);
    expect([answer.parent, answer.endpoint, answer.proxy]).toEqual([undefined, undefined, undefined]);
    expect(met(answer, 'advanced_inference_ingress')).toEqual([
      'degraded: there is no gateway: clients call the Service of each pool, without TLS and without a choice of replica by load or cache',
    ]);
  });

  test('still brings the volume of models', () => {
    expect(objectsOf((scope) => k3s.bindInferenceGateway(scope, aGateway({ modelStore: onDisk }))).one('PersistentVolumeClaim').spec).toMatchObject({ storageClassName: 'local-path', accessModes: ['ReadWriteOnce'] });
  });
});

describe('GPUs', () => {
  test.each([
    [true, 'equal: the nodes bring the driver and a device plugin on this node group alone offers its GPUs to pods'],
    [false, 'degraded: a device plugin offers the GPUs, but whoever runs the machines must install the NVIDIA driver and container toolkit before k3s starts'],
  ])('are offered by a device plugin in the GPU runtime (driver there: %s)', (driverPreinstalled, expected) => {
    // WHEN
    const objects = objectsOf((scope) => k3s.bindGpuSoftware(scope, aNodeGroup({ driverPreinstalled })));

    // THEN
    expect(objects.one('DaemonSet').spec.template.spec.runtimeClassName).toBe('nvidia');
    expect(met(objects.answer, 'driver_runtime_management')).toEqual([expected]);
  });
});

describe('virtual machines', () => {
  test.each([
    ['ReadWriteOnce' as const, 'missing: the disk lies on the one machine of the cluster, so there is no other to move to'],
    ['ReadWriteMany' as const, 'equal: the disk can be held by two nodes at once, so the machine moves while it runs'],
  ])('move as far as a disk in %s lets them', (accessMode, expected) => {
    const { answer } = objectsOf((scope) => k3s.bindVirtualMachine(scope, aMachine({ storage: aStorage({ accessMode }) })));
    expect(met(answer, 'vm.liveMigration')).toEqual([expected]);
    expect(met(answer, 'vm.run')).toEqual(['equal: KubeVirt runs the machine on a disk of its own']);
  });
});

describeWithCrds('the custom resources of k3s against their definitions', () => {
  test('none would be refused', () => {
    // GIVEN
    const { all } = bound({ scaling, maxReplicas: 2 });

    // THEN
    expect(all.filter(isCustomResource).map(({ kind }) => kind).sort()).toEqual(['PodMonitor', 'PrometheusRule', 'ScaledObject']);
    expect(all.filter(isCustomResource).flatMap(validateCustomResource)).toEqual([]);
  });
});
