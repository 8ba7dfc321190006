import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { CustomEngineRequest, NimEngineRequest, VllmEngineRequest } from '../../../src/target/engine-request';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { thrownBy } from '../../support/platforms';
import { objectsOf } from '../cluster-objects';
import { aBucket, aCluster, anEngineRole, aPool, aStorage, aVolume, type PoolFacts } from '../requests';

const served = (facts: PoolFacts) => objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool(facts)));
const met = (facts: PoolFacts, capability: string) => served(facts).answer.fulfilments.filter((one) => one.capability === capability).map(({ level, reason }) => `${level}: ${reason}`);
const findings = (facts: PoolFacts) => served(facts).answer.findings.map(({ code, message }) => `${code}: ${message}`);

const vllm: VllmEngineRequest = { kind: 'vllm', image: 'registry.bank.example/vllm:v0.28.0', extraArgs: ['--seed=7'] };
const nim: NimEngineRequest = { kind: 'nim', image: 'nvcr.io/nim/meta/llama-3.3-70b-instruct:1.12.0', profile: 'tp4', authSecret: 'models', pullSecret: 'ngc' };
const own: CustomEngineRequest = {
  kind: 'custom', image: 'registry.bank.example/engine:2', command: ['serve'], healthPath: '/ready',
  args: ({ name, location, port, gpus, maxModelLen }) => [`--name=${name}`, `--model=${location}`, `--port=${port}`, `--gpus=${gpus}`, `--context=${maxModelLen}`],
};
const storage = aStorage({ className: 'cephfs' });

describe('vLLM', () => {
  test('at another version has that image, and arguments of the user last', () => {
    const [container] = served({ engine: vllm }).one('Deployment', 'chat').spec.template.spec.containers;

    expect(container.image).toBe('registry.bank.example/mirror/registry.bank.example/vllm:v0.28.0');
    expect(container.args.slice(-1)).toEqual(['--seed=7']);
    expect(findings({ engine: vllm })).toEqual([]);
  });
});

describe('an engine of the user\'s own', () => {
  test('is told the model, its place and the port, and is asked where it says that it is ready', () => {
    const [container] = served({ engine: own, modelStore: aVolume() }).one('Deployment', 'chat').spec.template.spec.containers;

    expect(container).toMatchObject({
      name: 'engine', image: 'registry.bank.example/mirror/registry.bank.example/engine:2', command: ['serve'],
      args: ['--name=llama-3.3-70b-instruct', '--model=/models/meta-llama/Llama-3.3-70B-Instruct', '--port=8000', '--gpus=4', '--context=32768'],
      startupProbe: { httpGet: { path: '/ready', port: 8000 } }, readinessProbe: { httpGet: { path: '/ready', port: 8000 } },
      securityContext: { readOnlyRootFilesystem: true },
    });
  });

  test('is one that the memory verdict is not about', () => {
    expect(findings({ engine: own })).toEqual([
      "FitIsAnotherEngines: 'engine' (custom) serves 'llama-3.3-70b-instruct' by an engine of your own, and the memory verdict is about vLLM; measure what it takes before you rely on it",
    ]);
  });
});

describe('a NIM', () => {
  test('is a NIMCache and a NIMService behind the same entrance; its operator makes the identity', () => {
    expect(served({ engine: nim, storage }).names).toEqual([
      'ConfigMap/chat-epp', 'Deployment/chat-epp', 'DestinationRule/chat-epp', 'HTTPRoute/chat', 'InferencePool/chat', 'NIMCache/chat', 'NIMService/chat',
      'NetworkPolicy/chat', 'NetworkPolicy/chat-epp', 'NetworkPolicy/chat-fill', 'PodDisruptionBudget/chat', 'PodMonitor/chat', 'PodMonitor/chat-epp',
      'Role/chat-epp', 'RoleBinding/chat-epp', 'Service/chat-epp', 'ServiceAccount/chat-epp',
    ]);
  });

  test('is found by pool, policies and monitors by the labels that its pods get', () => {
    const objects = served({ engine: nim, storage });
    const labels = { 'aiplane.dev/workload': 'chat', 'app.kubernetes.io/component': 'engine' };

    expect(objects.one('NIMService').spec.labels).toEqual(labels);
    expect(objects.one('InferencePool').spec.selector.matchLabels).toEqual(labels);
    expect(objects.one('NetworkPolicy', 'chat').spec.podSelector.matchLabels).toEqual(labels);
    expect(objects.one('PodMonitor', 'chat').spec).toMatchObject({ selector: { matchLabels: labels }, podMetricsEndpoints: [{ port: 'api', path: '/v1/metrics' }] });
  });

  test('serves the name and the context of the pool on its GPUs', () => {
    expect(served({ engine: nim, storage }).one('NIMService').spec).toMatchObject({
      image: { repository: 'registry.bank.example/mirror/nvcr.io/nim/meta/llama-3.3-70b-instruct', tag: '1.12.0', pullPolicy: 'IfNotPresent', pullSecrets: ['ngc'] },
      replicas: 2,
      env: [
        { name: 'NIM_SERVED_MODEL_NAME', value: 'llama-3.3-70b-instruct' }, { name: 'NIM_MAX_MODEL_LEN', value: '32768' }, { name: 'NIM_MODEL_PROFILE', value: 'tp4' },
      ],
      storage: { nimCache: { name: 'chat', profile: 'tp4' }, sharedMemorySizeLimit: '16Gi' },
      resources: { limits: { 'nvidia.com/gpu': '4' } },
      nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' },
      expose: { service: { type: 'ClusterIP', port: 8000 } },
      startupProbe: { enabled: true, probe: { httpGet: { path: '/v1/health/ready', port: 8000 } } },
    });
  });

  test('without egress is filled from the zone\'s bucket, which the list of copies says', () => {
    const objects = served({ engine: nim, storage, modelStore: aBucket({ endpoint: 'https://s3.zrh1.bank.example' }) });

    expect(objects.one('NIMCache').spec).toMatchObject({
      source: { ngc: { modelPuller: `registry.bank.example/mirror/${nim.image}`, authSecret: 'models', pullSecret: 'ngc', model: { profiles: ['tp4'] } } },
      storage: { pvc: { create: true, size: '152Gi', storageClass: 'cephfs', volumeAccessMode: 'ReadWriteMany' } },
      env: [
        { name: 'NIM_REPOSITORY_OVERRIDE', value: 's3://bank-models/nim' }, { name: 'AWS_REGION', value: 'eu-central-1' },
        { name: 'AWS_ENDPOINT_URL', value: 'https://s3.zrh1.bank.example' },
      ],
    });
    expect(objects.one('NetworkPolicy', 'chat-fill').spec).toMatchObject({
      podSelector: { matchLabels: { 'app': 'k8s-nim-operator', 'app.kubernetes.io/name': 'chat' } }, egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }],
    });
    expect(objects.answer.models).toEqual([{ repository: nim.image, revision: 'tp4', destination: 's3://bank-models/nim', weightsGib: 131.42 }]);
  });

  test('with egress is filled from NVIDIA\'s registry, by a profile for as many GPUs', () => {
    const facts: PoolFacts = { engine: { ...nim, profile: undefined }, storage, cluster: aCluster({ internetEgress: true, registry: {} }) };
    const objects = served(facts);

    expect(objects.one('NIMCache').spec.source.ngc.model).toEqual({ tensorParallelism: '4' });
    expect(objects.one('NIMCache').spec.env).toBeUndefined();
    expect(objects.one('NetworkPolicy', 'chat-fill').spec.egress).toEqual([{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ protocol: 'TCP', port: 443 }] }]);
    expect(objects.answer.models).toEqual([]);
  });

  test('of a zone with a volume reads what lies there, and nobody\'s registry', () => {
    const objects = served({ engine: nim, storage, modelStore: aVolume() });

    expect(objects.one('NIMService').spec.storage).toMatchObject({ pvc: { name: 'models', subPath: 'nim/meta/llama-3.3-70b-instruct' }, readOnly: true });
    expect(objects.names.filter((name) => name.startsWith('NIMCache') || name.endsWith('-fill'))).toEqual([]);
    expect(objects.answer.models).toMatchObject([{ destination: 'pvc://zone/models/nim/meta/llama-3.3-70b-instruct' }]);
  });

  test('says what is lost: the scaling, the choice by load, and a part of pod security', () => {
    const facts = { engine: nim, storage, scaling: { metric: 'queue-depth', threshold: 8 } as const };

    expect(met(facts, 'pod_autoscaling')).toEqual(["missing: replicas are fixed at 2: the operator keeps their number, and a NIM has no metric of vLLM's name"]);
    expect(met(facts, 'ai_inference')).toEqual([
      "substituted: NVIDIA's operator runs a NIM from a NIMService, whose files come from the zone's bucket; which replica answers is chosen without its load, which it names otherwise than vLLM",
    ]);
    expect(served(facts).answer.podSecurity).toBe('baseline');
    expect(served(facts).names.filter((name) => name.startsWith('ScaledObject'))).toEqual([]);
  });

  test('warns of replicas that one node\'s volume ties together', () => {
    expect(findings({ engine: nim, storage: aStorage({ accessMode: 'ReadWriteOnce' }) })[1]).toBe(
      "ModelVolumeOnOneNode: 'minReplicas' (2) run on one node only, the one that holds the volume of models; use a storage class with ReadWriteMany");
  });

  test.each<[string, PoolFacts]>([
    ['lora', { lora: { maxLoras: 1, maxLoraRank: 8, adapters: () => [] } }],
    ['kvOffload', { kvOffload: { cpuGib: 8 } }],
    ['topology', { roles: [anEngineRole(4), anEngineRole(4)] }],
  ])('refuses %s, which vLLM has', (prop, facts) => {
    expect(thrownBy(() => served({ engine: nim, ...facts })).message).toMatch(new RegExp(`^'${prop}' \\(.+\\) is what vLLM does, and a NIM does not; leave it out or use Engine.vllm$`));
  });
});

test('a runtime of KServe is refused where there is no KServe', () => {
  const engine = { kind: 'kserve', runtime: 'vllm-runtime', modelFormat: 'vLLM', port: 8080 } as const;

  expect(thrownBy(() => served({ engine })).message).toBe(
    "'engine' (kserve, vllm-runtime) needs KServe, which this distribution does not bring; use Engine.vllm or Engine.custom");
});

describeWithCrds('custom resources of engines', () => {
  const plain = { ...nim, profile: undefined, pullSecret: undefined };
  const all = [{ engine: nim, storage }, { engine: nim, modelStore: aVolume() }, { engine: plain, storage }].flatMap((facts) => served(facts).all);

  test.each(all.filter((object) => isCustomResource(object) && object.apiVersion.startsWith('apps.nvidia.com')).map((object) => [object.kind, object] as const))('%s is what its definition asks for', (_, object) => {
    expect(validateCustomResource(object)).toEqual([]);
  });
});
