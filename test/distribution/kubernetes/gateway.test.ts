import { parse } from 'yaml';
import { InferenceGatewayClass } from '../../../src/catalog/inference-gateways';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { KubernetesDistributionProps } from '../../../src/distribution/kubernetes/upstream-conventions';
import type { InferenceGatewayRequest } from '../../../src/target/requests';
import { zoneAffinity } from '../../../src/target/zone-affinity';
import { objectsOf, type ClusterObject } from '../cluster-objects';
import { aGateway, anEntrance, aVolume } from '../requests';

/** A spec, read as a test knows it. */
type Facts = ClusterObject['spec'];

const entrance = (facts: Partial<InferenceGatewayRequest> = {}, props: KubernetesDistributionProps = {}) =>
  objectsOf((scope) => new KubernetesDistribution(props).bindInferenceGateway(scope, aGateway(facts)));

test('the entrance ends TLS and takes routes of its own namespace alone', () => {
  expect(entrance().one('Gateway').spec.listeners).toEqual([{
    name: 'https', port: 443, protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'inference-tls' }] },
    allowedRoutes: { namespaces: { from: 'Same' } },
  }]);
});

test('the certificate is for the names that clients call', () => {
  // WHEN
  const { one, answer } = { one: entrance().one('Certificate'), answer: entrance().answer };

  // THEN
  expect(one.spec).toMatchObject({ secretName: 'inference-tls', issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'inference' } });
  expect(one.spec.dnsNames).toContain(new URL(answer.endpoint!.url).hostname);
});

test('an issuer of the cluster signs where one is named', () => {
  // WHEN
  const objects = entrance({}, { certificateIssuer: 'bank-ca' });

  // THEN
  expect(objects.one('Certificate').spec.issuerRef).toEqual({ group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'bank-ca' });
  expect(objects.names).not.toContain('Issuer/inference');
});

test('proxies of Istio stay inside the cluster, off the nodes of other zones, and meet the restricted level', () => {
  // WHEN
  const objects = entrance();
  const { infrastructure } = objects.one('Gateway').spec;

  // THEN
  expect(infrastructure.annotations).toEqual({ 'networking.istio.io/service-type': 'ClusterIP' });
  expect(parse(objects.one('ConfigMap', infrastructure.parametersRef.name).data.deployment)).toEqual({
    spec: { replicas: 2, template: { spec: { affinity: zoneAffinity('zone'), securityContext: { seccompProfile: { type: 'RuntimeDefault' } } } } },
  });
});

test.each([
  [InferenceGatewayClass.AGENTGATEWAY, 'AgentgatewayParameters', (spec: Facts) => ({ service: spec.service.spec, deployment: spec.deployment.spec, pod: spec.deployment.spec.template.spec })],
  [InferenceGatewayClass.ENVOY_GATEWAY, 'EnvoyProxy', ({ provider: { kubernetes } }: Facts) => (
    { service: kubernetes.envoyService, deployment: kubernetes.envoyDeployment, pod: kubernetes.envoyDeployment.pod })],
] as const)('proxies of $0.name stay inside the cluster and meet the restricted level too', (gatewayClass, kind, parts) => {
  // WHEN
  const objects = entrance({}, { gatewayClass });
  const { parametersRef } = objects.one('Gateway').spec.infrastructure;
  const { apiVersion, spec } = objects.one(kind, parametersRef.name);

  // THEN
  const { service, deployment, pod } = parts(spec);
  expect(parametersRef).toMatchObject({ kind, group: apiVersion.split('/')[0] });
  expect(service).toEqual({ type: 'ClusterIP' });
  expect(deployment.replicas).toBe(2);
  expect(pod).toEqual({ affinity: zoneAffinity('zone'), securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
});

test('a gateway of another class gets nothing that only Istio knows', () => {
  // WHEN
  const objects = entrance({}, { gatewayClass: InferenceGatewayClass.AGENTGATEWAY });

  // THEN
  expect(objects.names).toEqual([
    'AgentgatewayParameters/inference-infrastructure', 'AgentgatewayPolicy/inference-model-name', 'Certificate/inference', 'Gateway/inference', 'Issuer/inference',
    'NetworkPolicy/inference',
  ]);
  expect(objects.one('Gateway').spec).toMatchObject({ gatewayClassName: 'agentgateway' });
  expect(objects.one('NetworkPolicy').spec.egress[0]).toEqual({
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'agentgateway-system' } }, podSelector: { matchLabels: { agentgateway: 'agentgateway' } } }],
    ports: [{ protocol: 'TCP', port: 9978 }],
  });
  expect(objects.answer.endpoint!.url).toBe('https://inference.zone.svc.cluster.local');
});

test('proxies may call their control plane, pools and pickers, and are called by no one yet', () => {
  const { podSelector, policyTypes, egress } = entrance().one('NetworkPolicy').spec;

  expect(podSelector.matchLabels).toEqual(anEntrance.proxy.podLabels);
  expect(policyTypes).toEqual(['Egress']);
  expect(egress.map((rule: { ports: { port: number }[] }) => rule.ports[0].port)).toEqual([15012, 8000, 9002]);
});

test('the answer is what routes attach to and clients call', () => {
  const { parent, proxy, endpoint } = entrance().answer;

  expect({ parent, proxy, endpoint }).toEqual(anEntrance);
});

describe('models on a volume', () => {
  test('are claimed once, with the entrance', () => {
    // WHEN
    const objects = entrance({ modelStore: aVolume() });

    // THEN
    expect(objects.one('PersistentVolumeClaim', 'models').spec).toEqual({
      storageClassName: 'cephfs', accessModes: ['ReadWriteMany'], resources: { requests: { storage: '300Gi' } },
    });
  });

  test.each([
    ['ReadWriteMany', 'substituted', 'models are read from a volume of the zone instead of a bucket'],
    ['ReadWriteOnce', 'degraded', 'models are read from a volume that one node at a time can hold'],
  ] as const)('with %s are reported as %s', (accessMode, level, reason) => {
    expect(entrance({ modelStore: aVolume({ accessMode }) }).answer.fulfilments).toMatchObject([{ capability: 'model.store', level, reason }]);
  });
});
