import {
  Accelerator, Duration, Engine, Entrance, Environment, GpuNodeGroup, InferenceGatewayClass, InferencePool, InferencePoolProps, Invoker, Jurisdiction,
  Model, PrefixCache, RoutingProps, Saturation, SiteModelStore, Size, SovereignDataZone, Strategies, SynthesisError, Target,
} from '../../src';
import { aPlatform, thrownBy } from '../support/platforms';
import { objectsOf, rendered } from '../support/programs';

const onSite = (facts: object = {}) => Target.onPrem({
  site: 'muc2', country: 'DE', registry: 'registry.bank.example', storageClass: 'ceph-rbd',
  modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(500) }), ...facts,
});

function aProgram(target: Strategies = onSite()) {
  const environment = new Environment(aPlatform(), 'place', { target });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 4, maxNodes: 1 });
  const pool = (id: string, props: Partial<InferencePoolProps> = {}) => (
    new InferencePool(zone, id, { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes: gpus, ...props }));
  return { environment, zone, pool };
}

const made = (environment: Environment, kind: string) => objectsOf(rendered(environment)).filter((object) => object.kind === kind);
const tokens = { issuer: 'https://login.bank.example', audiences: ['ai'] };

describe('a pool is refused that', () => {
  test.each<[string, () => RoutingProps, string]>([
    ['has a block that no kernel has', () => ({ prefixCache: PrefixCache.precise({ blockSize: 48 }) }), "'blockSize' (48) is no size of a block that both the engine and its kernels have; use one of: 16, 32, 64, 128, 256"],
    ['has a block that the approximate index would not hash', () => ({ prefixCache: PrefixCache.approximate({ blockSize: 16 }) }),
      "'blockSize' (16) is no size of a block that both the engine and an approximate index have; use one of: 64, 128, 256"],
    ['predicts without knowing caches', () => ({ predictedLatency: true, prefixCache: PrefixCache.none() }),
      "'routing.prefixCache' (none) must not be PrefixCache.none() with 'predictedLatency', which predicts by what is cached; leave one of the two out"],
    ['weighs something less than not at all', () => ({ scorers: { queue: -1 } }), "'routing.scorers.queue' (-1) must be a number from 0 to 100; correct its value"],
    ['weighs nothing that an unknown prompt has', () => ({ scorers: { queue: 0, kvCacheUtilization: 0, prefixCache: 0 } }),
      "'routing.scorers' (queue, kvCacheUtilization, prefixCache) leave nothing to choose a replica by for a prompt that none knows; raise one of 'queue', 'runningRequests' and 'kvCacheUtilization'"],
    ['weighs adapters that it has no room for', () => ({ scorers: { adapter: 5 } }), "'routing.scorers.adapter' (5) counts something only where there is 'lora'; leave it out"],
    ['weighs caches that nobody knows', () => ({ scorers: { prefixCache: 5 }, prefixCache: PrefixCache.none() }),
      "'routing.scorers.prefixCache' (5) counts something only where 'routing.prefixCache' is not PrefixCache.none(); leave it out"],
    ['weighs what is not kept', () => ({ scorers: { offloadedPrefixCache: 5 } }),
      "'routing.scorers.offloadedPrefixCache' (5) counts something only where there is 'kvOffload' and the prefix cache is approximate; leave it out"],
    ['weighs what a prediction stands for', () => ({ scorers: { queue: 5 }, predictedLatency: true }),
      "'routing.scorers' (queue) are not asked with 'predictedLatency', which chooses by one figure alone; leave one of the two out"],
    ['has two bands of one priority', () => ({ flowControl: { bands: [{ priority: 1 }, { priority: 1 }] } }), "'routing.flowControl.bands.priority' (1) has two bands; declare one band a priority"],
    ['has a priority with a fraction', () => ({ flowControl: { bands: [{ priority: 0.5 }] } }),
      "'routing.flowControl.bands.priority' (0.5) must be a whole number from -2147483648 to 2147483647; set it to -2147483648 or more"],
    ['lets requests wait for less than a second', () => ({ flowControl: { defaultRequestTtl: Duration.millis(500) } }),
      "'routing.flowControl.defaultRequestTtl' (0.5 s) must be a whole number of seconds; use Duration.seconds(1)"],
    ['has more pickers than stand by for something', () => ({ pickerReplicas: 9 }), "'routing.pickerReplicas' (9) must be a whole number from 1 to 3; set it to 3 or less"],
    ['has a configuration that is no function', () => ({ pickerConfig: {} as never }), "'routing.pickerConfig' ({}) must be a function; pass one, such as derived => ({ ...derived, … })"],
    ['has a picker that may change unseen', () => ({ pickerImage: 'registry.bank.example/picker' }),
      "'routing.pickerImage' (registry.bank.example/picker) must be an image reference with a tag or a digest and without a scheme, such as registry.bank.example/vllm:v0.27.1; correct its spelling"],
    ['is full at more than all of its cache', () => ({ flowControl: { saturation: Saturation.utilization({ kvCacheUtilization: 1.5 }) } }), "'kvCacheUtilization' (1.5) must be a number above 0 and at most 1; correct its value"],
    ['is full at no request', () => ({ flowControl: { saturation: Saturation.concurrency({ maxConcurrency: 0 }) } }), "'maxConcurrency' (0) must be a whole number of at least 1; set it to 1 or more"],
  ])('%s', (_case, routing, message) => {
    expect(() => aProgram().pool('Chat', { routing: routing() })).toThrow(message);
  });

  test('sizes the blocks of a model with recurrent layers', () => {
    const hybrid = Object.values(Model).find((model) => typeof model === 'object' && model.attention.some(({ kind }) => kind === 'recurrent')) as Model;

    expect(() => aProgram().pool('Chat', { model: hybrid, routing: { prefixCache: PrefixCache.precise() } })).toThrow(
      `'routing.prefixCache' (64) must have no size of blocks for '${hybrid.name}': the engine sizes them by the states of its recurrent layers; use PrefixCache.approximate(), which reads the size from the engine`,
    );
  });
});

test('what waits at the picker has the bounds of its bands, and those of others beside', () => {
  // GIVEN
  const { environment, pool } = aProgram();

  // WHEN
  pool('Chat', { routing: { flowControl: { bands: [{ priority: 10, maxBytes: Size.gibibytes(1) }, { priority: 0 }] } } });

  // THEN
  const [config] = made(environment, 'ConfigMap').map(({ data }) => (data as Record<string, string>)['endpoint-picker.yaml']).filter((text) => text !== undefined);
  expect(config).toContain(`maxBytes: "${(1024 + 512 + 512) * 1024 ** 2}"`);
});

describe('an objective', () => {
  test('is asked for by the name that the verb returns', () => {
    const { environment, pool } = aProgram();

    expect(pool('Chat').addObjective('Batch', { priority: -10 })).toBe('chat-batch');
    expect(made(environment, 'InferenceObjective').map(({ metadata, spec }) => [metadata.name, (spec as { priority: number }).priority])).toEqual([['chat-batch', -10]]);
  });

  test('with a priority that is no whole number is refused', () => {
    expect(() => aProgram().pool('Chat').addObjective('Batch', { priority: 1.5 })).toThrow("'priority' (1.5) must be a whole number from -2147483648 to 2147483647; set it to -2147483648 or more");
  });
});

describe('a canary', () => {
  interface Route { readonly rules: readonly { readonly backendRefs: readonly { readonly name: string; readonly weight?: number }[] }[] }

  const backends = (environment: Environment) => made(environment, 'HTTPRoute')
    .map(({ spec }) => (spec as unknown as Route).rules[0]!.backendRefs.map(({ name, weight }) => [name, weight]));

  test('by another pool leaves the pool the rest of its requests', () => {
    // GIVEN
    const { environment, pool } = aProgram();
    const [chat, next, later] = ['Chat', 'Next', 'Later'].map((id) => pool(id));

    // WHEN
    chat!.addCanary('Blue', { pool: next, weight: 10 });
    chat!.addCanary('Green', { pool: later, weight: 5 });

    // THEN
    expect(backends(environment)).toEqual([[['chat', 85], ['next', 10], ['later', 5]], [['later', undefined]], [['next', undefined]]]);
    expect(made(environment, 'InferenceModelRewrite')).toEqual([]);
  });

  test('by a pool of another model is asked by the name that it serves', () => {
    // GIVEN
    const { environment, pool } = aProgram();

    // WHEN
    pool('Chat').addCanary('Blue', { pool: pool('Next', { model: Model.QWEN3_8B }), weight: 10 });

    // THEN
    expect(made(environment, 'InferenceModelRewrite').map(({ spec }) => spec)).toEqual([{
      poolRef: { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'next' },
      rules: [{ matches: [{ model: { type: 'Exact', value: 'llama-3.1-8b-instruct' } }], targets: [{ modelRewrite: 'qwen3-8b', weight: 1 }] }],
    }]);
  });

  test('by other names that the engines serve shares one rule with the others', () => {
    // GIVEN
    const { environment, pool } = aProgram();
    const chat = pool('Chat', { lora: {} });
    ['Tuned', 'Shorter'].forEach((id) => chat.addAdapter(id, { path: `adapters/${id}`, rank: 8 }));

    // WHEN
    chat.addCanary('Tuned', { model: 'tuned', weight: 10 });
    chat.addCanary('Shorter', { model: 'shorter', weight: 20 });

    // THEN
    expect(made(environment, 'InferenceModelRewrite').map(({ metadata, spec }) => [metadata.name, (spec as { rules: { targets: object }[] }).rules[0]!.targets])).toEqual([[
      'chat-tuned', [{ modelRewrite: 'llama-3.1-8b-instruct', weight: 70 }, { modelRewrite: 'tuned', weight: 10 }, { modelRewrite: 'shorter', weight: 20 }],
    ]]);
  });

  test('takes nothing from requests that ask for an objective, and both are kept', () => {
    const { environment, pool } = aProgram();
    const chat = pool('Chat', { lora: {} });
    chat.addAdapter('Tuned', { path: 'adapters/tuned', rank: 8 });
    chat.addCanary('Tuned', { model: 'tuned', weight: 10 });
    chat.addObjective('Batch', { priority: -1 });

    expect([...made(environment, 'InferenceModelRewrite'), ...made(environment, 'InferenceObjective')].map(({ metadata }) => metadata.name)).toEqual(['chat-tuned', 'chat-batch']);
  });

  test('by a name that the engines do not serve is refused when all adapters are known', () => {
    const { environment, pool } = aProgram();
    const chat = pool('Chat', { lora: {} });
    chat.addCanary('Tuned', { model: 'tuned', weight: 10 });
    chat.addCanary('Typo', { model: 'tunde', weight: 10 });
    chat.addAdapter('Tuned', { path: 'adapters/tuned', rank: 8 });

    const refused = thrownBy(() => rendered(environment)) as SynthesisError;
    expect(refused.problems.map(({ code }) => code)).toEqual(['NameNotServed']);
    expect(refused.message).toBe('1 problem, nothing was written\n'
      + "  [place/Zone/Chat] 'model' (tunde) is a name of a canary that the engines do not serve (llama-3.1-8b-instruct, tuned); add an adapter of that name by 'addAdapter', or give another pool the share");
  });

  test.each<[string, Partial<InferencePoolProps>]>([
    ['clients load adapters', { lora: { dynamicPath: 'adapters' } }],
    ['the engine is the user\'s own', { engine: Engine.custom({ image: 'registry.bank.example/engine:1', args: ({ port }) => [`--port=${port}`] }) }],
  ])('by a name that nobody knows is taken where %s', (_, props) => {
    const { environment, pool } = aProgram();
    pool('Chat', props).addCanary('Tuned', { model: 'tuned', weight: 10 });

    expect(() => rendered(environment)).not.toThrow();
  });

  test('is refused that is neither, both, too much or elsewhere', () => {
    const { environment, pool } = aProgram();
    const [chat, next] = [pool('Chat'), pool('Next')];
    const other = new SovereignDataZone(environment, 'Other', { jurisdiction: Jurisdiction.GERMANY });
    const gpus = new GpuNodeGroup(other, 'Gpus', { accelerator: Accelerator.L40S, maxNodes: 1 });
    const foreign = new InferencePool(other, 'Chat', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes: gpus });
    chat.addCanary('Blue', { pool: next, weight: 60 });

    expect(() => chat.addCanary('A', { weight: 10 })).toThrow("'model' (undefined) must be given, or 'pool', and not both; name one thing that takes the share");
    expect(() => chat.addCanary('B', { weight: 10, pool: next, model: 'tuned' })).toThrow("'model' (tuned) must be given, or 'pool', and not both; name one thing that takes the share");
    expect(() => chat.addCanary('C', { weight: 40, pool: next })).toThrow("'weight' (40) leaves the pool itself nothing, for others take 60 percent; lower it to 39 or less");
    expect(() => chat.addCanary('D', { weight: 10, pool: chat })).toThrow("'pool' (place/Zone/Chat) is the pool itself; name another pool of 'place/Zone'");
    expect(() => chat.addCanary('E', { weight: 10, pool: foreign })).toThrow("'pool' (place/Other/Chat) is in the zone 'place/Other', and requests stay in theirs; name another pool of 'place/Zone'");
  });
});

describe('an entrance outside of the zone', () => {
  const edge = Entrance.gateway({ name: 'public', namespace: 'edge', hostname: 'ai.bank.example' });

  test('has the address that the verb returns', () => {
    const { environment, pool } = aProgram();

    expect(pool('Chat').exposeVia(edge)).toBe('https://ai.bank.example/zone/chat');
    expect(made(environment, 'HTTPRoute').map(({ metadata }) => metadata.name)).toEqual(['chat-via-edge-public', 'chat']);
  });

  test('is a finding in the report', () => {
    const { environment, pool } = aProgram();
    pool('Chat').exposeVia(edge);

    expect(environment.reported.flatMap(({ findings }) => findings).map(({ code }) => code)).toContain('EntranceOutsideZone');
  });

  test.each<[string, () => Entrance, string]>([
    ['of a host that is none', () => Entrance.gateway({ name: 'public', namespace: 'edge', hostname: 'https://ai' }), "'hostname' (https://ai) must be a host name of lower-case letters, digits, hyphens and dots; correct its spelling"],
    ['of a namespace that is none', () => Entrance.gateway({ name: 'public', namespace: 'Edge', hostname: 'ai.bank.example' }), "'namespace' (Edge) must be a DNS label of at most 63 lower-case letters, digits and hyphens; correct its spelling"],
  ])('%s is refused', (_case, entrance, message) => {
    expect(entrance).toThrow(message);
  });

  test('that would not ask for what the zone asks for is refused', () => {
    // GIVEN
    const { environment, pool } = aProgram();
    const chat = pool('Chat');

    // WHEN
    chat.exposeVia(edge);
    chat.grantInvoke(Invoker.oidc(tokens));

    // THEN
    expect(() => rendered(environment)).toThrow(
      "[place/Zone/Chat] 'entrances' ([\"chat-via-edge-public\"]) are outside of the zone, where nobody would ask callers for the proof that 'grantInvoke' demands; "
      + 'leave one of the two out, or use a gateway class whose policies are attached to routes, such as InferenceGatewayClass.AGENTGATEWAY with Invoker.oidc or Invoker.apiKey',
    );
  });

  test('asks where policies are attached to routes, whichever verb was said first', () => {
    const { environment, pool } = aProgram(onSite({ gatewayClass: InferenceGatewayClass.AGENTGATEWAY }));
    const chat = pool('Chat');
    chat.grantInvoke(Invoker.apiKey({ secretName: 'chat-keys' }));
    chat.exposeVia(edge);

    const [policy] = made(environment, 'AgentgatewayPolicy').filter(({ metadata }) => metadata.name === 'chat-invokers');
    expect((policy!.spec as { targetRefs: { name: string }[] }).targetRefs.map(({ name }) => name)).toEqual(['chat', 'chat-via-edge-public']);
  });
});

describe('callers', () => {
  test('show certificates at the entrance of the zone once a pool says so', () => {
    const { environment, pool } = aProgram(onSite({ gatewayClass: InferenceGatewayClass.AGENTGATEWAY }));
    pool('Chat').grantInvoke(Invoker.clientCertificate({ caConfigMap: 'partners' }));

    expect((made(environment, 'Gateway')[0]!.spec as { tls: object }).tls).toEqual({
      frontend: { default: { validation: { mode: 'AllowValidOnly', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'partners' }] } } },
    });
  });

  test('of two pools show certificates of one authority, for their entrance is one', () => {
    const { pool } = aProgram(onSite({ gatewayClass: InferenceGatewayClass.AGENTGATEWAY }));
    pool('Chat').grantInvoke(Invoker.clientCertificate({ caConfigMap: 'partners' }));

    expect(() => pool('Search').grantInvoke(Invoker.clientCertificate({ caConfigMap: 'staff' }))).toThrow(
      "'caConfigMap' (staff) is not 'partners', which another pool of the zone names, and they share one entrance; put both authorities into one ConfigMap",
    );
  });

  test('are asked for one proof', () => {
    const chat = aProgram().pool('Chat');
    chat.grantInvoke(Invoker.oidc(tokens));

    expect(() => chat.grantInvoke(Invoker.oidc(tokens))).toThrow(
      "'invoker' (oidc) is the second proof of the pool, and gateways ask for all or for any of several, each as it likes; put the callers' keys into one Secret, or their authorities into one ConfigMap",
    );
  });

  test.each<[string, () => Invoker, string]>([
    ['for any audience', () => Invoker.oidc({ ...tokens, audiences: [] }), "'audiences' ([]) must name an audience, or tokens for other services are taken; name what the issuer calls this platform"],
    ['of an issuer without TLS', () => Invoker.oidc({ ...tokens, issuer: 'http://login' }), "'issuer' (http://login) must be a URL that starts with https://; correct its spelling"],
    ['by keys that are none', () => Invoker.oidc({ ...tokens, jwks: '{}' }), "'jwks' ({}) must be a JSON object with 'keys'; pass the text of the issuer's key set"],
    ['by keys that are secret', () => Invoker.oidc({ ...tokens, jwks: '{"keys":[{"kty":"RSA","n":"a","d":"b"}]}' }),
      "'jwks' (a key set) has the private part of a key, and what is written is not secret; pass the issuer's public keys alone"],
    ['by a header that is none', () => Invoker.apiKey({ secretName: 'keys', header: 'x api key' }), "'header' (x api key) must be the name of a header; correct its spelling"],
  ])('%s are refused', (_case, invoker, message) => {
    expect(invoker).toThrow(message);
  });
});

describe('where others make route and picker', () => {
  const onOpenShift = () => Target.openShift({ on: onSite() });

  test('what is lost is told', () => {
    // GIVEN
    const { environment, pool } = aProgram(onOpenShift());
    const chat = pool('Chat', { routing: { byModelName: true, flowControl: {} } });

    // WHEN
    chat.addObjective('Batch', { priority: -1 });
    chat.addCanary('Tuned', { model: 'tuned', weight: 1 });
    chat.addCanary('Blue', { pool: pool('Next'), weight: 1 });
    chat.exposeVia(Entrance.gateway({ name: 'public', namespace: 'edge', hostname: 'ai.bank.example' }));

    // THEN
    const told = environment.reported.flatMap(({ fulfilments }) => fulfilments);
    const lost = told.filter(({ level, capability }) => level === 'missing' && capability.startsWith('routing.'));
    expect(lost.map(({ capability }) => capability).sort()).toEqual(['routing.byModelName', 'routing.canary', 'routing.entrance']);
  });

  test('nobody is let in without the proof that was demanded', () => {
    expect(() => aProgram(onOpenShift()).pool('Chat').grantInvoke(Invoker.apiKey({ secretName: 'keys' }))).toThrow(
      "'invoker' (api-key) cannot be asked for by the gateway that the cluster shares, which asks callers for a token of the cluster's own; "
      + "leave 'grantInvoke' out there, and give callers a service account that may get the LLMInferenceService",
    );
  });
});

describe('where there is no gateway', () => {
  const atTheEdge = () => Target.edge({ site: 'works', country: 'DE', registry: 'registry.bank.example' });

  test('what is lost is told', () => {
    // GIVEN
    const { environment, pool } = aProgram(atTheEdge());
    const chat = pool('Chat', { lora: {}, routing: { byModelName: true, flowControl: {}, prefixCache: PrefixCache.precise() } });
    chat.addAdapter('Tuned', { path: 'adapters/tuned', rank: 8 });

    // WHEN
    chat.addObjective('Batch', { priority: -1 });
    chat.addCanary('Tuned', { model: 'tuned', weight: 1 });
    chat.addCanary('Blue', { pool: pool('Next'), weight: 1 });
    chat.exposeVia(Entrance.gateway({ name: 'public', namespace: 'edge', hostname: 'ai.bank.example' }));

    // THEN
    const lost = environment.reported.flatMap(({ fulfilments }) => fulfilments).filter(({ level }) => level === 'missing');
    expect(lost.map(({ capability }) => capability).sort()).toEqual([
      'ai_service_metrics', 'ai_service_metrics', 'routing.byModelName', 'routing.canary', 'routing.canary', 'routing.entrance', 'routing.flowControl', 'routing.objective',
    ]);
    expect(JSON.stringify(made(environment, 'Deployment'))).not.toContain('kv-events');
  });

  test('nobody is let in without the proof that was demanded', () => {
    expect(() => aProgram(atTheEdge()).pool('Chat').grantInvoke(Invoker.apiKey({ secretName: 'keys' }))).toThrow(
      "'invoker' (api-key) cannot be asked for where clients call the Service of the pool, with no gateway before it; leave 'grantInvoke' out there, and let callers in by 'allowFrom' alone",
    );
  });
});
