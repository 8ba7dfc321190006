import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { ZoneRequest } from '../../../src/target/requests';
import { objectsOf } from '../cluster-objects';
import { aCluster, aStorage, aZone } from '../requests';

const contained = (facts: Partial<ZoneRequest> = {}) => objectsOf((scope) => new KubernetesDistribution().bindZone(scope, aZone(facts)));

test('a zone is a namespace with quota, default-deny and an account that mounts no token', () => {
  expect(contained().names.filter((name) => !name.startsWith('ValidatingAdmissionPolicy'))).toEqual([
    'Namespace/zone', 'NetworkPolicy/allow-dns', 'NetworkPolicy/default-deny', 'ResourceQuota/zone', 'ServiceAccount/default',
  ]);
});

describe('pod security', () => {
  test('is restricted, enforced as of the version of the cluster', () => {
    // WHEN
    const { labels } = contained({ cluster: aCluster({ kubernetesVersion: '1.33' }) }).one('Namespace').metadata;

    // THEN
    expect(labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.33',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  test('is baseline where the zone turns out to hold virtual machines, and the report says why', () => {
    // GIVEN
    let machines = false;
    const zone = contained({ virtualMachines: () => machines });
    const met = zone.answer.fulfilments.find(({ capability }) => capability === 'pod.security')!;
    expect(met).toMatchObject({ level: 'equal', reason: 'pod security level restricted is enforced on the namespace' });

    // WHEN
    machines = true;

    // THEN
    expect(zone.one('Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/audit': 'restricted',
    });
    expect(met).toMatchObject({
      level: 'degraded', reason: 'pod security level baseline is enforced and restricted audited, because the pods of KubeVirt set no seccomp profile',
    });
  });
});

describe('traffic', () => {
  test('is denied in both directions to every pod', () => {
    expect(contained().one('NetworkPolicy', 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('reaches the name service and nothing else', () => {
    expect(contained().one('NetworkPolicy', 'allow-dns').spec).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
      }],
    });
  });
});

test('the quota on GPUs is what the zone declares by the time of synthesis', () => {
  // GIVEN
  let gpus = 0;
  const zone = contained({ gpuQuota: () => gpus });

  // WHEN
  gpus = 24;

  // THEN
  expect(zone.one('ResourceQuota').spec.hard).toEqual({ 'requests.nvidia.com/gpu': '24', 'services.loadbalancers': '0', 'services.nodeports': '0' });
});

test('a storage class that the infrastructure asks for keeps its data when a claim goes', () => {
  // GIVEN
  const create = { provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3', encrypted: 'true' }, volumeBindingMode: 'WaitForFirstConsumer' } as const;

  // WHEN
  const zone = contained({ storage: aStorage({ className: 'zone-encrypted', create }) });

  // THEN
  expect(zone.one('StorageClass', 'zone-encrypted')).toMatchObject({ ...create, reclaimPolicy: 'Retain', allowVolumeExpansion: true });
});

test('every fulfilment is met by objects of the zone', () => {
  expect(contained().answer.fulfilments.map(({ capability, level, objects }) => [capability, level, objects.length])).toEqual([
    ['pod.security', 'equal', 1], ['net.defaultDeny', 'equal', 2], ['quota', 'equal', 1], ['admission', 'equal', 6],
  ]);
});
