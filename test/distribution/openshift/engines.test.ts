import { OpenShiftDistribution } from '../../../src/distribution/openshift/openshift-distribution';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { thrownBy } from '../../support/platforms';
import { objectsOf } from '../cluster-objects';
import { aCluster, aPool, aStorage, aVolume, type PoolFacts } from '../requests';

const image = 'nvcr.io/nim/meta/llama-3.3-70b-instruct:1.12.0';
const nims = { images: { 'llama-3.3-70b-instruct': image }, authSecret: 'ngc' };
const runtime = { kind: 'kserve', runtime: 'vllm-runtime', modelFormat: 'vLLM', port: 8080 } as const;
const own = { kind: 'custom', image: 'registry.bank.example/engine:2', args: () => ['serve'], healthPath: '/ready' } as const;
const storage = aStorage({ className: 'cephfs' });
const served = (facts: PoolFacts = {}, distribution = new OpenShiftDistribution()) => (
  objectsOf((scope) => distribution.bindInference(scope, aPool(facts))));
const said = (objects: ReturnType<typeof served>) => objects.answer.fulfilments.map(({ capability, level, reason }) => `${capability} ${level}: ${reason}`);

describe('a target with NIMs', () => {
  const distribution = new OpenShiftDistribution({ nim: nims });

  test('serves the models that it has one of by it, behind the Service of its operator', () => {
    const objects = served({ storage }, distribution);

    expect(objects.names).toEqual(['NIMCache/chat', 'NIMService/chat', 'NetworkPolicy/chat', 'NetworkPolicy/chat-fill', 'PodDisruptionBudget/chat', 'PodMonitor/chat']);
    expect(objects.answer.endpoint).toEqual({
      namespace: 'zone', podLabels: { 'aiplane.dev/workload': 'chat', 'app.kubernetes.io/component': 'engine' }, port: 8000, url: 'http://chat.zone.svc.cluster.local:8000',
    });
    expect(said(objects)[1]).toBe(
      "advanced_inference_ingress degraded: clients call the operator's Service inside the cluster, without TLS and without a choice of replica by load or cache; network policies say who may");
  });

  test('fixes no user of theirs', () => {
    expect(JSON.stringify(served({ storage }, distribution).all)).not.toMatch(/userID|groupID|runAsUser|fsGroup/);
  });

  test('leaves all other models to vLLM, and every pool its own choice', () => {
    const vllm = { kind: 'vllm', extraArgs: [] } as const;

    expect(served({ engine: vllm }, distribution).names).toContain('LLMInferenceService/chat');
    expect(served({ storage }, new OpenShiftDistribution({ nim: { ...nims, images: {} } })).names).toContain('LLMInferenceService/chat');
  });

  test('names them by images with tags', () => {
    expect(thrownBy(() => new OpenShiftDistribution({ nim: { ...nims, images: { chat: 'nim' } } })).message).toBe(
      "'nim.images.chat' (nim) must be an image reference with a tag, such as nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0; correct its spelling");
  });
});

describe('a runtime of KServe', () => {
  const objects = served({ engine: runtime });

  test('is an InferenceService, in pods that the zone knows', () => {
    expect(objects.names).toEqual(['InferenceService/chat', 'NetworkPolicy/chat', 'ServiceAccount/chat']);
    expect(objects.one('InferenceService').spec.predictor).toMatchObject({
      minReplicas: 2, maxReplicas: 2, serviceAccountName: 'chat', labels: { 'aiplane.dev/workload': 'chat' }, nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' },
      model: {
        modelFormat: { name: 'vLLM' }, runtime: 'vllm-runtime', storageUri: 's3://bank-models/meta-llama/Llama-3.3-70B-Instruct',
        args: ['--served-model-name=llama-3.3-70b-instruct', '--max-model-len=32768', '--tensor-parallel-size=4'],
        resources: { limits: { 'nvidia.com/gpu': '4' } }, startupProbe: { httpGet: { path: '/health', port: 8080 } },
      },
    });
    expect(objects.one('NetworkPolicy').spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port: 8080 }]);
    expect(objects.answer.endpoint.url).toBe('http://chat-predictor.zone.svc.cluster.local:8080');
  });

  test('says what it is without', () => {
    expect(said(objects)).toEqual([
      "ai_inference substituted: KServe runs the runtime 'vllm-runtime' from an InferenceService",
      "advanced_inference_ingress degraded: clients call KServe's headless Service inside the cluster, without TLS and without a choice of replica by load or cache; network policies say who may",
      'pod_autoscaling not-applicable: replicas are fixed at 2',
    ]);
  });

  test('refuses what it is not told of', () => {
    expect(thrownBy(() => served({ engine: runtime, kvOffload: { cpuGib: 8 } })).message).toBe(
      "'kvOffload' (given) is what vLLM does, and a runtime of KServe does not; leave it out or use Engine.vllm");
  });
});

test('an engine of the user\'s own runs in pods that are made here, as any user', () => {
  const objects = served({ engine: own, scaling: { metric: 'queue-depth', threshold: 8 } });

  expect(objects.names).toEqual(['Deployment/chat', 'NetworkPolicy/chat', 'PodDisruptionBudget/chat', 'Service/chat', 'ServiceAccount/chat']);
  expect(objects.one('Deployment').spec.replicas).toBe(2);
  expect(objects.one('Deployment').spec.template.spec.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
});

describe('a cache', () => {
  const bucket = 's3://bank-models/meta-llama/Llama-3.3-70B-Instruct';

  test('of an image is KServe\'s to mount, on every release', () => {
    const objects = served({ modelCache: { kind: 'image', reference: 'quay.io/models/llama:1', path: 'models' } });

    expect(objects.one('LLMInferenceService').spec.model.uri).toBe('oci://registry.bank.example/mirror/quay.io/models/llama:1');
    expect(objects.answer.models).toEqual([]);
    expect(said(objects)).toContain("model.cache substituted: KServe runs the image 'quay.io/models/llama:1' beside the engine, and each node pulls it once");
  });

  test('of a volume is filled by a Job without a fixed user', () => {
    const objects = served({ modelCache: { kind: 'volume', sizeGib: 150, storageClassName: 'cephfs', accessMode: 'ReadWriteMany', nodes: 3 } });

    expect(objects.one('LLMInferenceService').spec.model.uri).toBe('pvc://chat-weights/meta-llama/Llama-3.3-70B-Instruct');
    expect(objects.all.find(({ kind }) => kind === 'Job')!.spec.template.spec.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });

  test('of nodes is KServe\'s, with the address that the service reads', () => {
    const objects = served({ modelCache: { kind: 'node', nodeGroup: 'gpus' } });

    expect(objects.one('LocalModelNamespaceCache').spec).toEqual({ sourceModelUri: bucket, modelSize: '132Gi', nodeGroups: ['gpus'], serviceAccountName: 'chat' });
    expect(objects.one('LLMInferenceService').spec.model.uri).toBe(bucket);
  });
});

describeWithCrds('custom resources of engines and caches', () => {
  const all = [
    served({ storage }, new OpenShiftDistribution({ nim: nims })), served({ engine: runtime }),
    served({ engine: { ...runtime, port: 9000 }, modelStore: aVolume() }),
    served({ modelCache: { kind: 'node', nodeGroup: 'gpus' } }),
    served({ modelCache: { kind: 'image', reference: 'quay.io/models/llama:1', path: 'models' }, cluster: aCluster({ kubernetesVersion: '1.31' }) }),
  ].flatMap((objects) => objects.all);

  test.each(all.filter((object) => isCustomResource(object)).map((object) => [object.kind, object] as const))('%s is what its definition asks for', (_, object) => {
    expect(validateCustomResource(object)).toEqual([]);
  });
});
