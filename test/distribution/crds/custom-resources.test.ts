import { Construct } from 'constructs';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { type ClusterObject, objectsOf } from '../cluster-objects';
import { aBucket, aGateway, aMachine, aPool, aStorage, aVolume, aZone } from '../requests';

const kubernetes = new KubernetesDistribution();

/** Every shape that a request can give an object. */
const objects: readonly ClusterObject[] = objectsOf((scope) => {
  const inside = (id: string) => new Construct(scope, id);
  kubernetes.bindZone(inside('Zone'), aZone());
  const gateway = kubernetes.bindInferenceGateway(inside('Gateway'), aGateway());
  new KubernetesDistribution({ gatewayClassName: 'agentgateway', certificateIssuer: 'bank-ca' }).bindInferenceGateway(inside('Other'), aGateway({ name: 'other' }));
  kubernetes.bindInference(inside('Chat'), aPool({ gateway, scaling: { metric: 'queue-depth', threshold: 8 } }));
  kubernetes.bindInference(inside('Small'), aPool({ name: 'small', gateway, modelStore: aVolume(), tensorParallelSize: 1, minReplicas: 1, maxReplicas: 1 }));
  kubernetes.bindInference(inside('Site'), aPool({ name: 'site', gateway, modelStore: aBucket({ endpoint: 'https://s3.zrh1.bank.example', secretName: 's3' }) }));
  const objective = { timeToFirstTokenMs: 2000, interTokenLatencyMs: 60, priority: 10 };
  new KubernetesDistribution({ dashboards: 'grafana-operator' }).bindInference(inside('Promised'), aPool({ name: 'promised', gateway, objective, scaling: { metric: 'variants', cost: 4 } }));
  kubernetes.bindInference(inside('Idle'), aPool({
    name: 'idle', gateway, minReplicas: 0, scaling: { metric: 'pool-saturation', threshold: 0.7 },
    routing: { prefixCache: { kind: 'approximate', blockSize: 16, hashSeed: '42' }, canaries: () => [], flowControl: { defaultRequestTtlSeconds: 1800 } },
  }));
  kubernetes.bindVirtualMachine(inside('Ledger'), aMachine());
  kubernetes.bindVirtualMachine(inside('Web'), aMachine({ name: 'web', ports: [], image: { kind: 'http', url: 'https://a.example/b', checksum: 'sha256:aa' } }));
  kubernetes.bindVirtualMachine(inside('Copy'), aMachine({ name: 'copy', image: { kind: 'pvc', name: 'golden', namespace: 'images' }, storage: aStorage({ accessMode: 'ReadWriteOnce' }) }));
}).all;

const custom = objects.filter((object) => isCustomResource(object));

describeWithCrds('custom resources', () => {
  test.each(custom.map((object) => [`${object.kind}/${object.metadata.name}`, object] as const))('%s is what its definition asks for', (_name, object) => {
    expect(validateCustomResource(object)).toEqual([]);
  });

  test('one of each kind is among them', () => {
    expect([...new Set(custom.map(({ kind }) => kind))].sort()).toEqual([
      'Certificate', 'DataVolume', 'DestinationRule', 'Gateway', 'GrafanaDashboard', 'HTTPRoute', 'InferencePool', 'Issuer', 'PodMonitor', 'PrometheusRule',
      'ScaledObject', 'VariantAutoscaling', 'VirtualMachine',
    ]);
  });
});

test('every object names itself, and its namespace where it has one', () => {
  const clusterWide = ['Namespace', 'StorageClass'];

  expect(objects.filter(({ kind, metadata }) => !clusterWide.includes(kind) && metadata.namespace === undefined)).toEqual([]);
  expect(objects.filter(({ metadata }) => /-c8[0-9a-f]{6}$/.test(metadata.name))).toEqual([]);
});
