import { App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { requireSound, type Surroundings } from '../../../src/distribution/kubernetes/endpoint-picker/soundness';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { EndpointPickerConfig } from '../../../src/target/picker-config';
import { PickerPlugin } from '../../../src/target/picker-plugins';
import type { FlowControlRequest, RoutingRequest } from '../../../src/target/routing-request';
import { objectsOf, type ClusterObjects } from '../cluster-objects';
import { anEngineRole, aParallelism, aPool, aServing, type PoolFacts } from '../requests';

const served = (facts: PoolFacts = {}) => objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool(facts)));
const routing = (facts: Partial<RoutingRequest>): RoutingRequest => ({ shares: () => [], ...facts });
const configIn = (objects: ClusterObjects<unknown>) => parse(objects.one('ConfigMap', 'chat-epp').data['endpoint-picker.yaml']);
const configOf = (facts: PoolFacts = {}) => configIn(served(facts));
const pickerOf = (objects: ClusterObjects<unknown>) => objects.one('Deployment', 'chat-epp').spec.template.spec.containers[0];
const engineOf = (objects: ClusterObjects<unknown>) => objects.one('Deployment', 'chat').spec.template.spec.containers[0];
const typesIn = (config: { plugins: { type: string }[] }) => config.plugins.map(({ type }) => type);
const parametersIn = (config: { plugins: { type: string; parameters?: object }[] }, type: string) => (
  config.plugins.find((one) => one.type === type)?.parameters);

const bothRoles = [
  anEngineRole(4, { role: 'prefill', roleName: 'chat-prefill' }), anEngineRole(4, { role: 'decode', roleName: 'chat' }),
];

const flowControl: FlowControlRequest = {
  bands: [
    { priority: 0, maxRequests: 100, maxBytes: 1024 ** 3, fairness: 'global-strict', ordering: 'first-come' },
    { priority: 10, maxRequests: 50, maxBytes: 2 * 1024 ** 3, fairness: 'round-robin', ordering: 'earliest-deadline' },
  ],
  otherBands: { maxRequests: 5000, maxBytes: 512 * 1024 ** 2 },
  maxRequests: 400,
  maxBytes: 3.5 * 1024 ** 3,
  defaultRequestTtlSeconds: 30,
  saturation: { by: 'concurrency', maxConcurrency: 64, headroom: 0.2 },
};

describe('prefix cache', () => {
  test('that nobody declared is known by what was sent where, with the block size that the engines report', () => {
    const objects = served();

    expect(parametersIn(configIn(objects), 'approx-prefix-cache-producer')).toEqual({ autoTune: true });
    expect(engineOf(objects).args.filter((arg: string) => /block-size|kv-events/.test(arg))).toEqual([]);
    expect(objects.names).not.toContain('Service/chat-tokens');
  });

  test('by approximation has blocks of one size at the engine and the picker', () => {
    const objects = served({ routing: routing({ prefixCache: { kind: 'approximate', hashSeed: '42' } }), serving: aServing({ blockSize: 128 }) });

    expect(parametersIn(configIn(objects), 'approx-prefix-cache-producer')).toEqual({ autoTune: true, blockSizeTokens: 128 });
    expect(engineOf(objects).args).toContain('--block-size=128');
  });

  test('that is not used is not scored', () => {
    const config = configOf({ routing: routing({ prefixCache: { kind: 'none', hashSeed: '42' } }) });

    expect(typesIn(config)).toEqual(['queue-scorer', 'kv-cache-utilization-scorer', 'max-score-picker', 'single-profile-handler']);
  });

  describe('by events', () => {
    const precise = routing({ prefixCache: { kind: 'precise', hashSeed: '7' } });

    test('has blocks of one size and one seed at the engine and the picker', () => {
      const objects = served({ routing: precise, serving: aServing({ blockSize: 64 }) });
      const { tokenProcessorConfig } = parametersIn(configIn(objects), 'precise-prefix-cache-producer') as { tokenProcessorConfig: object };

      expect(tokenProcessorConfig).toEqual({ blockSizeTokens: 64, hashSeed: '7' });
      expect(engineOf(objects).args).toContain('--block-size=64');
      expect(engineOf(objects).env).toContainEqual({ name: 'PYTHONHASHSEED', value: '7' });
    });

    test('has the engine\'s own blocks where nobody says a size', () => {
      const objects = served({ routing: precise });
      const { tokenProcessorConfig } = parametersIn(configIn(objects), 'precise-prefix-cache-producer') as { tokenProcessorConfig: object };

      expect(tokenProcessorConfig).toMatchObject({ blockSizeTokens: 16 });
      expect(engineOf(objects).args.filter((arg: string) => arg.startsWith('--block-size'))).toEqual([]);
    });

    test.each<[string, PoolFacts, number]>([
      ['few replicas', { maxReplicas: 6 }, 10],
      ['many', { maxReplicas: 16 }, 18],
      ['few with many engines', { maxReplicas: 3, gpusPerPod: 8, parallelism: aParallelism({ dataParallelSize: 8, dataParallelSizeLocal: 8 }) }, 26],
      ['many with a tier in main memory', { maxReplicas: 16, kvOffload: { cpuGib: 64 } }, 34],
      ['many with a volume behind it', { maxReplicas: 16, kvOffload: { cpuGib: 64, fileSystem: { gib: 500 } } }, 50],
    ])('remembers every replica that may hold a block: %s', (_, facts, podCacheSize) => {
      const config = configOf({ routing: precise, ...facts });

      expect(parametersIn(config, 'precise-prefix-cache-producer')).toMatchObject({ indexerConfig: { kvBlockIndexConfig: { inMemoryConfig: { podCacheSize } } } });
    });

    test('counts what has just been sent somewhere as cached there, until events say so', () => {
      expect(parametersIn(configOf({ routing: precise }), 'precise-prefix-cache-producer')).toMatchObject({ speculativeIndexing: true });
    });

    test('has engines cut prompts for the picker, also those of versions that do so only when told', () => {
      expect(engineOf(served({ routing: precise })).env).toContainEqual({ name: 'VLLM_ENABLE_SCALE_OUT_ENDPOINTS', value: '1' });
      expect(engineOf(served()).env.map(({ name }: { name: string }) => name)).not.toContain('VLLM_ENABLE_SCALE_OUT_ENDPOINTS');
    });

    test.each([[undefined, false], [29, false], [30, true]])('and of version 0.%s by a flag: %s', (minor, told) => {
      const { args } = engineOf(served({ routing: precise, engine: { kind: 'vllm', extraArgs: [], ...(minor !== undefined && { minor }) } }));

      expect(args.includes('--enable-scale-out')).toBe(told);
    });

    test('is scored by the producer that hears the events', () => {
      const config = configOf({ routing: precise });

      expect(parametersIn(config, 'prefix-cache-scorer')).toEqual({ prefixMatchInfoProducerName: 'precise-prefix-cache-producer' });
      expect(typesIn(config)).not.toContain('approx-prefix-cache-producer');
      expect(config.dataLayer.sources).toEqual([
        { pluginRef: 'metrics-data-source', extractors: [{ pluginRef: 'core-metrics-extractor' }] },
        { pluginRef: 'endpoint-notification-source', extractors: [{ pluginRef: 'precise-prefix-cache-producer' }] },
      ]);
    });

    test('publishes them under the address that the picker knows the replica by', () => {
      const { args, env, ports } = engineOf(served({ routing: precise }));
      const events = args.find((arg: string) => arg.startsWith('--kv-events-config=')).replace('--kv-events-config=', '');

      expect(JSON.parse(events)).toEqual({
        enable_kv_cache_events: true, publisher: 'zmq', endpoint: 'tcp://*:5557', topic: 'kv@$(POD_IP):8000@llama-3.3-70b-instruct',
      });
      expect(env).toContainEqual({ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } });
      expect(ports).toContainEqual({ name: 'kv-events', containerPort: 5557, protocol: 'TCP' });
    });

    test('lets the picker, and nobody else, listen', () => {
      const objects = served({ routing: precise });

      expect(objects.one('NetworkPolicy', 'chat-kv-events').spec).toEqual({
        podSelector: { matchLabels: objects.one('InferencePool').spec.selector.matchLabels },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: objects.one('Deployment', 'chat-epp').spec.selector }], ports: [{ protocol: 'TCP', port: 5557 }] }],
      });
      expect(objects.one('NetworkPolicy', 'chat-epp').spec.egress[1].ports).toEqual([{ protocol: 'TCP', port: 8000 }, { protocol: 'TCP', port: 5557 }]);
    });

    test('hears of each engine of a pod, at the port that it adds its rank to', () => {
      const roles = [anEngineRole(1, { gpusPerPod: 4, parallelism: aParallelism({ dataParallelSize: 4, dataParallelSizeLocal: 4 }) })];
      const objects = served({ routing: precise, roles });
      const ports = [5557, 5558, 5559, 5560];

      expect(engineOf(objects).ports.slice(4)).toEqual(ports.map((containerPort, rank) => ({ name: rank === 0 ? 'kv-events' : `kv-events-${rank}`, containerPort, protocol: 'TCP' })));
      expect(objects.one('NetworkPolicy', 'chat-kv-events').spec.ingress[0].ports).toEqual(ports.map((port) => ({ protocol: 'TCP', port })));
      expect(objects.one('NetworkPolicy', 'chat-epp').spec.egress[1].ports.slice(4)).toEqual(ports.map((port) => ({ protocol: 'TCP', port })));
    });

    test.each([['in one pod, more than a pool lists ports', 16, 16, 1, 1], ['over two pods', 16, 8, 2, 8]])('is refused for engines %s', (_, engines, local, podsPerReplica, heard) => {
      const parallelism = aParallelism({ dataParallelSize: engines, dataParallelSizeLocal: local });

      expect(() => served({ routing: precise, roles: [anEngineRole(1, { gpusPerPod: local, podsPerReplica, parallelism })] })).toThrow(
        `'routing.prefixCache' (precise) hears of engines that have a port each in one pod, and of the ${engines} of a replica it would hear of ${heard}; `
        + 'use PrefixCache.approximate(), or from two to eight engines in one pod',
      );
    });

    test('has prompts cut into tokens by the engines themselves, so that no model hub is asked', () => {
      const objects = served({ routing: precise });
      const { vllm, modelName } = parametersIn(configIn(objects), 'token-producer') as { vllm: { url: string }; modelName: string };
      const service = objects.one('Service', new URL(vllm.url).hostname.split('.')[0]);

      expect(modelName).toBe('llama-3.3-70b-instruct');
      expect(Number(new URL(vllm.url).port)).toBe(service.spec.ports[0].port);
      expect(objects.one('Deployment', 'chat').spec.template.metadata.labels).toMatchObject(service.spec.selector);
    });
  });
});

describe('caches beside the GPU', () => {
  const kvTokensPerGib = 6400;
  const offloadedIn = (facts: PoolFacts) => configOf({ kvTokensPerGib, ...facts }).plugins.find(({ name }: { name?: string }) => name === 'offloaded-prefix-cache-producer')?.parameters;
  const own = { cpuGib: 64, fileSystem: { gib: 500 } };

  test('are known beside those on it, which alone the metrics tell of', () => {
    const config = configOf({ kvTokensPerGib, kvOffload: { cpuGib: 64 } });

    expect(config.plugins).toEqual(expect.arrayContaining([
      { type: 'approx-prefix-cache-producer', parameters: { autoTune: true } },
      { name: 'offloaded-prefix-cache-producer', type: 'approx-prefix-cache-producer', parameters: { autoTune: false, blockSizeTokens: 64, lruCapacityPerServer: 6400 } },
      { name: 'offloaded-prefix-cache-scorer', type: 'prefix-cache-scorer', parameters: { prefixMatchInfoProducerName: 'offloaded-prefix-cache-producer' } },
    ]));
    expect(config.schedulingProfiles[0].plugins).toEqual(expect.arrayContaining([
      { pluginRef: 'prefix-cache-scorer', weight: 3 }, { pluginRef: 'offloaded-prefix-cache-scorer', weight: 1 },
    ]));
  });

  test.each<[string, PoolFacts, number]>([
    ['a disk of its own, which keeps what memory has let go', { kvOffload: own }, 50_000],
    ['a disk that all share, which tells no replica from another', { kvOffload: { ...own, fileSystem: { gib: 500, shared: true } } }, 6400],
    ['larger blocks', { kvOffload: { cpuGib: 64 }, serving: aServing({ blockSize: 128 }) }, 3200],
    ['engines that share the memory of a pod', { kvOffload: { cpuGib: 64 }, parallelism: aParallelism({ dataParallelSize: 4, dataParallelSizeLocal: 4 }) }, 1600],
    ['more than the picker is to remember', { kvOffload: { cpuGib: 65_536 } }, 250_000],
  ])('are thought to keep as many blocks as have room in %s', (_, facts, lruCapacityPerServer) => {
    expect(offloadedIn(facts)).toMatchObject({ lruCapacityPerServer });
  });

  test.each<[string, PoolFacts]>([
    ['there are none', {}],
    ['nobody knows what a token takes', { kvOffload: { cpuGib: 64 }, kvTokensPerGib: 0 }],
    ['engines tell of theirs', { kvOffload: { cpuGib: 64 }, routing: routing({ prefixCache: { kind: 'precise', hashSeed: '42' } }) }],
  ])('are not guessed where %s', (_, facts) => {
    expect(offloadedIn(facts)).toBeUndefined();
  });
});

describe('scorers', () => {
  test('count as much as the pool says, and those that count nothing are left out', () => {
    const config = configOf({ routing: routing({ scorers: { queue: 0, runningRequests: 1.5, prefixCache: 5 } }) });

    expect(config.schedulingProfiles[0].plugins).toEqual([
      { pluginRef: 'running-requests-size-scorer', weight: 1.5 }, { pluginRef: 'kv-cache-utilization-scorer', weight: 2 },
      { pluginRef: 'prefix-cache-scorer', weight: 5 }, { pluginRef: 'max-score-picker' },
    ]);
    expect(typesIn(config)).not.toContain('queue-scorer');
  });
});

describe('adapters', () => {
  test('draw requests to replicas that have them loaded', () => {
    const config = configOf({ lora: { maxLoras: 4, maxLoraRank: 16, adapters: () => [] } });

    expect(config.schedulingProfiles[0].plugins).toContainEqual({ pluginRef: 'lora-affinity-scorer', weight: 2 });
  });
});

describe('roles', () => {
  test('each have a profile that filters its replicas', () => {
    const objects = served({ roles: bothRoles, kvTransfer: { nonCachedTokens: 512 } });
    const { schedulingProfiles, plugins } = configIn(objects);

    expect(schedulingProfiles.map(({ name, plugins: [first] }: { name: string; plugins: object[] }) => [name, first])).toEqual([
      ['prefill', { pluginRef: 'prefill-filter' }], ['decode', { pluginRef: 'decode-filter' }],
    ]);
    expect(parametersIn({ plugins }, 'disagg-profile-handler')).toEqual({ deciders: { prefill: 'prefix-based-pd-decider' } });
    expect(parametersIn({ plugins }, 'prefix-based-pd-decider')).toEqual({ nonCachedTokens: 512 });
    expect(typesIn({ plugins })).not.toContain('single-profile-handler');
    expect(objects.one('ConfigMap', 'chat-epp').data['endpoint-picker.yaml']).not.toContain('&');
  });

  test('decide by the approximate index where events are scored, for the decider reads no other', () => {
    const config = configOf({ roles: bothRoles, kvTransfer: { nonCachedTokens: 512 }, routing: routing({ prefixCache: { kind: 'precise', hashSeed: '42' } }) });

    expect(typesIn(config)).toEqual(expect.arrayContaining(['approx-prefix-cache-producer', 'precise-prefix-cache-producer']));
  });

  test.each<[string, PoolFacts]>([
    ['no threshold', {}],
    ['a threshold of nothing', { kvTransfer: { nonCachedTokens: 0 } }],
    ['no knowledge of caches', { kvTransfer: { nonCachedTokens: 512 }, routing: routing({ prefixCache: { kind: 'none', hashSeed: '42' } }) }],
  ])('with %s always prefill elsewhere', (_case, facts) => {
    expect(parametersIn(configOf({ roles: bothRoles, ...facts }), 'disagg-profile-handler')).toEqual({ deciders: { prefill: 'always-disagg-pd-decider' } });
  });
});

describe('predicted latency', () => {
  const predicted = { routing: routing({ predictedLatency: true }) };

  test('runs the two servers that it asks beside the picker', () => {
    // WHEN
    const objects = served(predicted);
    const { containers, volumes, securityContext } = objects.one('Deployment', 'chat-epp').spec.template.spec;
    const [picker, training, prediction] = containers;

    // THEN
    expect(picker.env).toEqual(expect.arrayContaining([
      { name: 'TRAINING_SERVER_URL', value: `http://localhost:${training.ports[0].containerPort}` },
      { name: 'PREDICTION_SERVER_URL', value: `http://localhost:${prediction.ports[0].containerPort}` },
    ]));
    expect([training, prediction].map(({ image }) => image)).toEqual([
      'registry.bank.example/mirror/ghcr.io/llm-d/llm-d-latency-predictor-training-server:0.9.0',
      'registry.bank.example/mirror/ghcr.io/llm-d/llm-d-latency-predictor-prediction-server:0.9.0',
    ]);
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
    expect(names(volumes)).toEqual(expect.arrayContaining([training, prediction].flatMap(({ volumeMounts }) => names(volumeMounts))));
    expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65532 });
  });

  test('fits on a node of 4 CPUs and 16 GiB, of which the node keeps a part', () => {
    const { containers } = served(predicted).one('Deployment', 'chat-epp').spec.template.spec;
    const asked = (resource: 'cpu' | 'memory') => containers.reduce((sum: number, { resources }: { resources: { requests: Record<string, string> } }) => (
      sum + parseFloat(resources.requests[resource]!) / (resources.requests[resource]!.endsWith('m') ? 1000 : 1)), 0);

    expect(asked('cpu')).toBeLessThanOrEqual(3);
    expect(asked('memory')).toBeLessThanOrEqual(12);
  });

  test('picks by it', () => {
    expect(configOf(predicted).schedulingProfiles[0].plugins.map(({ pluginRef }: { pluginRef: string }) => pluginRef)).toEqual([
      'predicted-latency-producer', 'strict-affinity-filter', 'slo-headroom-tier-filter', 'loose-affinity-filter', 'latency-scorer', 'weighted-random-picker',
    ]);
  });

  test('learns both parts of a latency only where tokens are promised one by one', () => {
    const streaming = (objective?: PoolFacts['objective']) => parametersIn(configOf({ ...predicted, objective }), 'predicted-latency-producer');

    expect(streaming()).toEqual({ streamingMode: false });
    expect(streaming({ interTokenLatencyMs: 50 })).toEqual({ streamingMode: true });
  });

  test('chooses each role by the part of the latency that is its own, among caches only where prompts are worked off', () => {
    const config = configOf({ ...predicted, roles: bothRoles, kvTransfer: { nonCachedTokens: 512 } });

    expect(config.schedulingProfiles).toEqual([
      { name: 'prefill', plugins: ['prefill-filter', 'loose-affinity-filter', 'first-token-scorer', 'weighted-random-picker'].map((pluginRef) => ({ pluginRef })) },
      { name: 'decode', plugins: ['decode-filter', 'next-token-scorer', 'weighted-random-picker'].map((pluginRef) => ({ pluginRef })) },
    ]);
    expect(config.plugins).toEqual(expect.arrayContaining([
      { type: 'predicted-latency-producer', parameters: { streamingMode: true, endpointRoleLabel: 'llm-d.ai/role' } },
      { name: 'first-token-scorer', type: 'latency-scorer', parameters: { ttftWeight: 1, tpotWeight: 0 } },
      { name: 'next-token-scorer', type: 'latency-scorer', parameters: { ttftWeight: 0, tpotWeight: 1 } },
    ]));
    expect(parametersIn(config, 'disagg-profile-handler')).toEqual({ deciders: { prefill: 'prefix-based-pd-decider' } });
  });
});

describe('flow control', () => {
  const waiting = { routing: routing({ flowControl }) };

  test('is switched on with bounds for each priority, the highest first', () => {
    const config = configOf(waiting);

    expect(config.featureGates).toEqual(['flowControl']);
    expect(config.flowControl).toEqual({
      maxBytes: '3758096384',
      maxRequests: '400',
      defaultRequestTTL: '30s',
      defaultPriorityBand: { priority: 0, maxBytes: '536870912', maxRequests: '5000' },
      priorityBands: [
        { priority: 10, maxBytes: '2147483648', maxRequests: '50', fairnessPolicyRef: 'round-robin-fairness-policy', orderingPolicyRef: 'edf-ordering-policy' },
        { priority: 0, maxBytes: '1073741824', maxRequests: '100', fairnessPolicyRef: 'global-strict-fairness-policy', orderingPolicyRef: 'fcfs-ordering-policy' },
      ],
      saturationDetector: { pluginRef: 'concurrency-detector' },
    });
    expect(parametersIn(config, 'concurrency-detector')).toEqual({ concurrencyMode: 'requests', maxConcurrency: 64, headroom: 0.2 });
  });

  test('names only plugins that are there', () => {
    const { plugins, flowControl: { priorityBands } } = configOf(waiting);
    const policies = priorityBands.flatMap((band: Record<string, string>) => [band.fairnessPolicyRef, band.orderingPolicyRef]);

    expect(plugins.map(({ name, type }: { name?: string; type: string }) => name ?? type))
      .toEqual(expect.arrayContaining(policies));
  });

  test('gives the picker memory for all that waits', () => {
    expect(pickerOf(served()).resources).toMatchObject({ requests: { memory: '2Gi' }, limits: { memory: '4Gi' } });
    expect(pickerOf(served(waiting)).resources).toMatchObject({ requests: { memory: '6Gi' }, limits: { memory: '8Gi' } });
  });

  test('is told', () => {
    expect(served(waiting).answer.fulfilments).toContainEqual(expect.objectContaining({ capability: 'routing.flowControl', level: 'equal' }));
  });
});

describe('a configuration that is declared', () => {
  const randomly = (derived: EndpointPickerConfig): EndpointPickerConfig => ({
    ...derived,
    plugins: derived.plugins.map((one) => (one.name === 'max-score-picker' ? PickerPlugin.of('weighted-random-picker') : one)),
    schedulingProfiles: derived.schedulingProfiles.map(({ name, plugins }) => ({
      name, plugins: plugins.map((one) => (one.pluginRef === 'max-score-picker' ? { pluginRef: 'weighted-random-picker' } : one)),
    })),
  });

  test('is the one that follows from the pool, as it was changed', () => {
    const [before, after] = [{}, { routing: routing({ pickerConfig: randomly }) }].map((facts) => JSON.stringify(configOf(facts)));

    expect(after).toBe(before!.replaceAll('max-score-picker', 'weighted-random-picker'));
  });

  test('may have plugins that an image of one\'s own knows', () => {
    const green = PickerPlugin.custom('carbon-scorer', 'scorer', { grid: 'DE' });
    const objects = served({
      routing: routing({
        pickerImage: 'registry.bank.example/picker:v0.10.0-green',
        pickerConfig: ({ schedulingProfiles: [profile], ...derived }) => ({
          ...derived, plugins: [...derived.plugins, green],
          schedulingProfiles: [{ ...profile!, plugins: [{ pluginRef: 'carbon-scorer', weight: 1 }, ...profile!.plugins] }],
        }),
      }),
    });

    expect(configIn(objects).plugins).toContainEqual({ type: 'carbon-scorer', parameters: { grid: 'DE' } });
    expect(pickerOf(objects).image).toMatch(/registry\.bank\.example\/picker:v0\.10\.0-green$/);
  });

  test('holds an object of two profiles twice, and no alias of it', () => {
    const shared = { pluginRef: 'max-score-picker' };
    const roles = (derived: EndpointPickerConfig) => ({ ...derived, schedulingProfiles: ['prefill', 'decode'].map((name) => ({ name, plugins: [shared] })) });
    const objects = served({ roles: bothRoles, routing: routing({ pickerConfig: roles }) });

    expect(objects.one('ConfigMap', 'chat-epp').data['endpoint-picker.yaml']).not.toMatch(/[&*]a?\d/);
  });

  test.each<[string, () => EndpointPickerConfig | undefined, string]>([
    ['nothing', () => undefined, "'routing.pickerConfig' (undefined) must return a configuration with plugins and schedulingProfiles; return what it is given, with your changes"],
    ['no list of plugins', () => ({ schedulingProfiles: [] }) as never, "'routing.pickerConfig' ({\"schedulingProfiles\":[]}) must return a configuration with plugins and schedulingProfiles; return what it is given, with your changes"],
    ['a profile that nothing picks in', () => ({ plugins: [PickerPlugin.of('single-profile-handler')], schedulingProfiles: [{ name: 'default', plugins: [] }] }),
      "'schedulingProfiles.default' ([]) must have one plugin that picks; add 'max-score-picker', or leave the others out"],
  ])('is refused where it is %s', (_case, changed, message) => {
    expect(() => served({ routing: routing({ pickerConfig: changed as () => EndpointPickerConfig }) })).toThrow(message);
  });
});

describe('several pickers', () => {
  const two = { routing: routing({ pickerReplicas: 2 }) };

  test('elect the one that answers, and only they do', () => {
    expect(pickerOf(served(two)).args).toContain('--ha-enable-leader-election');
    expect(pickerOf(served()).args).not.toContain('--ha-enable-leader-election');
  });

  test('may write the lease by which they do', () => {
    const objects = served(two);

    expect(objects.one('Role', 'chat-epp-leader-election').rules[0]).toEqual({
      apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
    });
    expect(objects.one('RoleBinding', 'chat-epp-leader-election').subjects).toEqual([{ kind: 'ServiceAccount', name: 'chat-epp', namespace: 'zone' }]);
    expect(served().names).not.toContain('Role/chat-epp-leader-election');
  });

  test('are alive and not ready while they stand by', () => {
    const { livenessProbe, readinessProbe } = pickerOf(served(two));

    expect([livenessProbe.grpc.service, readinessProbe.grpc.service]).toEqual(['liveness', 'readiness']);
  });
});

test('a limit on requests that is given is the route\'s', () => {
  expect(served({ routing: routing({ requestSeconds: 45 }) }).one('HTTPRoute').spec.rules[0].timeouts).toEqual({ request: '45s' });
});

describe('a configuration is refused that', () => {
  const good: EndpointPickerConfig = {
    plugins: [PickerPlugin.of('queue-scorer'), PickerPlugin.of('max-score-picker'), PickerPlugin.of('single-profile-handler')],
    schedulingProfiles: [{ name: 'default', plugins: [{ pluginRef: 'queue-scorer', weight: 1 }, { pluginRef: 'max-score-picker' }] }],
  };
  const around: Surroundings = { roles: ['prefill-decode'], room: { memoryBytes: 4, queuedBytes: 0 } };
  const judged = (config: Partial<EndpointPickerConfig>, facts: Partial<Surroundings> = {}) => () => requireSound({ ...good, ...config }, { ...around, ...facts }, new Chart(new App(), 'test'));
  const disagg = [...good.plugins.slice(0, 2), PickerPlugin.of('disagg-profile-handler', { deciders: { prefill: 'always-disagg-pd-decider' } })];

  test.each<[string, Partial<EndpointPickerConfig>, Partial<Surroundings>, string]>([
    ['has two plugins of one name', { plugins: [...good.plugins, PickerPlugin.of('queue-scorer')] }, {}, "'plugins' (queue-scorer) is the name of two plugins; give one of them a name of its own"],
    ['names a plugin that is not there', { schedulingProfiles: [{ name: 'default', plugins: [{ pluginRef: 'lora-affinity-scorer' }] }] }, {},
      "'schedulingProfiles.default' (lora-affinity-scorer) names no plugin of the configuration; add it to 'plugins', or name one of: queue-scorer, max-score-picker, single-profile-handler"],
    ['names a parser that is not there', { parsers: ['openai-parser'] }, {},
      "'requestHandler.parsers' (openai-parser) names no plugin of the configuration; add it to 'plugins', or name one of: queue-scorer, max-score-picker, single-profile-handler"],
    ['picks by nothing', { schedulingProfiles: [{ name: 'default', plugins: [{ pluginRef: 'queue-scorer', weight: 1 }] }] }, {},
      "'schedulingProfiles.default' ([]) must have one plugin that picks; add 'max-score-picker', or leave the others out"],
    ['has a score that does not count', { schedulingProfiles: [{ name: 'default', plugins: [{ pluginRef: 'queue-scorer', weight: 0 }, { pluginRef: 'max-score-picker' }] }] }, {},
      "'schedulingProfiles.default.weight' (0) must be above 0 for 'queue-scorer'; raise it, or leave the plugin out of the profile"],
    ['disaggregates without a profile for each role', { plugins: disagg }, { roles: ['prefill', 'decode'] },
      "'schedulingProfiles' ([\"default\"]) must have the profile 'prefill', which 'disagg-profile-handler' runs; add it"],
    ['disaggregates where no replica prefills', { plugins: disagg, schedulingProfiles: ['prefill', 'decode'].map((name) => ({ ...good.schedulingProfiles[0]!, name })) }, {},
      "'roles' ([\"prefill-decode\"]) must have replicas that prefill, which 'disagg-profile-handler' chooses among; use 'single-profile-handler', or add the role"],
    ['decides by nothing which profiles run', { plugins: good.plugins.slice(0, 2) }, {},
      "'plugins' ([]) must have one plugin that decides which profiles run; add 'single-profile-handler', or leave the others out"],
    ['decides by two plugins which profiles run', { plugins: [...disagg, good.plugins[2]!] }, {},
      "'plugins' ([\"disagg-profile-handler\",\"single-profile-handler\"]) must have one plugin that decides which profiles run; add 'single-profile-handler', or leave the others out"],
    ['has profiles that nothing runs', { schedulingProfiles: ['default', 'other'].map((name) => ({ ...good.schedulingProfiles[0]!, name })) }, {},
      "'schedulingProfiles' ([\"default\",\"other\"]) must be one for 'single-profile-handler', which would not know which to run; leave the others out, or use another handler"],
    ['lets more wait than memory holds', {}, { room: { memoryBytes: 4, queuedBytes: 4 } },
      "'flowControl.maxBytes' (4) must stay below the memory limit of the picker (4), which holds the requests that wait; lower it, or the 'maxBytes' of bands"],
  ])('%s', (_case, config, facts, message) => {
    expect(judged(config, facts)).toThrow(message);
  });

  test('and none that is sound, also with a plugin of one\'s own', () => {
    const own = PickerPlugin.custom('carbon-scorer', 'scorer', { grid: 'DE' });

    expect(judged({ plugins: [...good.plugins, own] })).not.toThrow();
  });
});
