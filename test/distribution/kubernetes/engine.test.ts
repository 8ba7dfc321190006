import * as fc from 'fast-check';
import { Accelerator } from '../../../src/catalog/accelerators';
import { Model } from '../../../src/catalog/models';
import type { EnvVar } from '../../../src/distribution/kubernetes/api/pod';
import { engineArguments } from '../../../src/distribution/kubernetes/engine/engine-arguments';
import { gracePeriodSeconds, startupSeconds } from '../../../src/distribution/kubernetes/engine/engine-lifecycle';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import { objectsOf } from '../cluster-objects';
import { aBucket, aCluster, anEntrance, aPool, aRole, aServing, aVolume, onGpus, type PoolFacts } from '../requests';

const served = (facts: PoolFacts = {}) => objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool(facts)));
const podOf = (facts: PoolFacts = {}) => served(facts).one('Deployment', 'chat').spec.template.spec;
const containerOf = (facts: PoolFacts = {}) => podOf(facts).containers[0];

describe('command line', () => {
  test('states everything that the memory estimate depends on', () => {
    expect(engineArguments(aRole({ serving: aServing({ kvCacheDtype: 'fp8' }) }))).toEqual([
      's3://bank-models/meta-llama/Llama-3.3-70B-Instruct',
      '--served-model-name=llama-3.3-70b-instruct',
      '--port=8000',
      '--tensor-parallel-size=4',
      '--max-model-len=32768',
      '--max-num-batched-tokens=8192',
      '--max-num-seqs=256',
      '--gpu-memory-utilization=0.9',
      '--kv-cache-dtype=fp8',
      '--shutdown-timeout=300',
      '--disable-access-log-for-endpoints=/health,/metrics,/v1/models',
      '--enable-auto-tool-choice',
      '--tool-call-parser=llama3_json',
      '--load-format=runai_streamer',
      '--model-loader-extra-config={"distributed":true,"memory_limit":4294967296}',
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing', [], ['--enable-auto-tool-choice', '--tool-call-parser=hermes', '--reasoning-parser=qwen3']],
    ['another parser', ['--tool-call-parser=pythonic'], ['--reasoning-parser=qwen3', '--tool-call-parser=pythonic']],
    ['that no tool is called', ['--no-enable-auto-tool-choice'], ['--reasoning-parser=qwen3', '--no-enable-auto-tool-choice']],
    ['what thoughts look like', ['--reasoning_parser=deepseek_r1'], ['--enable-auto-tool-choice', '--tool-call-parser=hermes', '--reasoning_parser=deepseek_r1']],
  ])('tells thoughts and calls of tools from answers, unless the pool says %s', (_, extraArgs, expected) => {
    const args = engineArguments(aRole({ model: Model.QWEN3_8B, engine: { kind: 'vllm', extraArgs } }));

    expect(args.filter((arg) => /parser|tool/.test(arg))).toEqual(expected);
  });

  test('of one GPU shares the reading of weights with nobody', () => {
    expect(engineArguments(aRole({ tensorParallelSize: 1 }))).toContain('--model-loader-extra-config={"memory_limit":4294967296}');
  });

  test('reads a volume as files', () => {
    const args = engineArguments(aRole({ modelStore: aVolume() }));

    expect(args[0]).toBe('/models/meta-llama/Llama-3.3-70B-Instruct');
    expect(args.join(' ')).not.toContain('runai');
  });

  test('keeps what is asked for again and again out of the log', () => {
    const unlogged = engineArguments(aRole()).find((arg) => arg.startsWith('--disable-access-log-for-endpoints='))!.split('=')[1]!.split(',');
    const { startupProbe, livenessProbe, readinessProbe } = containerOf();
    const { path } = served().one('PodMonitor', 'chat').spec.podMetricsEndpoints[0];

    expect(unlogged).toEqual(expect.arrayContaining([path, ...[startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path)]));
  });

  test('runs the image of the mirror by its own entry point', () => {
    expect(containerOf({ tensorParallelSize: 1 })).toMatchObject({ image: 'registry.bank.example/mirror/docker.io/vllm/vllm-openai:v0.27.1', command: ['vllm', 'serve'] });
  });

  test.each<[string, PoolFacts]>([
    ['ranks', { tensorParallelSize: 4 }],
    ['tiers of the cache', { tensorParallelSize: 1, kvOffload: { cpuGib: 64 } }],
  ])('that shares memory for its %s first clears what an engine before it left there, for the volume outlives a container', (_, facts) => {
    const { command, volumeMounts } = containerOf(facts);
    const { mountPath } = volumeMounts.find(({ name }: { name: string }) => name === 'shared-memory');

    expect(command).toEqual(['/bin/sh', '-c', `find ${mountPath} -type f -delete; exec vllm serve "$@"`, 'vllm']);
  });
});

describe('environment', () => {
  const environmentOf = (facts: PoolFacts = {}) =>
    Object.fromEntries(containerOf(facts).env.map(({ name, value, valueFrom }: EnvVar) => [name, value ?? valueFrom]));

  test('keeps the engine from model hubs and from telling of its use', () => {
    expect(environmentOf()).toMatchObject({ HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1', VLLM_NO_USAGE_STATS: '1', DO_NOT_TRACK: '1' });
  });

  test('leads to a bucket of the cloud by the identity of the pod', () => {
    const environment = environmentOf();

    expect(environment).toMatchObject({ AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-central-1', AWS_EC2_METADATA_DISABLED: 'true' });
    expect(Object.keys(environment).filter((name) => /ENDPOINT|KEY/.test(name))).toEqual([]);
  });

  test('leads to a bucket of the site by its endpoint and Secret', () => {
    const modelStore = aBucket({ endpoint: 'https://s3.zrh1.bank.example', secretName: 's3-reader' });

    expect(environmentOf({ modelStore })).toMatchObject({
      AWS_ENDPOINT_URL: 'https://s3.zrh1.bank.example',
      RUNAI_STREAMER_S3_USE_VIRTUAL_ADDRESSING: '0',
      AWS_ACCESS_KEY_ID: { secretKeyRef: { name: 's3-reader', key: 'AWS_ACCESS_KEY_ID' } },
      AWS_SECRET_ACCESS_KEY: { secretKeyRef: { name: 's3-reader', key: 'AWS_SECRET_ACCESS_KEY' } },
    });
  });

  test('says nothing of buckets where models lie on a volume', () => {
    expect(Object.keys(environmentOf({ modelStore: aVolume() })).filter((name) => name.startsWith('AWS'))).toEqual([]);
  });
});

describe('pod', () => {
  test('meets the restricted level', () => {
    expect(podOf().securityContext).toEqual({ runAsNonRoot: true, runAsUser: 2000, fsGroup: 2000, seccompProfile: { type: 'RuntimeDefault' } });
    expect(containerOf().securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  });

  test('has no Service variables and no token of the API', () => {
    expect(podOf()).toMatchObject({ enableServiceLinks: false, automountServiceAccountToken: false, serviceAccountName: 'chat' });
  });

  test('runs where the request says', () => {
    expect(podOf()).toMatchObject(onGpus);
  });

  test.each([
    [1, { 'cpu': '2', 'memory': '10Gi', 'nvidia.com/gpu': '1' }],
    [4, { 'cpu': '8', 'memory': '40Gi', 'nvidia.com/gpu': '4' }],
  ])('asks for %d GPUs with their share of the node', (tensorParallelSize, requests) => {
    const { resources } = containerOf({ tensorParallelSize });

    expect(resources).toEqual({ requests, limits: { 'nvidia.com/gpu': String(tensorParallelSize) } });
  });

  test('asks for the resource that its accelerator is', () => {
    expect(containerOf({ accelerator: Accelerator.L4 }).resources.limits).toHaveProperty([Accelerator.L4.resourceName]);
  });

  test.each([
    ['a bucket', aBucket(), ['/dev/shm', '/home/vllm', '/tmp']],
    ['a volume', aVolume(), ['/dev/shm', '/home/vllm', '/tmp', '/models']],
  ])('that reads %s can write what it must and mounts nothing more', (_store, modelStore, paths) => {
    const { volumes, containers: [container] } = podOf({ modelStore });

    expect(container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual(paths);
    expect(container.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(volumes.map(({ name }: { name: string }) => name));
  });

  test('mounts models read-only', () => {
    const { volumes, containers: [container] } = podOf({ modelStore: aVolume() });

    expect(volumes).toContainEqual({ name: 'models', persistentVolumeClaim: { claimName: 'models', readOnly: true } });
    expect(container.volumeMounts).toContainEqual({ name: 'models', mountPath: '/models', readOnly: true });
  });

  test('of a pool of one is spread over nothing', () => {
    expect(podOf({ minReplicas: 1, maxReplicas: 1 })).not.toHaveProperty('topologySpreadConstraints');
    expect(podOf().topologySpreadConstraints.map(({ topologyKey }: { topologyKey: string }) => topologyKey)).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
  });
});

describe('life cycle', () => {
  test('grace is longer than the pause before the signal and the draining after it', () => {
    fc.assert(fc.property(fc.nat(86_400), (drainSeconds) => {
      const pod = podOf({ drainSeconds });
      const drain = Number(/--shutdown-timeout=(\d+)/.exec(pod.containers[0].args.join(' '))![1]);

      expect(drain).toBe(drainSeconds);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(pod.containers[0].lifecycle.preStop.sleep.seconds + drain);
    }), { numRuns: 20 });
  });

  test('grace is 15 seconds to be forgotten, the draining, and 15 to exit', () => {
    expect(gracePeriodSeconds({ drainSeconds: 300 })).toBe(330);
  });

  test('start-up allows for loading the weights from a slow store', () => {
    expect(startupSeconds(aPool({ model: Model.LLAMA_3_1_8B_INSTRUCT }))).toBe(790);
    expect(startupSeconds(aPool({ model: Model.LLAMA_3_3_70B_INSTRUCT }))).toBe(2270);
    expect(startupSeconds(aPool({ model: Model.LLAMA_3_3_70B_INSTRUCT, modelStore: aVolume() }))).toBe(1680);
  });

  test('the start-up probe gives exactly that time, and the roll-out gives more', () => {
    const { startupProbe } = containerOf();

    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(startupSeconds(aPool()));
    expect(served().one('Deployment', 'chat').spec.progressDeadlineSeconds).toBeGreaterThan(startupSeconds(aPool()));
  });

  test('a pod is alive when it answers and ready when it lists its model', () => {
    expect(containerOf()).toMatchObject({
      livenessProbe: { httpGet: { path: '/health', port: 8000 } }, readinessProbe: { httpGet: { path: '/v1/models', port: 8000 } },
    });
  });
});

describe('replicas', () => {
  test('are rolled out without a spare GPU where none is known', () => {
    expect(served().one('Deployment', 'chat').spec).toMatchObject({ replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } });
  });

  test('are selected by a part of their own labels', () => {
    const { selector, template } = served().one('Deployment', 'chat').spec;

    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });

  test('are rolled out one more than there are where the nodes hold it', () => {
    const { strategy } = served({ surgeReplicas: () => 1 }).one('Deployment', 'chat').spec;

    expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
  });

  test.each([[1, 1, false], [1, 2, true], [2, 2, true]])('from %d to %d of them go one at a time while nodes are drained: %s', (minReplicas, maxReplicas, kept) => {
    const objects = served({ minReplicas, maxReplicas });

    expect(objects.names.includes('PodDisruptionBudget/chat')).toBe(kept);
  });

  test('on a volume that one node can hold are warned of', () => {
    const findingsOf = (facts: PoolFacts) => served({ modelStore: aVolume({ accessMode: 'ReadWriteOnce' }), ...facts }).answer.findings;

    expect(findingsOf({ maxReplicas: 6 })).toEqual([{
      code: 'ModelVolumeOnOneNode', severity: 'warning',
      message: "'maxReplicas' (6) run on one node only, the one that holds the volume of models; use a storage class with ReadWriteMany",
    }]);
    expect(findingsOf({ minReplicas: 1, maxReplicas: 1 })).toEqual([]);
  });
});

describe('traffic of the engine', () => {
  const trafficOf = (facts: PoolFacts = {}) => served(facts).one('NetworkPolicy', 'chat').spec;

  test('comes from the proxy, the picker and the monitoring namespace, to one port', () => {
    expect(trafficOf().ingress).toEqual([{
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'zone' } }, podSelector: { matchLabels: anEntrance.proxy.podLabels } },
        { podSelector: { matchLabels: { 'aiplane.dev/workload': 'chat', 'app.kubernetes.io/component': 'endpoint-picker' } } },
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
      ],
      ports: [{ protocol: 'TCP', port: 8000 }],
    }]);
  });

  test('goes to the store of models and nowhere else', () => {
    expect(trafficOf().egress).toEqual([{ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ protocol: 'TCP', port: 443 }] }]);
  });

  test('goes nowhere where models lie on a volume', () => {
    expect(trafficOf({ modelStore: aVolume() }).policyTypes).toEqual(['Ingress']);
  });
});

test('without a mirror the image comes from its own registry', () => {
  expect(containerOf({ cluster: aCluster({ registry: {} }) }).image).toBe('docker.io/vllm/vllm-openai:v0.27.1');
});
