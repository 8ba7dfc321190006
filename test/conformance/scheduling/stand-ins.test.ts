import { CLOUD_NATIVE_PG } from '../../../conformance/scheduling/stand-ins/cloud-native-pg';
import { DISAGGREGATED_SET } from '../../../conformance/scheduling/stand-ins/disaggregated-set';
import { GATEWAY } from '../../../conformance/scheduling/stand-ins/gateway';
import { KSERVE } from '../../../conformance/scheduling/stand-ins/kserve';
import { KUBEVIRT } from '../../../conformance/scheduling/stand-ins/kubevirt';
import { LEADER_WORKER_SET } from '../../../conformance/scheduling/stand-ins/leader-worker-set';
import { NIM } from '../../../conformance/scheduling/stand-ins/nim';
import type { Parent, StandIn } from '../../../conformance/scheduling/stand-ins/stand-in';
import { groupsMadeFor } from '../../../conformance/scheduling/stand-ins/stand-in-controllers';
import { describeWithCrds, validateCustomResource } from '../../support/crd-schemas';

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

const GPU_POD = { containers: [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '8' } } }], nodeSelector: { group: 'a' } };

const SPANNING = {
  replicas: 2, model: { uri: 'pvc://models/llama', name: 'llama' }, parallelism: { data: 16, dataLocal: 8 }, template: GPU_POD, worker: GPU_POD,
  prefill: { replicas: 1, parallelism: { pipeline: 3 }, template: GPU_POD, worker: GPU_POD },
};

test('a model service that spans nodes and reads prompts apart becomes two sets of leaders and workers', () => {
  expect(KSERVE.children(aParent(KSERVE, SPANNING), [])).toMatchObject([
    {
      kind: 'LeaderWorkerSet', metadata: { name: 'one-kserve-mn', labels: { 'llm-d.ai/role': 'decode' } },
      spec: { replicas: 2, leaderWorkerTemplate: { size: 2, workerTemplate: { spec: { nodeSelector: { group: 'a' }, volumes: [{ persistentVolumeClaim: { claimName: 'models' } }] } } } },
    },
    {
      kind: 'LeaderWorkerSet',
      metadata: { name: 'one-kserve-mn-prefill', labels: { 'llm-d.ai/role': 'prefill', 'app.kubernetes.io/component': 'llminferenceservice-workload-prefill' } },
      spec: { replicas: 1, leaderWorkerTemplate: { size: 3 } },
    },
  ]);
});

test('a model service that reads prompts apart on single nodes becomes two Deployments', () => {
  const service = aParent(KSERVE, { model: { uri: 's3://m' }, template: GPU_POD, prefill: { replicas: 3, template: GPU_POD } });

  expect(KSERVE.children(service, []).map(({ kind, metadata, spec }) => [kind, metadata.name, (spec as { replicas: number }).replicas])).toEqual([
    ['Deployment', 'one-kserve', 1], ['Deployment', 'one-kserve-prefill', 3],
  ]);
});

test('a scheduler is placed as the service says', () => {
  const service = aParent(KSERVE, { model: { uri: 's3://m' }, template: GPU_POD, router: { scheduler: { template: { affinity: { own: true }, containers: [{ name: 'main' }] } } } });

  expect(KSERVE.children(service, [])[1]).toMatchObject({ spec: { template: { spec: { affinity: { own: true }, containers: [{ name: 'main', image: 'endpoint-picker' }] } } } });
});

const ROLES = {
  slices: 2,
  roles: ['prefill', 'decode'].map((name) => ({ name, spec: { replicas: 3, leaderWorkerTemplate: { size: 2, workerTemplate: { metadata: { labels: { own: 'yes' } }, spec: GPU_POD } } } })),
};

test('a set of roles becomes a set of leaders and workers for each role of each slice', () => {
  const children = DISAGGREGATED_SET.children(aParent(DISAGGREGATED_SET, ROLES), []);

  expect(children.map(({ metadata }) => metadata.name)).toEqual(['one-0-standin-prefill', 'one-0-standin-decode', 'one-1-standin-prefill', 'one-1-standin-decode']);
  expect(children[3]).toMatchObject({
    kind: 'LeaderWorkerSet',
    spec: {
      replicas: 3,
      leaderWorkerTemplate: {
        size: 2,
        workerTemplate: {
          spec: GPU_POD,
          metadata: { labels: { 'own': 'yes', 'disaggregatedset.x-k8s.io/name': 'one', 'disaggregatedset.x-k8s.io/role': 'decode', 'disaggregatedset.x-k8s.io/slice': '1' } },
        },
      },
    },
  });
});

test('a role that others scale gets a scaler, which stands for its set', () => {
  const roles = ROLES.roles.map((role) => role.name === 'decode' ? { ...role, scaling: { mode: 'External' } } : role);
  const children = DISAGGREGATED_SET.children(aParent(DISAGGREGATED_SET, { roles }), []);

  expect(children.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
    'LeaderWorkerSet/one-0-standin-prefill', 'LeaderWorkerSet/one-0-standin-decode', 'DisaggregatedSetRoleScaler/one-decode',
  ]);
});

const MICROSERVICE = {
  replicas: 2, image: { repository: 'nvcr.io/nim/llama', tag: '1.0.0' }, authSecret: 'ngc', resources: { limits: { 'nvidia.com/gpu': '1' } }, nodeSelector: { group: 'a' },
  storage: { pvc: { create: true, size: '50Gi', storageClass: 'fast' } }, expose: { service: { port: 8080 } },
};

test('a NIM service becomes a Deployment behind a Service, with its claim', () => {
  expect(NIM.children(aParent(NIM, MICROSERVICE), [])).toMatchObject([
    { kind: 'PersistentVolumeClaim', metadata: { name: 'one-pvc' }, spec: { storageClassName: 'fast', resources: { requests: { storage: '50Gi' } } } },
    { kind: 'Service', metadata: { name: 'one' }, spec: { selector: { app: 'one' }, ports: [{ port: 8080 }] } },
    { kind: 'Deployment', spec: { replicas: 2, template: { metadata: { labels: { app: 'one' } }, spec: { nodeSelector: { group: 'a' }, volumes: [{ persistentVolumeClaim: { claimName: 'one-pvc' } }] } } } },
  ]);
});

test('a NIM service that spans nodes becomes a set of leaders and workers', () => {
  const nim = aParent(NIM, { ...MICROSERVICE, storage: undefined, multiNode: { backendType: 'lws', parallelism: { tensor: 8, pipeline: 2 } } });

  expect(NIM.children(nim, [])).toMatchObject([
    { kind: 'Service', spec: { selector: { app: 'one-lws' } } },
    { kind: 'LeaderWorkerSet', metadata: { name: 'one-lws' }, spec: { replicas: 2, leaderWorkerTemplate: { size: 2, workerTemplate: { metadata: { labels: { app: 'one-lws' } } } } } },
  ]);
});

test('a cluster has the definitions of what stand-ins make', () => {
  expect(groupsMadeFor([aParent(DISAGGREGATED_SET, ROLES)])).toEqual(['leaderworkerset.x-k8s.io']);
  expect(groupsMadeFor([aParent(KUBEVIRT, {})])).toEqual([]);
});

describeWithCrds('objects that stand-ins are tried with', () => {
  test.each([[KSERVE, SPANNING], [DISAGGREGATED_SET, ROLES], [NIM, MICROSERVICE]] as const)('are accepted by the definition of $kind', (standIn, spec) => {
    const { apiVersion, kind } = standIn;
    expect(validateCustomResource({ apiVersion, kind, metadata: { name: 'one', namespace: 'zone' }, spec })).toEqual([]);
  });
});
