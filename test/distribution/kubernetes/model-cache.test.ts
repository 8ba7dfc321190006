import { arrivalSeconds, startupSeconds } from '../../../src/distribution/kubernetes/engine/engine-lifecycle';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { ModelCacheRequest, VolumeCacheRequest } from '../../../src/target/engine-request';
import { objectsOf } from '../cluster-objects';
import { aBucket, aCluster, aPool, aVolume, type PoolFacts } from '../requests';

const volume: VolumeCacheRequest = { kind: 'volume', sizeGib: 150, storageClassName: 'cephfs', accessMode: 'ReadWriteMany', nodes: 3 };
const image: ModelCacheRequest = { kind: 'image', reference: 'quay.io/models/llama:1', path: 'models' };
const served = (facts: PoolFacts, distribution = new KubernetesDistribution()) => (
  objectsOf((scope) => distribution.bindInference(scope, aPool(facts))));
const podOf = (objects: ReturnType<typeof served>) => objects.one('Deployment', 'chat').spec.template.spec;
const cached = (objects: ReturnType<typeof served>) => objects.answer.fulfilments
  .filter(({ capability }) => capability === 'model.cache').map(({ level, reason }) => `${level}: ${reason}`);

describe('a volume that is filled once', () => {
  const objects = served({ modelCache: volume });
  const fill = objects.all.find(({ kind }) => kind === 'Job')!;

  test('is a claim, a Job and the way from the one to the bucket', () => {
    expect(objects.one('PersistentVolumeClaim', 'chat-weights').spec).toEqual({
      storageClassName: 'cephfs', accessModes: ['ReadWriteMany'], resources: { requests: { storage: '150Gi' } },
    });
    expect(objects.one('NetworkPolicy', 'chat-fill').spec).toEqual({
      podSelector: { matchLabels: { 'aiplane.dev/workload': 'chat', 'app.kubernetes.io/component': 'model-cache' } },
      policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ protocol: 'TCP', port: 443 }] }],
    });
    expect(fill.metadata.labels).toMatchObject({ 'app.kubernetes.io/component': 'model-cache' });
  });

  test('is filled with the identity of the pool, on its nodes, and marked when it is whole', () => {
    const pod = fill.spec.template.spec;

    expect(pod).toMatchObject({
      serviceAccountName: 'chat', restartPolicy: 'OnFailure', nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' },
      securityContext: { runAsNonRoot: true, runAsUser: 2000, fsGroup: 2000, seccompProfile: { type: 'RuntimeDefault' } },
      initContainers: [{
        args: [
          'copy', ':s3:bank-models', '/models', '--filter=- *.pth', '--filter=- *.gguf', '--filter=+ /meta-llama/Llama-3.3-70B-Instruct/**', '--filter=- *',
          '--transfers=8', '--config=/notfound',
        ],
      }],
      containers: [{ args: ['touch', '/models/meta-llama/Llama-3.3-70B-Instruct/.complete', '--config=/notfound'] }],
      volumes: [{ name: 'weights', persistentVolumeClaim: { claimName: 'chat-weights' } }],
    });
    expect(JSON.stringify(pod)).not.toContain('nvidia.com/gpu":"');
  });

  test('is filled by another Job when anything of it changes, and by the same when nothing does', () => {
    const name = (facts: PoolFacts) => served({ modelCache: volume, ...facts }).all.find(({ kind }) => kind === 'Job')!.metadata.name;

    expect(name({})).toBe(fill.metadata.name);
    expect(name({ modelStore: aBucket({ uri: 's3://other' }) })).not.toBe(fill.metadata.name);
    expect(fill.metadata.name).toMatch(/^chat-fill-[0-9a-f]{8}$/);
  });

  test('is waited for, in the image that the node has, and mounted for reading', () => {
    const pod = podOf(objects);

    expect(pod.initContainers).toMatchObject([{
      name: 'await-weights', image: 'registry.bank.example/mirror/docker.io/vllm/vllm-openai:v0.27.1',
      command: ['sh', '-c', 'until [ -e /models/meta-llama/Llama-3.3-70B-Instruct/.complete ]; do sleep 5; done'],
    }]);
    expect(pod.containers[0].args[0]).toBe('/models/meta-llama/Llama-3.3-70B-Instruct');
    expect(pod.containers[0].args.join(' ')).not.toContain('runai');
    expect(pod.volumes).toContainEqual({ name: 'models', persistentVolumeClaim: { claimName: 'chat-weights', readOnly: true } });
  });

  test('takes the bucket out of the reach of the engine', () => {
    expect(objects.one('NetworkPolicy', 'chat').spec.policyTypes).toEqual(['Ingress']);
    expect(podOf(objects).containers[0].env.map(({ name }: { name: string }) => name)).not.toContain('AWS_REGION');
  });

  test('gives roll-outs the time that it takes to fill, and probes only what it takes to read', () => {
    const need = aPool({ modelCache: volume });

    expect(arrivalSeconds(need)).toBe(1661);
    expect(startupSeconds(need)).toBe(startupSeconds(aPool({ modelStore: aVolume() })));
    expect(objects.one('Deployment', 'chat').spec.progressDeadlineSeconds).toBe(1661 + startupSeconds(need) + 600);
    expect(arrivalSeconds(aPool())).toBe(0);
  });
});

describe('a cache that the cluster cannot have', () => {
  test.each<[string, PoolFacts, string]>([
    ['is not needed where weights lie on a volume', { modelCache: volume, modelStore: aVolume() }, 'not-applicable: the weights lie on a volume already, which replicas mount'],
    ['is missing where one node at a time holds a volume', { modelCache: { ...volume, accessMode: 'ReadWriteOnce', storageClassName: 'gp3' } },
      "missing: one node at a time holds a volume of the class 'gp3', and the pool may use 3; name a 'storageClass' whose volumes are ReadWriteMany: each replica reads the zone's store"],
    ['is missing where kubelets mount no images', { modelCache: image }, "missing: Kubernetes 1.34 mounts no images unless its feature gate ImageVolume is on: each replica reads the zone's store"],
    ['is missing where nothing keeps models on nodes', { modelCache: { kind: 'node', nodeGroup: 'gpus' } },
      "missing: no controller here keeps models on the disks of nodes, and pods of the zone may not reach those themselves; an image is what a node keeps: each replica reads the zone's store"],
  ])('%s', (_, facts, reason) => {
    const objects = served(facts);

    expect(cached(objects)).toEqual([reason]);
    expect(objects.names.filter((name) => name.startsWith('Job'))).toEqual([]);
    expect(podOf(objects).containers[0].args).toEqual(podOf(served({ ...facts, modelCache: undefined })).containers[0].args);
  });

  test('is made of a volume for one node where there is only one', () => {
    expect(cached(served({ modelCache: { ...volume, accessMode: 'ReadWriteOnce', nodes: 1 } }))).toEqual([
      'equal: a Job copies the weights from the bucket to a volume once, and replicas wait for it and mount them',
    ]);
  });
});

describe('an image', () => {
  const cluster = aCluster({ kubernetesVersion: '1.35' });

  test('is pulled from the mirror and mounted, and no bucket is read', () => {
    const pod = podOf(served({ modelCache: image, cluster }));

    expect(pod.volumes).toContainEqual({ name: 'model-image', image: { reference: 'registry.bank.example/mirror/quay.io/models/llama:1', pullPolicy: 'IfNotPresent' } });
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'model-image', mountPath: '/model-image', readOnly: true });
    expect(pod.containers[0].args[0]).toBe('/model-image/models');
  });

  test('brings the model, so that none is copied to the store', () => {
    expect(served({ modelCache: image, cluster }).answer.models).toEqual([]);
    expect(served({}).answer.models).toBeUndefined();
  });

  test('is mounted by older clusters that are told to', () => {
    expect(cached(served({ modelCache: image }, new KubernetesDistribution({ imageVolumes: true })))).toEqual([
      "equal: each node pulls the image 'quay.io/models/llama:1' once and mounts the model that it holds",
    ]);
  });
});

test('a pool may say itself how long its start takes', () => {
  expect(startupSeconds(aPool({ startupSeconds: 95 }))).toBe(100);
});
