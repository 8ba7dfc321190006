import type { DisaggregatedRole } from '../../../src/distribution/crds/disaggregated-set';
import type { LeaderWorkerSetSpec } from '../../../src/distribution/crds/leader-worker-set';
import type { StringMap } from '../../../src/distribution/kubernetes/api/metadata';
import type { PodSpec, PodTemplate } from '../../../src/distribution/kubernetes/api/pod';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { Binding, Capability } from '../../../src/target/binding';
import type { EngineRole } from '../../../src/target/inference-request';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { type ClusterObject, objectsOf } from '../cluster-objects';
import { aBucket, anEngineRole, aParallelism, aPool, aVolume, type PoolFacts } from '../requests';

const served = (facts: PoolFacts) => objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool(facts)));
const met = (binding: Binding, capability: Capability) => binding.fulfilments.filter((one) => one.capability === capability).map(({ level, reason }) => `${level}: ${reason}`);

const kvTransfer = { nonCachedTokens: 256 };
const scaling = { metric: 'queue-depth', threshold: 8 } as const;

const PREFILL = anEngineRole(1, { role: 'prefill', roleName: 'chat-prefill', minReplicas: 8, maxReplicas: 8 });
const DECODE = anEngineRole(4, { role: 'decode', roleName: 'chat-decode', minReplicas: 2, maxReplicas: 2 });

/** Engines that share out experts, `local` of them in a pod. */
function wide(engines: number, local: number, facts: Partial<EngineRole> = {}): EngineRole {
  const parallelism = aParallelism({ dataParallelSize: engines, dataParallelSizeLocal: local, enableExpertParallel: true });
  return anEngineRole(1, { parallelism, podsPerReplica: engines / local, gpusPerPod: local, minReplicas: 1, maxReplicas: 1, ...facts });
}

const STAGES = anEngineRole(8, { parallelism: aParallelism({ tensorParallelSize: 8, pipelineParallelSize: 2 }), podsPerReplica: 2, gpusPerPod: 8 });
const WIDE_PREFILL = wide(8, 8, { role: 'prefill', roleName: 'chat-prefill', minReplicas: 2, maxReplicas: 2 });
const WIDE_DECODE = wide(16, 8, { role: 'decode', roleName: 'chat-decode' });

const disaggregated = { roles: [PREFILL, DECODE], kvTransfer };
const SHAPES: readonly (readonly [string, PoolFacts])[] = [
  ['disaggregated', disaggregated],
  ['disaggregated, scaled, from a volume', { ...disaggregated, roles: [PREFILL, { ...DECODE, maxReplicas: 4, scaling }], modelStore: aVolume() }],
  ['wide on one node', { roles: [wide(8, 8)] }],
  ['wide on two nodes', { roles: [wide(16, 8)] }],
  ['wide with engines that no picker knows', { roles: [wide(16, 16)] }],
  ['wide with one engine a pod', { roles: [wide(4, 1, { maxReplicas: 2, scaling })] }],
  ['wide and disaggregated', { roles: [WIDE_PREFILL, { ...WIDE_DECODE, maxReplicas: 2, scaling }], kvTransfer }],
  ['pipeline', { roles: [STAGES] }],
  ['pipeline from a volume', { roles: [STAGES], modelStore: aVolume() }],
  ['standalone', { standalone: true, gateway: {} }],
];

interface Pod {
  readonly labels: Record<string, string>;
  readonly spec: PodSpec;
}

/** Pods of all objects: of the leader and of workers, where they differ. */
function podsOf(facts: PoolFacts): readonly Pod[] {
  return served(facts).all.flatMap(({ kind, spec }) => templatesOf(kind, spec)).map(({ metadata: { labels }, spec }) => ({ labels, spec }));
}

function templatesOf(kind: string, spec: ClusterObject['spec']): readonly PodTemplate[] {
  switch (kind) {
    case 'Deployment': return [spec.template];
    case 'LeaderWorkerSet': return ofGroup(spec);
    case 'DisaggregatedSet': return spec.roles.flatMap((role: DisaggregatedRole) => ofGroup(role.spec));
    default: return [];
  }
}

function ofGroup({ leaderWorkerTemplate: { leaderTemplate, workerTemplate } }: LeaderWorkerSetSpec): readonly PodTemplate[] {
  return leaderTemplate === undefined ? [workerTemplate] : [leaderTemplate, workerTemplate];
}

const containersOf = ({ initContainers = [], containers }: PodSpec) => [...initContainers, ...containers];
const portsOf = (spec: PodSpec) => containersOf(spec).flatMap(({ ports = [] }) => ports);
const engineOf = ({ containers }: PodSpec) => containers.find(({ name }) => name === 'vllm');
const isPart = (labels: StringMap, selector: StringMap) => Object.entries(selector).every(([key, value]) => labels[key] === value);

describeWithCrds('the custom resources of topologies', () => {
  test.each(SHAPES)('%s are what their definitions ask for', (_, facts) => {
    expect(served(facts).all.filter(isCustomResource).flatMap((object) => validateCustomResource(object))).toEqual([]);
  });
});

describe.each(SHAPES)('%s', (_, facts) => {
  const { all, answer } = served(facts);
  const pods = podsOf(facts);

  test('each policy, budget, pool and monitor finds pods, or the proxies of the entrance', () => {
    const selectors = all.flatMap(({ kind, metadata, spec }) => ['NetworkPolicy', 'PodDisruptionBudget', 'InferencePool', 'PodMonitor'].includes(kind)
      ? [[`${kind}/${metadata.name}`, (spec.podSelector ?? spec.selector).matchLabels]] : []);
    const blind = selectors.filter(([, selector]) => !('gateway.networking.k8s.io/gateway-name' in selector) && !pods.some(({ labels }) => isPart(labels, selector)));

    expect(blind.map(([name]) => name)).toEqual([]);
  });

  test('the pool lists ports that each pod it selects listens on', () => {
    const pool = all.find(({ kind }) => kind === 'InferencePool');
    const selected = pods.filter(({ labels }) => pool !== undefined && isPart(labels, pool.spec.selector.matchLabels));
    const listening = selected.map(({ spec }) => portsOf(spec).map(({ containerPort }) => containerPort));
    const listed = (pool?.spec.targetPorts ?? []).map(({ number }: { number: number }) => number);

    expect(listening.map((ports) => listed.filter((port: number) => !ports.includes(port)))).toEqual(selected.map(() => []));
    expect(listed.length).toBeLessThanOrEqual(8);
  });

  test('no pod has one port or one name of a port twice', () => {
    pods.forEach(({ spec }) => {
      const ports = portsOf(spec);
      expect(new Set(ports.map(({ name }) => name)).size).toBe(ports.length);
      expect(new Set(ports.map(({ containerPort }) => containerPort)).size).toBe(ports.length);
    });
  });

  test('pods ask for the GPUs that their ranks take', () => {
    const asked = pods.flatMap(({ spec }) => engineOf(spec)?.resources?.limits?.['nvidia.com/gpu'] ?? []);
    const taken = aPool(facts).roles.map(({ parallelism, podsPerReplica }) => {
      const stages = parallelism.pipelineParallelSize / (parallelism.pipelineParallelSize > 1 ? podsPerReplica : 1);
      return parallelism.tensorParallelSize * parallelism.dataParallelSizeLocal * stages;
    });

    expect(new Set(asked.map(Number))).toEqual(new Set(taken));
  });

  test('nothing that a pod runs may be more than restricted', () => {
    pods.flatMap(({ spec }) => containersOf(spec)).forEach(({ securityContext }) => {
      expect(securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
    });
  });

  test('an autoscaler writes to what runs the replicas', () => {
    const scaled = all.filter(({ kind }) => kind === 'ScaledObject').map(({ spec }) => spec.scaleTargetRef);
    const known = all.flatMap(({ kind, metadata, apiVersion, spec }) => kind !== 'DisaggregatedSet' ? [{ apiVersion, kind, name: metadata.name }] : spec.roles
      .filter((role: { scaling?: { mode: string } }) => role.scaling?.mode === 'External')
      .map((role: { name: string }) => ({ apiVersion, kind: 'DisaggregatedSetRoleScaler', name: `${metadata.name}-${role.name}` })));

    expect(known).toEqual(expect.arrayContaining(scaled));
    expect(scaled.length).toBe(aPool(facts).roles.filter((role) => role.scaling !== undefined).length);
  });

  test('is served, as the answer says', () => {
    expect(met(answer, 'ai_inference')).toMatchObject([expect.stringMatching(/^equal: vLLM serves the model by replicas of /)]);
    expect(answer.primary).toBeDefined();
  });
});

describe('replicas that prefill and replicas that decode', () => {
  test('are two Deployments, each with its budget', () => {
    expect(served(disaggregated).names.filter((name) => /^(Deployment|PodDisruptionBudget|LeaderWorkerSet)\/chat(-prefill|-decode)?$/.test(name))).toEqual([
      'Deployment/chat-decode', 'Deployment/chat-prefill', 'PodDisruptionBudget/chat-decode', 'PodDisruptionBudget/chat-prefill',
    ]);
  });

  test('listen where requests arrive: the proxy for the engine that decodes, the engine itself where it prefills', () => {
    const objects = served(disaggregated);
    const decode = objects.one('Deployment', 'chat-decode').spec.template.spec;
    const prefill = objects.one('Deployment', 'chat-prefill').spec.template.spec;

    expect(decode.initContainers).toMatchObject([{ name: 'routing-proxy', restartPolicy: 'Always', ports: [{ containerPort: 8000 }] }]);
    expect(decode.initContainers[0].args).toEqual([
      '--port=8000', '--model-server-port=8200', '--kv-connector=nixlv2', '--secure-proxy=false', '--enable-ssrf-protection', '--inference-pool=zone/chat',
      '--pool-group=inference.networking.k8s.io',
    ]);
    expect(decode.containers[0].args).toContain('--port=8200');
    expect(prefill.initContainers).toBeUndefined();
    expect(prefill.containers[0].args).toContain('--port=8000');
    expect(decode.containers[0].readinessProbe.httpGet.port).toBe(8200);
  });

  test('pass keys and values on by the same connector, and are found by the address of the pod', () => {
    const objects = served(disaggregated);
    const engines = ['chat-prefill', 'chat-decode'].map((name) => objects.one('Deployment', name).spec.template.spec.containers[0]);
    const transfer = '--kv-transfer-config={"kv_connector":"NixlConnector","kv_role":"kv_both","kv_connector_extra_config":{"backends":["UCX"]},"kv_load_failure_policy":"fail"}';

    engines.forEach(({ args, env }) => {
      expect(args).toEqual(expect.arrayContaining([transfer, '--no-disable-hybrid-kv-cache-manager']));
      expect(env).toEqual(expect.arrayContaining([
        { name: 'VLLM_NIXL_SIDE_CHANNEL_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'VLLM_NIXL_SIDE_CHANNEL_PORT', value: '5600' }, { name: 'VLLM_HTTP_TIMEOUT_KEEP_ALIVE', value: '120' },
      ]));
    });
  });

  test('give the proxy a token that the engine beside it does not get', () => {
    const { spec } = served(disaggregated).one('Deployment', 'chat-decode').spec.template;

    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.initContainers[0].volumeMounts).toEqual([{ name: 'api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true }]);
    expect(JSON.stringify(spec.containers)).not.toContain('api-access');
    expect(served(disaggregated).one('Role', 'chat-routing').rules.map(({ resources }: { resources: readonly string[] }) => resources)).toEqual([['pods'], ['inferencepools']]);
  });

  test('may reach one another at pinned ports only: prompts one way, keys and values both', () => {
    const objects = served(disaggregated);
    const ports = (name: string, direction: 'ingress' | 'egress') => objects.one('NetworkPolicy', name).spec[direction].map(({ ports: own }: { ports: unknown }) => own);
    const transfer = [{ protocol: 'TCP', port: 5600 }, { protocol: 'TCP', port: 50_000, endPort: 59_999 }];

    expect(ports('chat-prefill', 'ingress')).toEqual([[{ protocol: 'TCP', port: 8000 }]]);
    expect(ports('chat-decode', 'egress')).toEqual([[{ protocol: 'TCP', port: 8000 }], [{ protocol: 'TCP', port: 443 }]]);
    expect([...ports('chat-transfer', 'ingress'), ...ports('chat-transfer', 'egress')]).toEqual([transfer, transfer]);
    podsOf(disaggregated).filter(({ spec }) => engineOf(spec) !== undefined)
      .forEach(({ spec }) => expect(spec.securityContext?.sysctls).toEqual([{ name: 'net.ipv4.ip_local_port_range', value: '50000 59999' }]));
  });

  test('prefer one zone, for keys and values travel between them', () => {
    const { spec } = served(disaggregated).one('Deployment', 'chat-prefill').spec.template;

    expect(spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm).toEqual({
      labelSelector: { matchLabels: { 'aiplane.dev/workload': 'chat', 'app.kubernetes.io/component': 'engine' } }, topologyKey: 'topology.kubernetes.io/zone',
    });
    expect(spec.topologySpreadConstraints.map(({ topologyKey }: { topologyKey: string }) => topologyKey)).toEqual(['kubernetes.io/hostname']);
  });

  test('go over TCP where nodes declare no fabric, and the answer says so', () => {
    expect(met(served(disaggregated).answer, 'engine.fabric')).toEqual([
      'degraded: keys and values go from the replicas that prefill to those that decode over TCP, because the nodes declare no adapters that move memory past the kernel: slower, and it takes processors',
    ]);
  });

  test('go by the fabric of the nodes where they declare one', () => {
    const fabric = { resourceName: 'vpc.amazonaws.com/efa', kvTransferBackend: 'LIBFABRIC', perPod: 4 } as const;
    const objects = served({ kvTransfer, roles: [{ ...PREFILL, fabric }, { ...DECODE, fabric }] });
    const { args, resources } = objects.one('Deployment', 'chat-decode').spec.template.spec.containers[0];

    expect(args.join()).toContain('"backends":["LIBFABRIC"]');
    expect(resources.limits).toEqual({ 'nvidia.com/gpu': '4', 'vpc.amazonaws.com/efa': '4' });
    expect(met(objects.answer, 'engine.fabric')).toEqual(['equal: keys and values go from the replicas that prefill to those that decode by vpc.amazonaws.com/efa, past the kernel, where no network policy sees it']);
  });

  describe('by a fabric whose libraries an image brings', () => {
    const fabric = { resourceName: 'vpc.amazonaws.com/efa', kvTransferBackend: 'LIBFABRIC', perPod: 4, engineImage: 'registry.example/vllm:0.27.1-efa', environment: { FI_PROVIDER: 'efa' } } as const;
    const woven = { kvTransfer, roles: [{ ...PREFILL, fabric }, { ...DECODE, fabric }] };
    const image = 'registry.example/vllm:0.27.2-mine';
    const own = { ...woven, engine: { kind: 'vllm', image, extraArgs: [] } } as const;
    const decoderOf = (facts: PoolFacts) => served(facts).one('Deployment', 'chat-decode').spec.template.spec.containers[0];

    test('run it, and are told what its libraries want', () => {
      const { image: runs, env, securityContext } = decoderOf(woven);

      expect(runs).toBe('registry.bank.example/mirror/registry.example/vllm:0.27.1-efa');
      expect(env).toContainEqual({ name: 'FI_PROVIDER', value: 'efa' });
      expect(securityContext.capabilities).toEqual({ drop: ['ALL'] });
      expect(served(woven).answer.findings).toEqual([]);
    });

    test('run the image that the author names, which must bring them itself', () => {
      expect(decoderOf(own).image).toBe(`registry.bank.example/mirror/${image}`);
      expect(served(own).answer.findings).toEqual([{
        code: 'FabricIsTheImages', severity: 'warning',
        message: "'engine.image' (registry.example/vllm:0.27.2-mine) must itself bring the libraries that drive vpc.amazonaws.com/efa, which vLLM's images do not: "
          + 'without them the engine does not start, or talks over TCP; build it upon registry.example/vllm:0.27.1-efa, or leave it out',
      }]);
    });
  });
});

describe('engines that share out experts', () => {
  test('of one pod are a Deployment, and each has a port that the pool lists', () => {
    const objects = served({ roles: [wide(8, 8)] });
    const { args, command, ports, startupProbe, readinessProbe } = objects.one('Deployment', 'chat').spec.template.spec.containers[0];

    expect(command).toEqual(['/bin/sh', '-c', 'find /dev/shm -type f -delete; exec vllm serve "$@"', 'vllm']);
    expect(args).toEqual(expect.arrayContaining([
      '--data-parallel-size=8', '--data-parallel-size-local=8', '--enable-expert-parallel', '--data-parallel-multi-port-external-lb', '--data-parallel-supervisor-port=8008',
    ]));
    expect(ports.map(({ containerPort }: { containerPort: number }) => containerPort)).toEqual([8000, 8001, 8002, 8003, 8004, 8005, 8006, 8007]);
    expect([startupProbe.httpGet, readinessProbe.httpGet]).toEqual([{ path: '/health', port: 8008 }, { path: '/readyz', port: 8008 }]);
    expect(objects.one('PodMonitor', 'chat').spec.podMetricsEndpoints.length).toBe(8);
    expect(objects.one('NetworkPolicy', 'chat-engines').spec.egress[0].ports).toEqual([{ protocol: 'TCP', port: 8001, endPort: 8007 }]);
  });

  test.each<[string, PoolFacts, boolean]>([
    ['a volume', { modelStore: aVolume() }, true],
    ['a bucket, whose reader does not know how', { modelStore: aBucket() }, false],
    ['a volume, by a version that does not know how', { modelStore: aVolume(), engine: { kind: 'vllm', extraArgs: [], minor: 21 } }, false],
  ])('read no experts but their own from %s', (_, facts, own) => {
    const { args } = served({ roles: [wide(8, 8)], ...facts }).one('Deployment', 'chat').spec.template.spec.containers[0];

    expect(args.includes('--enable-ep-weight-filter')).toBe(own);
  });

  test('of two pods are a LeaderWorkerSet, whose pods count the engines before theirs', () => {
    const { replicas, leaderWorkerTemplate, rolloutStrategy } = served({ roles: [wide(16, 8)] }).one('LeaderWorkerSet').spec;
    const { args, command } = leaderWorkerTemplate.workerTemplate.spec.containers[0];

    expect([replicas, leaderWorkerTemplate.size, leaderWorkerTemplate.leaderTemplate]).toEqual([1, 2, undefined]);
    expect(rolloutStrategy.rollingUpdateConfiguration).toEqual({ maxSurge: 0, maxUnavailable: 1 });
    expect(command).toEqual(['/bin/sh', '-c', 'exec vllm serve "$@" --data-parallel-start-rank=$((LWS_WORKER_INDEX * 8))', 'vllm']);
    expect(args).toEqual(expect.arrayContaining(['--data-parallel-address=$(LWS_LEADER_ADDRESS)', '--data-parallel-rpc-port=5555']));
  });

  test.each<[string, PoolFacts, readonly string[], number]>([
    ['more of them in a pod than a pool lists ports are balanced by their own front end', { roles: [wide(16, 16)] }, [], 1],
    ['and over several pods by the picker and each front end', { roles: [wide(32, 16)] }, ['--data-parallel-hybrid-lb'], 1],
    ['one in each pod is balanced by the picker', { roles: [wide(4, 1)] }, ['--data-parallel-hybrid-lb'], 1],
  ])('%s', (_, facts, flags, listed) => {
    const [pod] = podsOf(facts).filter(({ spec }) => engineOf(spec) !== undefined);

    expect(engineOf(pod!.spec)!.args!.filter((arg) => /-lb$/.test(arg))).toEqual(flags);
    expect(served(facts).one('InferencePool').spec.targetPorts.length).toBe(listed);
  });

  test('of two roles are one DisaggregatedSet, also where one role is of single pods', () => {
    const { roles } = served({ roles: [WIDE_PREFILL, WIDE_DECODE], kvTransfer }).one('DisaggregatedSet').spec;

    expect(roles).toMatchObject([
      { name: 'prefill', spec: { replicas: 2, leaderWorkerTemplate: { size: 1 } } },
      { name: 'decode', spec: { replicas: 1, leaderWorkerTemplate: { size: 2 } } },
    ]);
  });

  test('each have a channel of their own, which policies name', () => {
    const { ingress } = served({ roles: [WIDE_PREFILL, WIDE_DECODE], kvTransfer }).one('NetworkPolicy', 'chat-transfer').spec;

    expect(ingress[0].ports[0]).toEqual({ protocol: 'TCP', port: 5600, endPort: 5615 });
  });

  test.each<[string, PoolFacts, number]>([
    ['a set of roles', { roles: [WIDE_PREFILL, WIDE_DECODE], kvTransfer }, 30],
    ['groups of one role', { roles: [wide(16, 8)] }, 40],
  ])('of %s leave room in a name for what controllers add', (_, facts, longest) => {
    const named = (length: number) => served({ ...facts, name: 'n'.repeat(length) });

    expect(() => named(longest)).not.toThrow();
    expect(() => named(longest + 1)).toThrow(`must have at most ${longest} characters, because `);
  });

  test('cannot have pods of two roles with different ports', () => {
    const roles = [wide(8, 4, { role: 'prefill', roleName: 'chat-prefill' }), WIDE_DECODE];

    expect(() => served({ roles, kvTransfer })).toThrow(
      "'topology' (prefill and decode) gives a pod that prefills 4 ports and one that decodes 8, and an InferencePool has one list for all its pods; use the same 'dataParallelSizeLocal' for both roles");
  });
});

test('ranks that share out the tokens of the cache are told so', () => {
  const roles = [anEngineRole(8, { parallelism: aParallelism({ tensorParallelSize: 8, decodeContextParallelSize: 4 }) })];

  expect(served({ roles }).one('Deployment', 'chat').spec.template.spec.containers[0].args).toContain('--decode-context-parallel-size=4');
});

describe('stages of a pipeline on several nodes', () => {
  const { leaderTemplate, workerTemplate } = served({ roles: [STAGES] }).one('LeaderWorkerSet').spec.leaderWorkerTemplate;

  test('find one another without Ray, and only the first answers', () => {
    const shared = ['--pipeline-parallel-size=2', '--distributed-executor-backend=mp', '--nnodes=2', '--node-rank=$(LWS_WORKER_INDEX)', '--master-addr=$(LWS_LEADER_ADDRESS)', '--master-port=29501'];
    const [leader, worker] = [leaderTemplate.spec.containers[0], workerTemplate.spec.containers[0]];

    expect(leader.args).toEqual(expect.arrayContaining(shared));
    expect(worker.args).toEqual(expect.arrayContaining([...shared, '--headless']));
    expect(leader.args).not.toContain('--headless');
    expect([worker.ports, worker.readinessProbe, worker.startupProbe]).toEqual([undefined, undefined, undefined]);
  });

  test('the pool selects the first alone, and the budget counts both', () => {
    const objects = served({ roles: [STAGES] });

    expect(isPart(workerTemplate.metadata.labels, objects.one('InferencePool').spec.selector.matchLabels)).toBe(false);
    expect(isPart(leaderTemplate.metadata.labels, objects.one('InferencePool').spec.selector.matchLabels)).toBe(true);
    [leaderTemplate, workerTemplate].forEach(({ metadata }) => expect(isPart(metadata.labels, objects.one('PodDisruptionBudget').spec.selector.matchLabels)).toBe(true));
  });

  test('each read their own part of the model', () => {
    const { egress } = served({ roles: [STAGES], modelStore: aBucket() }).one('NetworkPolicy', 'chat-group').spec;

    expect(egress[1]).toEqual({ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ protocol: 'TCP', port: 443 }] });
  });

  test('prefer one zone, replica by replica', () => {
    expect(leaderTemplate.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm).toEqual({
      labelSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'chat' } }, matchLabelKeys: ['leaderworkerset.sigs.k8s.io/group-key'], topologyKey: 'topology.kubernetes.io/zone',
    });
  });
});

test('a volume that one node holds is advice for replicas of several pods too', () => {
  const modelStore = aVolume({ accessMode: 'ReadWriteOnce' });
  const single = { ...STAGES, minReplicas: 1, maxReplicas: 1 };

  expect(served({ roles: [single], modelStore }).answer.findings.map(({ message }) => message)).toEqual([
    "'maxReplicas' (1), in 2 pods, run on one node only, the one that holds the volume of models; use a storage class with ReadWriteMany",
  ]);
});

test('a standalone pool is a Deployment behind a Service, without picker, pool or route', () => {
  const objects = served({ standalone: true, gateway: {} });

  expect(objects.names).toEqual([
    'ConfigMap/chat-dashboard', 'Deployment/chat', 'NetworkPolicy/chat', 'PodDisruptionBudget/chat', 'PodMonitor/chat', 'PrometheusRule/chat', 'Service/chat', 'ServiceAccount/chat',
  ]);
  expect(objects.answer.endpoint.url).toBe('http://chat.zone.svc.cluster.local:8000');
  expect(met(objects.answer, 'advanced_inference_ingress')).toEqual([
    'not-applicable: the topology is standalone: clients call the Service of the pool, without TLS and without a choice of replica by load or cache',
  ]);
});
