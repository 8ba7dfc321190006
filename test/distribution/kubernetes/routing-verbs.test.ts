import { InferenceGatewayClass } from '../../../src/catalog/inference-gateways';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { InvokerProof, InvokerRequest } from '../../../src/target/routing-verbs';
import { objectsOf } from '../cluster-objects';
import { aGateway, anEntrance, aPool, type PoolFacts } from '../requests';

const kubernetes = new KubernetesDistribution();
const about = (name: string) => ({ name, namespace: 'zone', pool: 'chat', gateway: anEntrance });
const by = (gatewayClass: InferenceGatewayClass) => new KubernetesDistribution({ gatewayClass });
const { ISTIO, AGENTGATEWAY, ENVOY_GATEWAY } = InferenceGatewayClass;

describe('an objective', () => {
  test('is a priority at the pool, under the name that clients send', () => {
    const objects = objectsOf((scope) => kubernetes.bindObjective(scope, { ...about('chat-batch'), priority: -10 }));

    expect(objects.one('InferenceObjective').spec).toEqual({ priority: -10, poolRef: { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'chat' } });
    expect(objects.answer.fulfilments[0]!.reason).toBe('requests with the header x-llm-d-inference-objective: chat-batch have the priority -10');
  });

  test('of the pool itself is there where the pool has a priority', () => {
    const served = (objective?: PoolFacts['objective']) => objectsOf((scope) => kubernetes.bindInference(scope, aPool({ objective })));

    expect(served({ priority: 5 }).one('InferenceObjective', 'chat').spec.priority).toBe(5);
    expect(served({ timeToFirstTokenMs: 500 }).names).not.toContain('InferenceObjective/chat');
  });
});

describe('a canary', () => {
  test('by another name is a rewrite of the name that clients ask for', () => {
    const targets = () => [{ model: 'llama', weight: 90 }, { model: 'llama-tuned', weight: 10 }];
    const objects = objectsOf((scope) => kubernetes.bindModelRewrite(scope, { ...about('chat-tuned'), model: 'llama', targets }));

    expect(objects.one('InferenceModelRewrite').spec.rules).toEqual([{
      matches: [{ model: { type: 'Exact', value: 'llama' } }],
      targets: [{ modelRewrite: 'llama', weight: 90 }, { modelRewrite: 'llama-tuned', weight: 10 }],
    }]);
  });

  test('by another pool takes its share of the route, which is read when every verb was said', () => {
    // GIVEN
    const shares: { pool: string; weight: number }[] = [];
    const objects = objectsOf((scope) => kubernetes.bindInference(scope, aPool({ routing: { shares: () => shares } })));

    // WHEN
    shares.push({ pool: 'next', weight: 10 });

    // THEN
    expect(objects.one('HTTPRoute').spec.rules[0].backendRefs).toEqual([
      { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'chat', weight: 90 },
      { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'next', weight: 10 },
    ]);
  });
});

describe('an entrance outside of the zone', () => {
  const proxy = { namespace: 'edge', podLabels: { app: 'proxy' } };
  const exposed = () => objectsOf((scope) => kubernetes.bindEntrance(scope, {
    ...about('chat-via-edge'), parent: { name: 'public', namespace: 'edge' }, hostname: 'chat.bank.example', proxy, drainSeconds: 60,
    routing: { shares: () => [{ pool: 'next', weight: 10 }] },
  }));

  test('leads to the pool by a route of its own', () => {
    const { parentRefs, hostnames, rules } = exposed().one('HTTPRoute').spec;

    expect(parentRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'edge' }]);
    expect(hostnames).toEqual(['chat.bank.example']);
    expect(rules[0].matches).toEqual([{ path: { type: 'PathPrefix', value: '/zone/chat' } }]);
    expect(rules[0].backendRefs.map(({ name, weight }: { name: string; weight: number }) => [name, weight])).toEqual([['chat', 90], ['next', 10]]);
  });

  test.each([
    ['chat-via-edge-engines', 'engine', { protocol: 'TCP', port: 8000, endPort: 8007 }], ['chat-via-edge-pickers', 'endpoint-picker', { protocol: 'TCP', port: 9002 }],
  ])('may reach by %s what answers', (name, component, port) => {
    expect(exposed().one('NetworkPolicy', name).spec).toEqual({
      podSelector: {
        matchLabels: { 'app.kubernetes.io/component': component },
        matchExpressions: [{ key: 'aiplane.dev/workload', operator: 'In', values: ['chat', 'next'] }],
      },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'proxy' } } }],
        ports: [port],
      }],
    });
  });

  test('is told as what it is: a way out of the zone', () => {
    expect(exposed().answer.findings).toEqual([{
      code: 'EntranceOutsideZone', severity: 'warning',
      message: "'entrance' (edge/public) takes what clients of 'chat' say out of the zone's walls; see to it that it runs under the zone's law, and that its listeners take routes from 'zone'",
    }]);
  });
});

describe('one address for all pools', () => {
  const served = (gatewayClass = ISTIO) => objectsOf((scope) => (
    by(gatewayClass).bindInference(scope, aPool({ routing: { byModelName: true, shares: () => [] } }))));

  test('leads by the name in the body, where proxies read it', () => {
    expect(served(AGENTGATEWAY).one('HTTPRoute').spec.rules[1].matches).toEqual([{
      path: { type: 'PathPrefix', value: '/v1' }, headers: [{ type: 'Exact', name: 'X-Gateway-Model-Name', value: 'llama-3.3-70b-instruct' }],
    }]);
    expect(objectsOf((scope) => new KubernetesDistribution({ gatewayClass: AGENTGATEWAY }).bindInferenceGateway(scope, aGateway())).one('AgentgatewayPolicy').spec).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'inference' }],
      traffic: { phase: 'PreRouting', transformation: { request: { set: [{ name: 'X-Gateway-Model-Name', value: 'json(request.body).model' }] } } },
    });
  });

  test('is missing where they do not, and no header that a client may set stands for it', () => {
    expect(served().one('HTTPRoute').spec.rules).toHaveLength(1);
    expect(served().answer.fulfilments).toContainEqual({
      capability: 'routing.byModelName', level: 'missing', objects: [],
      reason: "the proxies of 'istio' do not read the body before they choose a route: clients call each pool at its own path",
    });
  });
});

describe('callers', () => {
  const asked = (gatewayClass: InferenceGatewayClass, proof: InvokerProof, facts: Partial<InvokerRequest> = {}) => objectsOf((scope) => (
    new KubernetesDistribution({ gatewayClass }).bindInvoker(scope, { ...about('chat-invokers'), proof, entrances: () => [], ...facts })));
  const keys = { kind: 'api-key', secretName: 'chat-keys', header: 'x-api-key' } as const;
  const certificates = { kind: 'client-certificate', caConfigMap: 'partners' } as const;
  const tokens = { kind: 'oidc', issuer: 'https://login.bank.example', audiences: ['ai'] } as const;
  const jwks = '{"keys":[]}';

  test('send a key from a Secret that is only named', () => {
    expect(asked(AGENTGATEWAY, keys).one('AgentgatewayPolicy').spec.traffic).toEqual({
      apiKeyAuthentication: { mode: 'Strict', secretRef: { name: 'chat-keys' }, location: { header: { name: 'x-api-key' } } },
    });
    expect(asked(ENVOY_GATEWAY, keys).one('SecurityPolicy').spec.apiKeyAuth).toEqual({
      credentialRefs: [{ group: '', kind: 'Secret', name: 'chat-keys' }], extractFrom: [{ headers: ['x-api-key'] }], sanitize: true,
    });
  });

  test('send a token, by the keys that Istio fetches', () => {
    // WHEN
    const objects = asked(ISTIO, tokens);

    // THEN
    expect(objects.one('RequestAuthentication').spec).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'inference' }], jwtRules: [{ issuer: 'https://login.bank.example', audiences: ['ai'] }],
    });
    expect(objects.one('AuthorizationPolicy').spec).toMatchObject({
      action: 'DENY',
      rules: [{ from: [{ source: { notRequestPrincipals: ['https://login.bank.example/*'] } }], to: [{ operation: { paths: ['/zone/chat', '/zone/chat/*'] } }] }],
    });
  });

  test.each([[AGENTGATEWAY, 'AgentgatewayPolicy'], [ENVOY_GATEWAY, 'SecurityPolicy']] as const)('send a token at every route ($0.className)', (gatewayClass, kind) => {
    expect(asked(gatewayClass, { ...tokens, jwks }, { entrances: () => ['chat-via-edge'] }).one(kind).spec.targetRefs.map(({ name }: { name: string }) => name)).toEqual(['chat', 'chat-via-edge']);
  });

  test('show a certificate in the handshake with the entrance of the zone', () => {
    const entrance = (authority?: string, gatewayClass = AGENTGATEWAY) => objectsOf((scope) => (
      new KubernetesDistribution({ gatewayClass }).bindInferenceGateway(scope, aGateway({ clientAuthority: () => authority })))).one('Gateway').spec.tls;

    expect(entrance('partners')).toEqual({ frontend: { default: { validation: { mode: 'AllowValidOnly', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'partners' }] } } } });
    expect(entrance()).toBeUndefined();
    expect(asked(AGENTGATEWAY, certificates).answer.fulfilments[0]).toMatchObject({ level: 'substituted' });
  });

  test.each<[InferenceGatewayClass, InvokerProof, boolean]>([
    [ISTIO, tokens, false], [AGENTGATEWAY, keys, true], [AGENTGATEWAY, certificates, false], [ENVOY_GATEWAY, { ...tokens, jwks }, true],
  ])('are asked at other entrances too, or not ($0.className, $1.kind)', (gatewayClass, proof, guardsEntrances) => {
    expect(asked(gatewayClass, proof).answer.guardsEntrances).toBe(guardsEntrances);
  });

  const mute = InferenceGatewayClass.custom({
    name: 'MUTE', className: 'mute', servesInferencePoolSince: '1.0.0', proxyService: 'gateway', pickerTls: 'none', clientCertificates: false,
    source: 'https://mute.example', asOf: '2026-11-28',
  });

  test.each<[InferenceGatewayClass, InvokerProof, string]>([
    [ISTIO, keys, "'invoker' (Invoker.apiKey) cannot be asked for by the gateway class 'istio'; use Invoker.oidc, or InferenceGatewayClass.AGENTGATEWAY, which asks for any"],
    [ISTIO, certificates, "'invoker' (Invoker.clientCertificate) cannot be asked for by the gateway class 'istio'; use Invoker.oidc, or InferenceGatewayClass.AGENTGATEWAY, which asks for any"],
    [mute, tokens, "'invoker' (Invoker.oidc) cannot be asked for by the gateway class 'mute'; use InferenceGatewayClass.AGENTGATEWAY, which asks for any"],
    [AGENTGATEWAY, tokens, "'jwks' (undefined) must be given for 'https://login.bank.example': the proxies of 'agentgateway' would fetch them, and a zone lets them out to nowhere; pass the text of the issuer's key set"],
  ])('are not let in unasked ($0.className, $1.kind)', (gatewayClass, proof, message) => {
    expect(() => asked(gatewayClass, proof)).toThrow(message);
  });

  test('of a picker whose gateway speaks no TLS to it get one that speaks none', () => {
    const args = (gatewayClass: InferenceGatewayClass) => objectsOf((scope) => by(gatewayClass).bindInference(scope, aPool()))
      .one('Deployment', 'chat-epp').spec.template.spec.containers[0].args;

    expect(args(mute)).toContain('--secure-serving=false');
    expect(args(AGENTGATEWAY)).not.toContain('--secure-serving=false');
  });
});

test('proxies that listen on another port than the Gateway are let in on theirs', () => {
  const { endpoint } = objectsOf((scope) => by(ENVOY_GATEWAY).bindInferenceGateway(scope, aGateway())).answer;

  expect(endpoint).toMatchObject({ port: 10443, url: 'https://inference.zone.svc.cluster.local' });
});
