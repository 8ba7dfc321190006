import { Construct } from 'constructs';
import { InferenceGatewayClass } from '../../../src/catalog/inference-gateways';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { InferenceGatewayBinding } from '../../../src/target/gateway-request';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { type ClusterObject, objectsOf } from '../cluster-objects';
import { aBucket, aGateway, aMachine, aPool, aStorage, aVolume, aZone, holdingRequests } from '../requests';

const kubernetes = new KubernetesDistribution();

/** Every shape that a request can give an object. */
const objects: readonly ClusterObject[] = objectsOf((scope) => {
  const inside = (id: string) => new Construct(scope, id);
  kubernetes.bindZone(inside('Zone'), aZone());
  const gateway = kubernetes.bindInferenceGateway(inside('Gateway'), aGateway());
  new KubernetesDistribution({ gatewayClass: InferenceGatewayClass.ENVOY_GATEWAY, certificateIssuer: 'bank-ca' }).bindInferenceGateway(inside('Other'), aGateway({ name: 'other' }));
  kubernetes.bindInference(inside('Chat'), aPool({ gateway, scaling: { metric: 'queue-depth', threshold: 8 } }));
  kubernetes.bindInference(inside('Small'), aPool({ name: 'small', gateway, modelStore: aVolume(), tensorParallelSize: 1, minReplicas: 1, maxReplicas: 1 }));
  kubernetes.bindInference(inside('Site'), aPool({ name: 'site', gateway, modelStore: aBucket({ endpoint: 'https://s3.zrh1.bank.example', secretName: 's3' }) }));
  const objective = { timeToFirstTokenMs: 2000, interTokenLatencyMs: 60, priority: 10 };
  new KubernetesDistribution({ dashboards: 'grafana-operator' }).bindInference(inside('Promised'), aPool({ name: 'promised', gateway, objective, scaling: { metric: 'variants', cost: 4 } }));
  kubernetes.bindInference(inside('Idle'), aPool({
    name: 'idle', gateway, minReplicas: 0, scaling: { metric: 'pool-saturation', threshold: 0.7 },
    routing: holdingRequests,
  }));
  requestVerbs(inside, gateway);
  kubernetes.bindVirtualMachine(inside('Ledger'), aMachine());
  kubernetes.bindVirtualMachine(inside('Web'), aMachine({ name: 'web', ports: [], image: { kind: 'http', url: 'https://a.example/b', checksum: 'sha256:aa' } }));
  kubernetes.bindVirtualMachine(inside('Copy'), aMachine({ name: 'copy', image: { kind: 'pvc', name: 'golden', namespace: 'images' }, storage: aStorage({ accessMode: 'ReadWriteOnce' }) }));
}).all;

/** What verbs about requests make, by every gateway that knows them. */
function requestVerbs(inside: (id: string) => Construct, gateway: InferenceGatewayBinding): void {
  const about = (name: string) => ({ name, namespace: 'zone', pool: 'chat', gateway });
  kubernetes.bindObjective(inside('Batch'), { ...about('chat-batch'), priority: -10 });
  kubernetes.bindModelRewrite(inside('Tuned'), { ...about('chat-tuned'), model: 'chat', targets: () => [{ model: 'chat', weight: 90 }, { model: 'tuned', weight: 10 }] });
  kubernetes.bindEntrance(inside('Public'), {
    ...about('chat-via-edge'), parent: { name: 'public', namespace: 'edge' }, hostname: 'chat.bank.example', drainSeconds: 60, proxy: { namespace: 'edge', podLabels: { app: 'proxy' } },
  });
  const { ISTIO, AGENTGATEWAY, ENVOY_GATEWAY } = InferenceGatewayClass;
  const oidc = { kind: 'oidc', issuer: 'https://login.bank.example', audiences: ['ai'], jwks: '{"keys":[]}' } as const;
  [ISTIO, AGENTGATEWAY, ENVOY_GATEWAY].forEach((gatewayClass) => new KubernetesDistribution({ gatewayClass })
    .bindInvoker(inside(`Tokens${gatewayClass.className}`), { ...about(`chat-tokens-${gatewayClass.className}`), proof: oidc, entrances: () => [] }));
  [AGENTGATEWAY, ENVOY_GATEWAY].forEach((gatewayClass) => new KubernetesDistribution({ gatewayClass })
    .bindInvoker(inside(`Keys${gatewayClass.className}`), { ...about(`chat-keys-${gatewayClass.className}`), proof: { kind: 'api-key', secretName: 'keys', header: 'x-api-key' }, entrances: () => ['chat-via-edge'] }));
  new KubernetesDistribution({ gatewayClass: AGENTGATEWAY }).bindInferenceGateway(inside('Asking'), aGateway({ name: 'asking', clientAuthority: () => 'authority' }));
}

const custom = objects.filter((object) => isCustomResource(object));

describeWithCrds('custom resources', () => {
  test.each(custom.map((object) => [`${object.kind}/${object.metadata.name}`, object] as const))('%s is what its definition asks for', (_name, object) => {
    expect(validateCustomResource(object)).toEqual([]);
  });

  test('one of each kind is among them', () => {
    expect([...new Set(custom.map(({ kind }) => kind))].sort()).toEqual([
      'AgentgatewayParameters', 'AgentgatewayPolicy', 'AuthorizationPolicy', 'Certificate', 'DataVolume', 'DestinationRule', 'EnvoyProxy', 'Gateway', 'GrafanaDashboard', 'HTTPRoute', 'InferenceModelRewrite',
      'InferenceObjective', 'InferencePool', 'Issuer', 'PodMonitor', 'PrometheusRule', 'RequestAuthentication', 'ScaledObject', 'SecurityPolicy',
      'VariantAutoscaling', 'VirtualMachine',
    ]);
  });
});

test('every object names itself, and its namespace where it has one', () => {
  const clusterWide = ['Namespace', 'StorageClass', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];

  expect(objects.filter(({ kind, metadata }) => !clusterWide.includes(kind) && metadata.namespace === undefined)).toEqual([]);
  expect(objects.filter(({ metadata }) => /-c8[0-9a-f]{6}$/.test(metadata.name))).toEqual([]);
});
