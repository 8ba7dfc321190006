import { CLOUD_NATIVE_PG } from '../../../conformance/scheduling/stand-ins/cloud-native-pg';
import { GATEWAY } from '../../../conformance/scheduling/stand-ins/gateway';
import { KSERVE } from '../../../conformance/scheduling/stand-ins/kserve';
import { KUBEVIRT } from '../../../conformance/scheduling/stand-ins/kubevirt';
import { LEADER_WORKER_SET } from '../../../conformance/scheduling/stand-ins/leader-worker-set';
import type { Parent, StandIn } from '../../../conformance/scheduling/stand-ins/stand-in';

function aParent({ apiVersion, kind }: StandIn, spec: object): Parent {
  return { apiVersion, kind, metadata: { name: 'one', namespace: 'zone', uid: 'u1' }, spec: spec as Parent['spec'] };
}

test('a virtual machine becomes a pod that asks for its memory, a tenth of its cores and KVM', () => {
  const machine = aParent(KUBEVIRT, {
    template: { metadata: { labels: { app: 'ledger' } }, spec: { domain: { cpu: { cores: 4 }, memory: { guest: '16Gi' } }, nodeSelector: { zone: 'a' }, volumes: [{ name: 'root', dataVolume: { name: 'disk' } }] } },
  });

  expect(KUBEVIRT.children(machine, [])).toMatchObject([{
    kind: 'Pod', metadata: { labels: { 'app': 'ledger', 'kubevirt.io': 'virt-launcher' } },
    spec: {
      nodeSelector: { 'zone': 'a', 'kubevirt.io/schedulable': 'true' },
      containers: [{ resources: { requests: { cpu: '400m', memory: '16Gi' }, limits: { 'devices.kubevirt.io/kvm': '1' } } }],
      volumes: [{ persistentVolumeClaim: { claimName: 'disk' } }],
    },
  }]);
});

test('a model service becomes engines with the model mounted, and a scheduler', () => {
  const service = aParent(KSERVE, {
    model: { uri: 'pvc://models/llama' }, router: { scheduler: {} }, scaling: { minReplicas: 2 }, template: { containers: [{ name: 'main', startupProbe: { periodSeconds: 10 } }] },
  });

  expect(KSERVE.children(service, [])).toMatchObject([
    {
      metadata: { name: 'one-kserve', labels: { 'kserve.io/component': 'workload' } },
      spec: { replicas: 2, template: { spec: { containers: [{ startupProbe: { periodSeconds: 10, httpGet: { port: 8000 } } }], volumes: [{ persistentVolumeClaim: { claimName: 'models' } }] } } },
    },
    { metadata: { name: 'one-kserve-router-scheduler', labels: { 'app.kubernetes.io/component': 'llminferenceservice-router-scheduler' } } },
  ]);
});

test('a set of leaders and workers becomes as many pods as groups times size, the first of each a leader', () => {
  const set = aParent(LEADER_WORKER_SET, {
    replicas: 2, leaderWorkerTemplate: { size: 2, leaderTemplate: { spec: { role: 'leader' } }, workerTemplate: { spec: { role: 'worker' } } },
  });

  expect(LEADER_WORKER_SET.children(set, []).map(({ metadata, spec }) => [metadata.name, (spec as { role: string }).role])).toEqual([
    ['one-0', 'leader'], ['one-0-1', 'worker'], ['one-1', 'leader'], ['one-1-1', 'worker'],
  ]);
});

test('a database becomes a claim and a pod an instance, kept apart as it says', () => {
  const cluster = aParent(CLOUD_NATIVE_PG, { instances: 2, storage: { size: '10Gi', storageClass: 'fast' }, affinity: { podAntiAffinityType: 'required', topologyKey: 'topology.kubernetes.io/zone' } });

  const children = CLOUD_NATIVE_PG.children(cluster, []);

  expect(children.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(['PersistentVolumeClaim/one-1', 'Pod/one-1', 'PersistentVolumeClaim/one-2', 'Pod/one-2']);
  expect(children[1]!.spec).toMatchObject({
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: { 'cnpg.io/cluster': 'one' } } }] } },
  });
});

test('a gateway becomes proxies that its parameters change', () => {
  const gateway = aParent(GATEWAY, { gatewayClassName: 'istio', infrastructure: { labels: { team: 'a' }, parametersRef: { kind: 'ConfigMap', name: 'options' } } });
  const options = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'options', namespace: 'zone' }, data: { deployment: 'spec:\n  replicas: 2\n  template:\n    spec:\n      nodeSelector: { x: "y" }\n' } };

  expect(GATEWAY.children(gateway, [options])).toMatchObject([{
    metadata: { name: 'one-istio' },
    spec: { replicas: 2, template: { metadata: { labels: { 'team': 'a', 'gateway.networking.k8s.io/gateway-name': 'one' } }, spec: { nodeSelector: { x: 'y' }, containers: [{ name: 'proxy' }] } } },
  }]);
});
