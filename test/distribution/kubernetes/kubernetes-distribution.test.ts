import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { KubernetesDistributionProps } from '../../../src/distribution/kubernetes/upstream-conventions';
import { objectsOf } from '../cluster-objects';
import { aPool, aZone } from '../requests';

test('is called by the name of what it is', () => {
  expect(new KubernetesDistribution().name).toBe('kubernetes');
});

test('Prometheus is looked for in the namespace that it is said to run in', () => {
  // GIVEN
  const distribution = new KubernetesDistribution({ monitoringNamespace: 'observability' });

  // WHEN
  const objects = objectsOf((scope) => distribution.bindInference(scope, aPool({ scaling: { metric: 'queue-depth', threshold: 8 } })));

  // THEN
  expect(objects.one('ScaledObject').spec.triggers[0].metadata.serverAddress).toBe('http://prometheus-operated.observability.svc:9090');
});

test('a derived distribution differs in what it names, and in nothing else', () => {
  // GIVEN
  const dns = { namespace: 'dns', podLabels: { app: 'coredns' }, ports: [5353] };
  class Flavour extends KubernetesDistribution {
    constructor() {
      super({}, { dns });
    }
  }

  // WHEN
  const [own, upstream] = [new Flavour(), new KubernetesDistribution()]
    .map((distribution) => objectsOf((scope) => distribution.bindZone(scope, aZone())));

  // THEN
  expect(own.one('NetworkPolicy', 'allow-dns').spec.egress[0].ports).toEqual([{ protocol: 'UDP', port: 5353 }, { protocol: 'TCP', port: 5353 }]);
  expect(own.all.filter(({ metadata }) => metadata.name !== 'allow-dns')).toEqual(upstream.all.filter(({ metadata }) => metadata.name !== 'allow-dns'));
});

describe('refuses', () => {
  test.each([
    ['the name of a class', { gatewayClass: 'istio' }, "'gatewayClass' (istio) must be an InferenceGatewayClass; use one of the catalog, such as InferenceGatewayClass.ISTIO, or InferenceGatewayClass.custom({…})"],
    ['a version that is none', { gatewayVersion: 'latest' }, "'gatewayVersion' (latest) must be a version, such as 1.30.1; correct its spelling"],
    [
      'a gateway that serves no InferencePool yet', { gatewayVersion: '1.27.9' },
      "'gatewayVersion' (1.27.9) does not serve InferencePool v1, which 'istio' does since 1.28.0; upgrade the gateway to 1.28.0 or later",
    ],
    ['a namespace with a dot', { monitoringNamespace: 'a.b' }, "'monitoringNamespace' (a.b) must be a DNS label of at most 63 lower-case letters, digits and hyphens; correct its spelling"],
    ['an address without a scheme', { prometheusUrl: 'prometheus:9090' }, "'prometheusUrl' (prometheus:9090) must be a URL that starts with http:// or https://; correct its spelling"],
    ['an issuer that is no text', { certificateIssuer: 7 }, "'certificateIssuer' (7) must be a string that is not empty; write it in quotes"],
    ['a label that is no text', { podMonitorLabels: { release: 7 } }, "'podMonitorLabels.release' (7) must be a string that is not empty; write it in quotes"],
  ])('%s', (_case, props, message) => {
    expect(() => new KubernetesDistribution(props as unknown as KubernetesDistributionProps)).toThrow(message);
  });
});
