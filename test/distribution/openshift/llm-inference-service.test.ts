import { OpenShiftDistribution } from '../../../src/distribution/openshift/openshift-distribution';
import type { LoraRequest } from '../../../src/target/engine-request';
import type { EngineRole } from '../../../src/target/inference-request';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { groupSizes, refusedByWebhook, type Judged } from '../../support/kserve-webhook';
import { objectsOf } from '../cluster-objects';
import { aParallelism, aPool, anEngineRole, aVolume, holdingRequests, type PoolFacts } from '../requests';

const newest = new OpenShiftDistribution({ aiVersion: '3.6' });
const scaling = { metric: 'queue-depth', threshold: 8 } as const;
const variants = { metric: 'variants', cost: 12.5 } as const;
/** The picker holds requests until a replica has started. */
const toNothing = { scaling, minReplicas: 0, routing: holdingRequests } as const;
const kvOffload = { cpuGib: 64, fileSystem: { gib: 500 } };
const prefill = anEngineRole(1, { role: 'prefill', roleName: 'chat-prefill', minReplicas: 4, maxReplicas: 4 });
const decode = anEngineRole(4, { role: 'decode', roleName: 'chat', minReplicas: 2, maxReplicas: 2 });
const disaggregated = { roles: [prefill, decode], kvTransfer: { nonCachedTokens: 512 } };
const sql = { name: 'sql', path: 'adapters/sql', rank: 16 };
const lora: LoraRequest = { maxLoras: 2, maxLoraRank: 32, adapters: () => [sql] };

/** Sixteen engines of one GPU on two nodes, which share out the experts. */
const wide = {
  parallelism: aParallelism({ dataParallelSize: 16, dataParallelSizeLocal: 8, enableExpertParallel: true }),
  podsPerReplica: 2, gpusPerPod: 8, minReplicas: 1, maxReplicas: 1,
};

function poolOf(facts: PoolFacts = {}, distribution = newest) {
  return objectsOf((scope) => distribution.bindInference(scope, aPool(facts)));
}

function serviceOf(facts: PoolFacts = {}, distribution = newest) {
  return poolOf(facts, distribution).one('LLMInferenceService').spec;
}

function refusal(facts: PoolFacts, distribution = newest) {
  try {
    poolOf(facts, distribution);
  } catch (error) {
    return error as { readonly code: string; readonly message: string };
  }
  throw new Error('nothing was refused');
}

describe('a pool that prefills and decodes apart', () => {
  test('is one service, whose own replicas decode', () => {
    // WHEN
    const spec = serviceOf(disaggregated);

    // THEN
    expect([spec.replicas, spec.parallelism]).toEqual([2, { tensor: 4 }]);
    expect([spec.prefill.replicas, spec.prefill.parallelism]).toEqual([4, { tensor: 1 }]);
    expect([spec, spec.prefill].map(({ labels }) => labels)).toEqual([
      { 'aiplane.dev/workload': 'chat', 'llm-d.ai/role': 'decode' }, { 'aiplane.dev/workload': 'chat', 'llm-d.ai/role': 'prefill' },
    ]);
  });

  test('passes the cache on over a channel that each pod opens at its own address', () => {
    // WHEN
    const spec = serviceOf(disaggregated);

    // THEN
    const engines = [spec.prefill, spec].map(({ template }) => template.containers[0]);
    const nixl = '{"kv_connector":"NixlConnector","kv_role":"kv_both","kv_connector_extra_config":{"backends":["UCX"]},"kv_load_failure_policy":"fail"}';
    expect(engines.map(({ args }) => args.find((argument: string) => argument.startsWith('--kv-transfer-config')))).toEqual(Array(2).fill(`--kv-transfer-config='${nixl}'`));
    expect(engines.map(({ args }) => args.includes('--no-disable-hybrid-kv-cache-manager'))).toEqual([true, true]);
    for (const { env } of engines) {
      expect(env).toEqual(expect.arrayContaining([
        { name: 'VLLM_NIXL_SIDE_CHANNEL_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }, { name: 'VLLM_NIXL_SIDE_CHANNEL_PORT', value: '5600' },
      ]));
    }
  });

  test('has short prompts prefilled where they are decoded', () => {
    // WHEN
    const blocks = { ...decode.serving, blockSize: 128 };
    const roles = [prefill, decode].map((role) => ({ ...role, serving: blocks }));
    const { inline } = serviceOf({ ...disaggregated, roles, lora }).router.scheduler.config;

    // THEN
    const types: string[] = inline.plugins.map(({ type }: { readonly type: string }) => type);
    expect(inline.plugins).toContainEqual(expect.objectContaining({ type: 'prefix-based-pd-decider', parameters: { nonCachedTokens: 512 } }));
    expect(types).toContain('approx-prefix-cache-producer');
    expect(types.indexOf('prefix-based-pd-decider')).toBeLessThan(types.indexOf('disagg-profile-handler'));
    const profiles: { readonly name: string; readonly plugins: readonly { readonly pluginRef: string }[] }[] = inline.schedulingProfiles;
    expect(profiles.map(({ name, plugins }) => [name, plugins[0]!.pluginRef, plugins[plugins.length - 1]!.pluginRef])).toEqual([
      ['prefill', 'prefill-filter', 'max-score-picker'], ['decode', 'decode-filter', 'max-score-picker'],
    ]);
    expect(profiles.flatMap(({ plugins }) => plugins).filter(({ pluginRef }) => !types.includes(pluginRef))).toEqual([]);
    expect(profiles.every(({ plugins }) => plugins.some(({ pluginRef }) => pluginRef === 'lora-affinity-scorer'))).toBe(true);
  });

  test('says so where the picker cannot tell short prompts from long ones', () => {
    const objects = poolOf(disaggregated, new OpenShiftDistribution({ aiVersion: '3.4' }));
    expect(objects.one('LLMInferenceService').spec.router.scheduler).not.toHaveProperty('config');
    expect(objects.answer.fulfilments.map(({ reason }) => reason)).toContain('the endpoint picker of OpenShift AI 3.4 has every prompt prefilled by another replica, short ones too');
  });

  test('lets the sidecar of a replica that decodes ask the API server for the pool, and no other pod', () => {
    // WHEN
    const objects = poolOf({ ...disaggregated, modelStore: aVolume() });

    // THEN
    const { template, prefill: { template: prefilling } } = objects.one('LLMInferenceService').spec;
    expect(template.initContainers).toEqual([{ name: 'llm-d-routing-sidecar', args: ['--pool-group=inference.networking.k8s.io'] }]);
    expect([template, prefilling].map(({ automountServiceAccountToken }) => automountServiceAccountToken)).toEqual([true, false]);
    expect(prefilling.initContainers).toBeUndefined();
    expect(objects.one('NetworkPolicy', 'chat-sidecar').spec).toEqual({
      podSelector: { matchLabels: { 'aiplane.dev/workload': 'chat', 'llm-d.ai/role': 'decode' } }, policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/20' } }], ports: [{ protocol: 'TCP', port: 443 }] }],
    });
  });

  test('lets its engines pass on caches, prompts and nothing else', () => {
    // WHEN
    const objects = poolOf({ ...disaggregated, modelStore: aVolume() });

    // THEN
    const { ingress, egress } = objects.one('NetworkPolicy', 'chat').spec;
    const engines = [{ podSelector: { matchLabels: { 'aiplane.dev/workload': 'chat' } } }];
    const ports = [
      { protocol: 'TCP', port: 8000 }, { protocol: 'TCP', port: 5600 }, { protocol: 'TCP', port: 50000, endPort: 59999 },
    ];
    expect([ingress.pop(), egress]).toEqual([{ from: engines, ports }, [{ to: engines, ports }]]);
    const sysctls = [{ name: 'net.ipv4.ip_local_port_range', value: '50000 59999' }];
    expect(objects.one('LLMInferenceService').spec.template.securityContext).toEqual({ sysctls });
  });

  test('keeps some replicas of each role up while nodes are drained', () => {
    const budgets = poolOf(disaggregated).all.filter(({ kind }) => kind === 'PodDisruptionBudget');
    expect(budgets.map(({ metadata, spec }) => [metadata.name, spec.selector.matchLabels['llm-d.ai/role']]).sort()).toEqual([['chat', 'decode'], ['chat-prefill', 'prefill']]);
  });

  test('scales each role by itself, with one identity that reads the metrics', () => {
    // WHEN
    const roles = [{ ...prefill, maxReplicas: 8, scaling }, { ...decode, maxReplicas: 4, scaling }];
    const objects = poolOf({ roles });

    // THEN
    const { scaling: decoding, prefill: prefilling } = objects.one('LLMInferenceService').spec;
    expect([decoding, prefilling.scaling].map(({ minReplicas, maxReplicas }) => [minReplicas, maxReplicas])).toEqual([[2, 4], [4, 8]]);
    expect([decoding, prefilling.scaling].map(({ keda }) => keda.triggers[0].metadata.query)).toEqual([
      'sum(vllm:num_requests_waiting{namespace="zone",llm_isvc_name="chat",llm_isvc_role="decode"})',
      'sum(vllm:num_requests_waiting{namespace="zone",llm_isvc_name="chat",llm_isvc_role="prefill"})',
    ]);
    expect(objects.one('TriggerAuthentication').metadata.name).toBe('chat-metrics');
  });

  test('scales what KServe makes of each role, where KEDA is told by us', () => {
    const objects = poolOf({ roles: [{ ...prefill, maxReplicas: 8, scaling }, { ...decode, ...wide, role: 'decode', maxReplicas: 4, scaling }] }, new OpenShiftDistribution());
    const targets = objects.all.filter(({ kind }) => kind === 'ScaledObject').map(({ metadata, spec }) => [metadata.name, spec.scaleTargetRef.kind, spec.scaleTargetRef.name]);
    expect(targets.sort()).toEqual([['chat', 'LeaderWorkerSet', 'chat-kserve-mn'], ['chat-prefill', 'Deployment', 'chat-kserve-prefill']]);
  });
});

describe('a replica of several pods', () => {
  test('is a leader that answers and workers that nobody probes', () => {
    // WHEN
    const { parallelism, template, worker } = serviceOf(wide);

    // THEN
    expect(parallelism).toEqual({ tensor: 1, data: 16, dataLocal: 8, expert: true });
    expect([template, worker].map(({ containers: [{ resources }] }) => resources.limits)).toEqual([{ 'nvidia.com/gpu': '8' }, { 'nvidia.com/gpu': '8' }]);
    expect([template, worker].map(({ containers: [{ startupProbe }] }) => startupProbe !== undefined)).toEqual([true, false]);
    expect(template.containers[0].args.filter((argument: string) => /parallel/.test(argument))).toEqual([]);
  });

  test('finds its other pods by the network that every pod has', () => {
    const { template, worker } = serviceOf(wide);
    for (const { containers: [{ env }] } of [template, worker]) {
      expect(env).toEqual(expect.arrayContaining([{ name: 'NCCL_SOCKET_IFNAME', value: 'eth0' }, { name: 'VLLM_HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }]));
    }
  });

  test('gives up the rights that KServe asks for in the name of faster networks', () => {
    const { template, worker } = serviceOf(wide);
    expect([template, worker].map(({ containers: [{ securityContext }] }) => securityContext)).toEqual(Array(2).fill({ capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } }));
    expect(serviceOf().template.containers[0].securityContext).toBeUndefined();
  });

  test('hides all engines but one from the picker, which is said', () => {
    const { fulfilments } = poolOf(wide).answer;
    const reasons = fulfilments.filter(({ capability, level }) => level === 'degraded' && !['engine.fabric', 'ai_service_metrics'].includes(capability)).map(({ reason }) => reason);
    expect(reasons).toEqual(['the endpoint picker sees one port a replica, behind which vLLM itself chooses among 16 engines without a look at their caches']);
  });

  test('cannot share out its layers, which KServe has no preset for', () => {
    const staged = { parallelism: aParallelism({ tensorParallelSize: 8, pipelineParallelSize: 2 }), podsPerReplica: 2, gpusPerPod: 8 };
    expect(refusal(staged)).toMatchObject({
      code: 'StagesNotOffered',
      message: "'pipelineParallelSize' (2) puts the stages of a replica on 2 nodes, for which KServe has no preset; "
        + 'use nodes with more GPUs, data parallelism over nodes where the model is a mixture of experts, or a target with upstream Kubernetes',
    });
  });
});

describe('a replica of one pod', () => {
  test.each<[string, Partial<EngineRole['parallelism']>, object, string[]]>([
    ['stages', { tensorParallelSize: 2, pipelineParallelSize: 2 }, { tensor: 2, pipeline: 2 }, ['--pipeline-parallel-size=2']],
    ['engines', { dataParallelSize: 4, dataParallelSizeLocal: 4, enableExpertParallel: true }, { tensor: 1, data: 4, dataLocal: 4, expert: true },
      ['--data-parallel-size=4', '--enable-expert-parallel']],
    ['a shared context', { tensorParallelSize: 4, decodeContextParallelSize: 2 }, { tensor: 4 }, ['--decode-context-parallel-size=2']],
  ])('gets arguments for %s, which KServe tells of groups alone', (_what, sizes, expected, args) => {
    const spec = serviceOf({ parallelism: aParallelism(sizes) });
    expect(spec.parallelism).toEqual(expected);
    expect(spec.template.containers[0].args.filter((argument: string) => /parallel/.test(argument))).toEqual(args);
  });
});

describe('caches beside the GPU', () => {
  test('are main memory, and a disk behind it', () => {
    expect(serviceOf({ kvOffload }).kvCacheOffloading).toEqual({ cpu: '64Gi', secondary: [{ fileSystem: { pvc: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500Gi' } } } } } }] });
    expect(serviceOf({ kvOffload: { cpuGib: 8 } }).kvCacheOffloading).toEqual({ cpu: '8Gi' });
  });

  test('are said to be left behind by an engine that was killed, whose memory KServe does not clear', () => {
    const said = (facts: PoolFacts) => poolOf(facts).answer.fulfilments.filter(({ capability, level }) => capability === 'kv.offload' && level === 'degraded').map(({ reason }) => reason);

    expect(said({ kvOffload: { cpuGib: 8 } })).toEqual(["KServe's command does not clear the shared memory of an engine that was killed: a pod that then finds too little for its cache must be deleted"]);
    expect(said({})).toEqual([]);
  });

  test('are shared out among the engines of a pod, for each takes what KServe tells it', () => {
    const parallelism = aParallelism({ dataParallelSize: 4, dataParallelSizeLocal: 4 });

    expect(serviceOf({ kvOffload: { cpuGib: 10 }, parallelism }).kvCacheOffloading).toEqual({ cpu: '2560Mi' });
  });

  test('that all replicas share lie on one claim, whose files they name alike', () => {
    // WHEN
    const shared = { cpuGib: 64, fileSystem: { gib: 500, shared: true, storageClassName: 'cephfs' } };
    const objects = poolOf({ kvOffload: shared });

    // THEN
    const { kvCacheOffloading, template } = objects.one('LLMInferenceService').spec;
    expect(kvCacheOffloading.secondary).toEqual([{ fileSystem: { pvc: { ref: { name: 'chat-kv-cache' } } } }]);
    expect(objects.one('PersistentVolumeClaim', 'chat-kv-cache').spec).toMatchObject({ storageClassName: 'cephfs', accessModes: ['ReadWriteMany'] });
    expect(template.containers[0].env).toContainEqual({ name: 'PYTHONHASHSEED', value: '0' });
  });

  test('get memory beside what the replica needs itself, and as much of what its processes share', () => {
    const templates = [{}, { kvOffload }].map((facts) => serviceOf(facts).template);
    const memory = templates.map(({ containers: [{ resources }], volumes: [{ emptyDir }] }) => [resources.requests.memory, emptyDir.sizeLimit]);
    const [[own, shared], [more, moreShared]] = memory.map((sizes) => sizes.map(parseFloat)) as [[number, number], [number, number]];
    expect([more - own, moreShared - shared]).toEqual([64, 64]);
  });

  test('are named beside the one that is passed on, for an engine has one connector', () => {
    // WHEN
    const spec = serviceOf({ ...disaggregated, kvOffload });

    // THEN
    const [, quoted] = /^--kv-transfer-config='(.*)'$/.exec(spec.template.containers[0].args.find((argument: string) => argument.startsWith('--kv-transfer')))!;
    const { kv_connector, kv_connector_extra_config: { connectors } } = JSON.parse(quoted!);
    expect([kv_connector, connectors.map((connector: { readonly kv_connector: string }) => connector.kv_connector)]).toEqual(['MultiConnector', ['NixlConnector', 'OffloadingConnector']]);
    expect(connectors[1].kv_connector_extra_config).toEqual({
      spec_name: 'TieringOffloadingSpec', cpu_bytes_to_use: 64 * 1024 ** 3, secondary_tiers: [{ type: 'fs', root_dir: '/mnt/kv-cache-0' }],
    });
    expect(spec.prefill.kvCacheOffloading).toEqual(spec.kvCacheOffloading);
  });
});

describe('what watches a pool', () => {
  test('is late by the clock of the picker, by the names that KServe gives its series', () => {
    const { spec } = poolOf({ objective: { timeToFirstTokenMs: 2000 } }).one('PrometheusRule');
    const { expr } = spec.groups[0].rules.find(({ record }: { record?: string }) => record === 'aiplane:pool_first_token_late:ratio_rate5m');

    expect(expr).toContain('llm_d_epp_request_ttft_seconds_bucket{namespace="zone",llm_isvc_name="chat",streaming="true"');
  });

  test('is watched by its engines alone where the picker has other names for its series', () => {
    const objects = poolOf({ objective: { timeToFirstTokenMs: 2000 } }, new OpenShiftDistribution({ aiVersion: '3.4' }));

    expect(JSON.stringify(objects.one('PrometheusRule').spec)).not.toContain('llm_d_epp_');
    expect(JSON.stringify(objects.one('PrometheusRule').spec)).toContain('vllm:time_to_first_token_seconds_bucket');
    expect(objects.answer.fulfilments.find(({ capability }) => capability === 'ai_service_metrics')!.reason).toContain(
      '; nothing watches the endpoint picker of OpenShift AI 3.4, whose series have names of their own');
  });

  test('is scraped by KServe, alerted on by rules of ours, and has no dashboard, which is said', () => {
    const said = poolOf().answer.fulfilments.filter(({ capability }) => capability === 'ai_service_metrics').map(({ level, reason }) => `${level}: ${reason}`);
    expect(said).toEqual([
      'degraded: the monitors that KServe makes have the pool scraped, and rules in its namespace alert on it; there is no dashboard, for those of the console belong to whoever runs the cluster',
    ]);
  });

  test('asks for series by the names of KServe, and for pods by those of what it makes', () => {
    const { spec } = poolOf().one('PrometheusRule');
    const expressions = Object.fromEntries(spec.groups[0].rules.map(({ alert, expr }: Record<string, string>) => [alert, expr]));

    expect(expressions.InferencePoolKvCacheFull).toBe('avg(vllm:kv_cache_usage_perc{namespace="zone",llm_isvc_name="chat"}) > 0.95');
    expect(expressions.InferencePoolPickerDown).toBe('absent(llm_d_epp_ready_endpoints{namespace="zone",name="chat-inference-pool"})');
    expect(expressions.InferencePoolReplicaDoesNotStart).toContain('kube_pod_created{namespace="zone",pod=~"chat-kserve-[a-z0-9]+-[a-z0-9]{5}"}');
  });
});

describe('adapters', () => {
  test.each<[string, PoolFacts, string]>([
    ['a bucket', {}, 's3://bank-models/adapters/sql'],
    ['a volume', { modelStore: aVolume() }, 'pvc://models/adapters/sql'],
  ])('come from %s', (_store, facts, uri) => {
    expect(serviceOf({ ...facts, lora }).model.lora).toEqual({ adapters: [{ name: 'sql', uri }], maxRank: 32, maxAdapters: 2, maxCpuAdapters: 2 });
  });

  test('that are added after the pool are served too', () => {
    const added: (typeof sql)[] = [];
    const objects = poolOf({ lora: { ...lora, adapters: () => added } });
    added.push(sql, { ...sql, name: 'law' }, { ...sql, name: 'tax' });
    expect(objects.one('LLMInferenceService').spec.model.lora).toMatchObject({ adapters: [{ name: 'sql' }, { name: 'law' }, { name: 'tax' }], maxCpuAdapters: 3 });
  });
});

describe('what a replica is told by arguments', () => {
  const draft = { numSpeculativeTokens: 3, attention: [], weightsGib: 0 };

  test('is how to guess tokens from the prompt, and what the pool adds', () => {
    const guessing = { serving: { ...decode.serving, draft: { ...draft, method: 'ngram' as const } }, engine: { kind: 'vllm' as const, extraArgs: ['--seed=1'] } };
    const { args } = serviceOf(guessing).template.containers[0];
    expect(args).toContain('--speculative-config=\'{"method":"ngram","num_speculative_tokens":3,"prompt_lookup_max":4,"prompt_lookup_min":2}\'');
    expect(args[args.length - 1]).toBe('--seed=1');
  });

  test('is not a second model, which is said', () => {
    const objects = poolOf({ serving: { ...decode.serving, draft: { ...draft, method: 'eagle3', model: aPool().model } } });
    expect(objects.one('LLMInferenceService').spec.template.containers[0].args.join()).not.toContain('speculative');
    expect(objects.answer.fulfilments.map(({ reason }) => reason).filter((reason) => /guessed/.test(reason))).toEqual([`KServe brings one model to a replica: tokens are not guessed by '${aPool().model.name}'`]);
  });
});

test('a folder whose adapters are loaded while the engine runs is not there, which is said', () => {
  const levels = [lora, { ...lora, dynamicPath: 'adapters' }].map((asked) => poolOf({ lora: asked }).answer.fulfilments.find(({ capability }) => capability === 'model.adapters')!.level);
  expect(levels).toEqual(['substituted', 'degraded']);
});

describe('a pool that scales', () => {
  test.each(['3.5', '3.6'] as const)('by the variant autoscaler has KServe tell it what a replica costs (%s)', (aiVersion) => {
    // WHEN
    const objects = poolOf({ scaling: variants }, new OpenShiftDistribution({ aiVersion }));

    // THEN
    const { scaling: range } = objects.one('LLMInferenceService').spec;
    expect(range).toMatchObject({ minReplicas: 2, maxReplicas: 6, wva: { variantCost: '12.5', keda: { advanced: {} } } });
    expect(objects.names.filter((name) => /ScaledObject|TriggerAuthentication/.test(name))).toEqual([]);
  });

  test('to nothing is idle at none, and else has one replica or more', () => {
    expect(serviceOf(toNothing).scaling).toMatchObject({ minReplicas: 1, keda: { idleReplicaCount: 0, pollingInterval: 15 } });
    expect(poolOf(toNothing, new OpenShiftDistribution()).one('ScaledObject').spec).toMatchObject({ minReplicaCount: 1, idleReplicaCount: 0, pollingInterval: 15 });
  });

  test('to nothing is started by what the picker that KServe makes holds and has sent on', () => {
    const { triggers } = serviceOf(toNothing).scaling.keda;
    expect(triggers.map(({ metadata: { query } }: { readonly metadata: { readonly query: string } }) => query)).toEqual([
      'sum(vllm:num_requests_waiting{namespace="zone",llm_isvc_name="chat"})',
      '(sum(llm_d_epp_flow_control_queue_size{namespace="zone",inference_pool="chat-inference-pool"}) or vector(0))'
      + ' + (sum(llm_d_epp_request_running{namespace="zone",llm_isvc_name="chat"}) or vector(0))',
    ]);
    expect(triggers.map(({ authenticationRef }: { readonly authenticationRef: object }) => authenticationRef)).toEqual(Array(2).fill({ name: 'chat-metrics' }));
  });

  test('by the picker\'s figures, or to nothing, must have one that holds requests', () => {
    const older = new OpenShiftDistribution({ aiVersion: '3.4' });
    expect(refusal({ scaling, minReplicas: 0 }).code).toBe('NothingHoldsRequests');
    expect(refusal(toNothing, older).code).toBe('NothingHoldsRequests');
    expect(refusal({ scaling: { metric: 'picker-queue', threshold: 4 } }).code).toBe('NothingHoldsRequests');
  });

  test.each([[0, { maxSurge: 0, maxUnavailable: 1 }], [2, { maxSurge: 1, maxUnavailable: 0 }]])('is updated by %d replicas beside the others', (surge, expected) => {
    expect(serviceOf({ surgeReplicas: () => surge }).rolloutStrategy).toEqual(expected);
  });

  test('has its replicas and its requests ranked', () => {
    const objects = poolOf({ objective: { priority: 100, priorityClassName: 'zone-100' } });
    expect(objects.one('LLMInferenceService').spec.template.priorityClassName).toBe('zone-100');
    expect(objects.one('InferenceObjective', 'chat').spec).toEqual({ priority: 100, poolRef: expect.objectContaining({ name: 'chat-inference-pool' }) });
  });
});

/** Every form that a pool may take here. */
const FORMS: readonly (readonly [string, PoolFacts])[] = [
  ['one role', {}],
  ['one role that scales', { scaling }],
  ['one role that scales to nothing', toNothing],
  ['variants', { scaling: variants }],
  ['two roles', disaggregated],
  ['two roles that scale', { roles: [{ ...prefill, scaling }, { ...decode, scaling }] }],
  ['one of two roles that scales', { roles: [prefill, { ...decode, scaling }] }],
  ['two roles that keep caches', { ...disaggregated, kvOffload }],
  ['groups', wide],
  ['groups that prefill and groups that decode', { roles: [{ ...prefill, ...wide }, { ...decode, ...wide }] }],
  ['engines in one pod', { parallelism: aParallelism({ dataParallelSize: 4, dataParallelSizeLocal: 4 }) }],
  ['stages in one pod', { parallelism: aParallelism({ pipelineParallelSize: 4 }) }],
  ['adapters', { lora }],
  ['room for adapters alone', { lora: { ...lora, adapters: () => [] } }],
  ['caches in memory', { kvOffload: { cpuGib: 16 } }],
  ['caches that replicas share', { kvOffload: { cpuGib: 16, fileSystem: { gib: 500, shared: true, storageClassName: 'cephfs' } } }],
  ['caches on a disk', { kvOffload, lora, scaling }],
];

describe.each(['3.5', '3.6'] as const)('OpenShift AI %s', (aiVersion) => {
  const distribution = new OpenShiftDistribution({ aiVersion });

  test.each(FORMS)('admits %s', (_form, facts) => {
    expect(refusedByWebhook(serviceOf(facts, distribution) as Judged)).toEqual([]);
  });

  test.each(FORMS)('makes as many pods of a replica as were asked for: %s', (_form, facts) => {
    const { roles } = aPool(facts);
    const inOrder = [...roles].sort((one, other) => Number(one.role === 'prefill') - Number(other.role === 'prefill'));
    const grouped = inOrder.filter(({ podsPerReplica }) => podsPerReplica > 1);
    const sizes = groupSizes(serviceOf(facts, distribution) as Judged).filter((size) => grouped.length > 0 && size > 1);
    expect(sizes).toEqual(grouped.map(({ podsPerReplica }) => podsPerReplica));
  });

  test.each(FORMS)('gets no argument of %s that its shell or its templates would take for more', (_form, facts) => {
    const spec = serviceOf(facts, distribution);
    const pods = [spec, spec.prefill ?? {}].flatMap(({ template, worker }) => [template, worker]);
    const args: string[] = pods.flatMap((pod) => pod?.containers[0].args ?? []);
    expect(args.filter((argument) => argument.includes('{{') || !/^--[\w-]+(=([\w.%+,/:@-]+|'[^']*'))?$/.test(argument))).toEqual([]);
  });
});

describeWithCrds('the definitions', () => {
  test.each(FORMS)('accept %s', (_form, facts) => {
    expect(poolOf(facts).all.filter(isCustomResource).flatMap(validateCustomResource)).toEqual([]);
  });
});
