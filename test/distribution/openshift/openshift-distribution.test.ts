import { OpenShiftDistribution } from '../../../src/distribution/openshift/openshift-distribution';
import type { Binding, Capability } from '../../../src/target/binding';
import { zoneAffinity } from '../../../src/target/zone-affinity';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { objectsOf } from '../cluster-objects';
import { aBucket, aGateway, aMachine, aNodeGroup, aPool, aVolume, aZone, type PoolFacts } from '../requests';

const openshift = new OpenShiftDistribution();
const newest = new OpenShiftDistribution({ aiVersion: '3.6' });
const scaling = { metric: 'queue-depth', threshold: 8 } as const;
const siteBucket = aBucket({ uri: 's3://models/zone', region: 'us-east-1', endpoint: 'https://s3.muc2.bank.example', secretName: 'model-store' });
const pods = {
  engine: { 'aiplane.dev/workload': 'chat' },
  picker: { 'app.kubernetes.io/name': 'chat', 'app.kubernetes.io/part-of': 'llminferenceservice', 'app.kubernetes.io/component': 'llminferenceservice-router-scheduler' },
  gateway: { 'gateway.networking.k8s.io/gateway-name': 'openshift-ai-inference' },
};

function poolOf(facts: PoolFacts = {}, distribution = openshift) {
  return objectsOf((scope) => distribution.bindInference(scope, aPool(facts)));
}

function met(binding: Binding, capability: Capability): string[] {
  return binding.fulfilments.filter((fulfilment) => fulfilment.capability === capability).map(({ level, reason }) => `${level}: ${reason}`);
}

/** Every value of a key, however deep. */
function valuesOf(key: string, value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...valuesOf(key, inner)]);
}

describe('a pool', () => {
  test('is one LLMInferenceService, with what KServe does not bring', () => {
    expect(poolOf().names).toEqual([
      'LLMInferenceService/chat', 'NetworkPolicy/chat', 'NetworkPolicy/chat-epp', 'PodDisruptionBudget/chat', 'PrometheusRule/chat',
      'ServiceAccount/chat',
    ]);
  });

  test('asks the gateway of the cluster for a route, and KServe for a picker', () => {
    expect(poolOf().one('LLMInferenceService').spec.router).toEqual({
      gateway: { refs: [{ name: 'openshift-ai-inference', namespace: 'openshift-ingress' }] }, route: { http: {} },
      scheduler: { template: { affinity: zoneAffinity('zone'), terminationGracePeriodSeconds: 330, containers: [{ name: 'main' }] } },
    });
  });

  test('keeps its picker as long as any of its replicas', () => {
    const { template, router } = poolOf({ drainSeconds: 900 }).one('LLMInferenceService').spec;
    expect(router.scheduler.template.terminationGracePeriodSeconds).toBe(template.terminationGracePeriodSeconds);
  });

  test('is called below its path at that gateway', () => {
    expect(poolOf().answer.endpoint).toEqual({
      namespace: 'openshift-ingress', podLabels: pods.gateway, port: 443,
      url: 'https://openshift-ai-inference-openshift-ai-inference.openshift-ingress.svc.cluster.local/zone/chat',
    });
  });

  test('pins what its memory depends on and leaves the rest of the command to KServe', () => {
    // WHEN
    const { spec } = poolOf().one('LLMInferenceService');

    // THEN
    const [main] = spec.template.containers;
    expect(spec.parallelism).toEqual({ tensor: 4 });
    expect(main.args).toEqual([
      '--max-model-len=32768', '--max-num-batched-tokens=8192', '--max-num-seqs=256', '--gpu-memory-utilization=0.9', '--kv-cache-dtype=auto',
      '--enable-auto-tool-choice', '--tool-call-parser=llama3_json',
    ]);
    expect(main.command).toBeUndefined();
    expect(main.image).toBe('registry.bank.example/mirror/docker.io/vllm/vllm-openai:v0.27.1');
  });

  test('runs where its nodes are, with the GPUs that it is split over', () => {
    // WHEN
    const { template } = poolOf().one('LLMInferenceService').spec;

    // THEN
    expect(template.nodeSelector).toEqual({ 'aiplane.dev/node-group': 'zone-gpus' });
    expect(template.containers[0].resources.limits).toEqual({ 'nvidia.com/gpu': '4' });
    expect(template.volumes).toEqual([{ name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '16Gi' } }]);
  });

  test.each<[string, PoolFacts, object]>([
    ['without scaling', {}, { replicas: 2, scaling: undefined }],
    ['with scaling', { scaling }, { replicas: undefined, scaling: expect.objectContaining({ minReplicas: 2, maxReplicas: 6 }) }],
  ])('has either a number of replicas or a range (%s)', (_case, facts, expected) => {
    const { replicas, scaling: range } = poolOf(facts, newest).one('LLMInferenceService').spec;
    expect({ replicas, scaling: range }).toEqual(expected);
  });

  test('asks its callers for a token', () => {
    expect(poolOf().one('LLMInferenceService').metadata.annotations).toMatchObject({ 'security.opendatahub.io/enable-auth': 'true' });
  });

  test('stays up in part while nodes are drained', () => {
    expect(poolOf().one('PodDisruptionBudget').spec.selector.matchLabels).toEqual(pods.engine);
  });
});

describe('models', () => {
  test('in a bucket are fetched to the disk of the node, with its address and keys', () => {
    // WHEN
    const { model, template } = poolOf({ modelStore: siteBucket }).one('LLMInferenceService').spec;

    // THEN
    expect(model).toEqual({ name: 'llama-3.3-70b-instruct', uri: 's3://models/zone/meta-llama/Llama-3.3-70B-Instruct' });
    expect(template.initContainers).toEqual([{
      name: 'storage-initializer',
      env: expect.arrayContaining([
        { name: 'AWS_DEFAULT_REGION', value: 'us-east-1' },
        { name: 'AWS_ENDPOINT_URL', value: 'https://s3.muc2.bank.example' },
        { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 'model-store', key: 'AWS_SECRET_ACCESS_KEY' } } },
      ]),
    }]);
    expect(template.containers[0].resources.requests['ephemeral-storage']).toBe('156Gi');
  });

  test('on a volume are read from it', () => {
    // WHEN
    const { model, template } = poolOf({ modelStore: aVolume() }).one('LLMInferenceService').spec;

    // THEN
    expect(model.uri).toBe('pvc://models/meta-llama/Llama-3.3-70B-Instruct');
    expect(template.initContainers).toBeUndefined();
    expect(template.containers[0].resources.requests['ephemeral-storage']).toBe('24Gi');
  });

  test('on a volume get it with the first pool of the zone', () => {
    // WHEN
    const { names, answer } = objectsOf((scope) => openshift.bindInferenceGateway(scope, aGateway({ modelStore: aVolume() })));

    // THEN
    expect(names).toEqual(['PersistentVolumeClaim/models']);
    expect(answer.parent).toEqual({ name: 'openshift-ai-inference', namespace: 'openshift-ingress' });
  });
});

describe('traffic', () => {
  const from = (namespace: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } });
  const monitoring = from('openshift-user-workload-monitoring');
  const gateway = { ...from('openshift-ingress'), podSelector: { matchLabels: pods.gateway } };
  const tcp = (port: number) => [{ protocol: 'TCP', port }];

  test('reaches an engine from the gateway, its picker and the monitoring', () => {
    expect(poolOf({ modelStore: siteBucket }).one('NetworkPolicy', 'chat').spec).toEqual({
      podSelector: { matchLabels: pods.engine },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [gateway, { podSelector: { matchLabels: pods.picker } }, monitoring], ports: tcp(8000) }],
      egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: tcp(443) }],
    });
  });

  test('leaves an engine for nowhere when the models lie on a volume', () => {
    expect(poolOf({ modelStore: aVolume() }).one('NetworkPolicy', 'chat').spec.policyTypes).toEqual(['Ingress']);
  });

  test('reaches a picker from the gateway and leaves it for the API server and its engines', () => {
    expect(poolOf().one('NetworkPolicy', 'chat-epp').spec).toEqual({
      podSelector: { matchLabels: pods.picker },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [gateway], ports: tcp(9002) }, { from: [monitoring], ports: tcp(9090) }],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/20' } }], ports: tcp(443) }, { to: [{ podSelector: { matchLabels: pods.engine } }], ports: tcp(8000) }],
    });
  });

  test('resolves names at the port of the pods, not of their Service', () => {
    // WHEN
    const [rule] = objectsOf((scope) => openshift.bindZone(scope, aZone())).one('NetworkPolicy', 'allow-dns').spec.egress;

    // THEN
    expect(rule.to).toEqual([{ ...from('openshift-dns'), podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } } }]);
    expect(rule.ports).toEqual([{ protocol: 'UDP', port: 5353 }, { protocol: 'TCP', port: 5353 }]);
  });

  test('of a caller is let out to the shared gateway, which no policy of ours closes to others', () => {
    // GIVEN
    const { endpoint } = poolOf().answer;
    const ledger = { namespace: 'zone', podLabels: { app: 'ledger' } };

    // WHEN
    const { all, answer } = objectsOf((scope) => openshift.bindAccess(scope, { name: 'chat-from-ledger', namespace: 'zone', from: ledger, to: endpoint }));

    // THEN
    expect(all.map(({ metadata, spec }) => [metadata.name, metadata.namespace, spec.policyTypes])).toEqual([['chat-from-ledger-egress', 'zone', ['Egress']]]);
    expect(met(answer, 'net.allow')).toEqual([
      "substituted: a network policy lets this caller out to the gateway of the cluster in 'openshift-ingress', which admits callers by their token, not by their address",
    ]);
  });

  test('between parties of the zones has a policy at both ends', () => {
    // GIVEN
    const ledger = { namespace: 'zone', podLabels: { app: 'ledger' } };

    // WHEN
    const { names } = objectsOf((scope) => openshift.bindAccess(scope, { name: 'a', namespace: 'zone', from: ledger, to: { ...ledger, port: 8443, url: 'https://ledger' } }));

    // THEN
    expect(names).toEqual(['NetworkPolicy/a-egress', 'NetworkPolicy/a-ingress']);
  });
});

describe('scaling', () => {
  test('reads the metrics of the namespace with a token of an identity that can do nothing else', () => {
    // WHEN
    const objects = poolOf({ scaling });

    // THEN
    expect(objects.one('ScaledObject').spec.triggers).toEqual([{
      type: 'prometheus', metricType: 'AverageValue', authenticationRef: { name: 'chat-metrics' },
      metadata: {
        serverAddress: 'https://thanos-querier.openshift-monitoring.svc.cluster.local:9092', namespace: 'zone', authModes: 'bearer',
        query: 'sum(vllm:num_requests_waiting{namespace="zone",llm_isvc_name="chat"})', threshold: '8',
      },
    }]);
    expect(objects.one('Role', 'chat-metrics').rules).toEqual([{ apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get'] }]);
    expect(objects.one('RoleBinding', 'chat-metrics').subjects).toEqual([{ kind: 'ServiceAccount', name: 'chat-metrics', namespace: 'zone' }]);
  });

  test('is KServe\'s to ask KEDA for, where its release can', () => {
    // WHEN
    const ours = poolOf({ scaling }).one('ScaledObject').spec;
    const objects = poolOf({ scaling }, newest);

    // THEN
    expect(objects.names.filter((name) => name.startsWith('ScaledObject'))).toEqual([]);
    expect(objects.one('LLMInferenceService').spec.scaling).toEqual({
      minReplicas: 2, maxReplicas: 6,
      keda: { triggers: ours.triggers, advanced: { horizontalPodAutoscalerConfig: { name: '', behavior: ours.advanced.horizontalPodAutoscalerConfig.behavior } } },
    });
  });

  test('is KEDA\'s alone before that, on the Deployment that KServe makes and whose replicas it then leaves alone', () => {
    // WHEN
    const objects = poolOf({ scaling });

    // THEN
    expect(objects.one('ScaledObject').spec).toMatchObject({ minReplicaCount: 2, maxReplicaCount: 6, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'chat-kserve' } });
    expect(objects.one('LLMInferenceService').spec).not.toHaveProperty('replicas');
    expect(objects.one('LLMInferenceService').spec).not.toHaveProperty('scaling');
  });

  test('lets KEDA take that token and no other', () => {
    // WHEN
    const objects = poolOf({ scaling });

    // THEN
    expect(objects.one('TriggerAuthentication').spec).toEqual({
      boundServiceAccountToken: [{ parameter: 'bearerToken', serviceAccountName: 'chat-metrics' }],
      configMapTargetRef: [{ parameter: 'ca', name: 'openshift-service-ca.crt', key: 'service-ca.crt' }],
    });
    expect(objects.one('Role', 'chat-metrics-token').rules).toEqual([{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['chat-metrics'], verbs: ['create'] }]);
    expect(objects.one('RoleBinding', 'chat-metrics-token').subjects).toEqual([{ kind: 'ServiceAccount', name: 'keda-operator', namespace: 'openshift-keda' }]);
  });
});

describe('what is said of it', () => {
  test.each<[Capability, PoolFacts, string]>([
    ['ai_inference', { modelStore: siteBucket }, 'substituted: KServe runs vLLM from an LLMInferenceService; each replica first copies the weights from the bucket to the disk of its node'],
    ['ai_inference', { modelStore: aVolume() }, 'substituted: KServe runs vLLM from an LLMInferenceService; each replica reads the weights from the volume of models'],
    ['advanced_inference_ingress', {}, 'substituted: KServe makes the HTTPRoute, the InferencePool and its endpoint picker, whose configuration is its own, behind the gateway that the cluster shares'],
    ['pod_autoscaling', {}, 'not-applicable: replicas are fixed at 2, because no scaling is declared'],
    ['pod_autoscaling', { scaling }, 'equal: KServe has KEDA scale replicas by queue-depth, read from the monitoring of user workloads'],
  ])('%s of %j', (capability, facts, expected) => {
    expect(met(poolOf(facts, newest).answer, capability)).toEqual([expected]);
  });

  test.each([true, false])('GPU software is the operator of the cluster (driver there: %s)', (driverPreinstalled) => {
    // WHEN
    const { all, answer } = objectsOf((scope) => openshift.bindGpuSoftware(scope, aNodeGroup({ driverPreinstalled })));

    // THEN
    expect(all.map(({ kind }) => kind)).toEqual(['HardwareProfile']);
    expect(answer.fulfilments.map(({ reason }) => reason)).toEqual([expect.stringContaining('NVIDIA GPU Operator')]);
  });
});

describe('the gateway of a cluster', () => {
  test('can be another one', () => {
    // GIVEN
    const own = new OpenShiftDistribution({ inferenceGateway: { name: 'models', namespace: 'ingress', gatewayClassName: 'openshift-default', port: 8443 } });

    // WHEN
    const objects = objectsOf((scope) => own.bindInference(scope, aPool()));

    // THEN
    expect(objects.answer.endpoint.url).toBe('https://models-openshift-default.ingress.svc.cluster.local:8443/zone/chat');
    expect(objects.one('LLMInferenceService').spec.router.gateway.refs).toEqual([{ name: 'models', namespace: 'ingress' }]);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ name: '' }, "'name' () must be a string that is not empty; give it a value"],
    [{ port: 0 }, "'port' (0) must be a whole number from 1 to 65535; set it to 1 or more"],
    [{ url: 7 }, "'url' (7) must be a string that is not empty; write it in quotes"],
  ])('%j is refused', (inferenceGateway, message) => {
    expect(() => new OpenShiftDistribution({ inferenceGateway })).toThrow(expect.objectContaining({ message }));
  });
});

describe('the restricted SCC', () => {
  const everything = [
    objectsOf((scope) => openshift.bindZone(scope, aZone())),
    objectsOf((scope) => openshift.bindInferenceGateway(scope, aGateway({ modelStore: aVolume() }))),
    poolOf({ scaling, modelStore: siteBucket }),
    objectsOf((scope) => openshift.bindVirtualMachine(scope, aMachine())),
  ].flatMap(({ all }) => all);

  test.each(['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups', 'hostPath', 'privileged'])('is asked for no %s', (key) => {
    expect(valuesOf(key, everything)).toEqual([]);
  });
});

describeWithCrds('the custom resources of OpenShift against their definitions', () => {
  test.each<[string, PoolFacts, string[]]>([
    ['with a bucket and scaling', { scaling, modelStore: siteBucket }, ['LLMInferenceService', 'PrometheusRule', 'ScaledObject', 'TriggerAuthentication']],
    ['with a volume', { modelStore: aVolume() }, ['LLMInferenceService', 'PrometheusRule']],
  ])('none of a pool %s would be refused', (_case, facts, kinds) => {
    const custom = poolOf(facts).all.filter(isCustomResource);
    expect(custom.map(({ kind }) => kind).sort()).toEqual(kinds);
    expect(custom.flatMap(validateCustomResource)).toEqual([]);
  });
});
