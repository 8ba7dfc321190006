import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { VirtualMachineRequest } from '../../../src/target/requests';
import { objectsOf } from '../cluster-objects';
import { aMachine, aStorage } from '../requests';

const run = (facts: Partial<VirtualMachineRequest> = {}) =>
  objectsOf((scope) => new KubernetesDistribution().bindVirtualMachine(scope, aMachine(facts)));
const onOneNode = aStorage({ accessMode: 'ReadWriteOnce' });

test('a machine is itself, its disk and its name', () => {
  expect(run().names).toEqual(['DataVolume/ledger', 'Service/ledger', 'VirtualMachine/ledger']);
});

test('the disk is no part of the machine, and so outlives it', () => {
  const machine = run().one('VirtualMachine');

  expect(machine.spec).not.toHaveProperty('dataVolumeTemplates');
  expect(machine.spec.template.spec.volumes).toEqual([{ name: 'root', dataVolume: { name: 'ledger' } }]);
});

test('the machine has what was asked for', () => {
  const { domain, nodeSelector } = run().one('VirtualMachine').spec.template.spec;

  expect(domain).toEqual({
    cpu: { cores: 4 },
    memory: { guest: '16Gi' },
    devices: {
      disks: [{ name: 'root', disk: { bus: 'virtio' } }],
      interfaces: [{ name: 'default', masquerade: {}, ports: [{ name: 'tcp-8443', port: 8443, protocol: 'TCP' }] }],
      rng: {},
    },
  });
  expect(nodeSelector).toEqual({ 'kubevirt.io/schedulable': 'true' });
});

test('the disk is as large as asked for, in the class of the zone', () => {
  expect(run().one('DataVolume').spec.storage).toEqual({
    storageClassName: 'ceph-rbd', accessModes: ['ReadWriteMany'], resources: { requests: { storage: '200Gi' } },
  });
});

describe('name service', () => {
  test('answers with the address of the machine', () => {
    const objects = run();
    const service = objects.one('Service').spec;

    expect(service).toMatchObject({ clusterIP: 'None', ports: [{ name: 'tcp-8443', port: 8443, targetPort: 8443, protocol: 'TCP' }] });
    expect(objects.one('VirtualMachine').spec.template.metadata.labels).toMatchObject(service.selector);
  });

  test('of a machine that listens on nothing has no ports', () => {
    const objects = run({ ports: [] });

    expect(objects.one('Service').spec).not.toHaveProperty('ports');
    expect(objects.one('VirtualMachine').spec.template.spec.domain.devices.interfaces).toEqual([{ name: 'default', masquerade: {} }]);
  });
});

describe('live migration', () => {
  test.each([
    ['ReadWriteMany', 'LiveMigrate', 'equal', 'the disk can be held by two nodes at once, so the machine moves while it runs'],
    ['ReadWriteOnce', 'None', 'degraded', 'one node at a time can hold the disk, so the machine is stopped when its node is drained'],
  ] as const)('with %s is %s', (accessMode, evictionStrategy, level, reason) => {
    const objects = run({ storage: aStorage({ accessMode }) });

    expect(objects.one('VirtualMachine').spec.template.spec.evictionStrategy).toBe(evictionStrategy);
    expect(objects.answer.fulfilments).toContainEqual(expect.objectContaining({ capability: 'vm.liveMigration', level, reason }));
  });

  test.each([49152, 49153])('needs port %d for itself', (port) => {
    expect(() => run({ ports: [22, port] })).toThrow(
      `'ports' (${port}) must not contain 49152 or 49153, which live migration needs; let the guest listen on another port`,
    );
    expect(() => run({ ports: [22, port], storage: onOneNode })).not.toThrow();
  });
});

describe('image', () => {
  test('in a registry is pulled by the node, from the mirror, so that nothing opens', () => {
    const objects = run({ image: { kind: 'registry', reference: 'quay.io/bank/ledger:rhel7' } });

    expect(objects.one('DataVolume').spec.source).toEqual({
      registry: { url: 'docker://registry.bank.example/mirror/quay.io/bank/ledger:rhel7', pullMethod: 'node' },
    });
    expect(objects.names.filter((name) => name.startsWith('NetworkPolicy'))).toEqual([]);
  });

  test.each([
    ['https://10.2.0.7/ledger.qcow2', [{ to: [{ ipBlock: { cidr: '10.2.0.7/32' } }], ports: [{ protocol: 'TCP', port: 443 }] }]],
    ['http://10.2.0.7/ledger.qcow2', [{ to: [{ ipBlock: { cidr: '10.2.0.7/32' } }], ports: [{ protocol: 'TCP', port: 80 }] }]],
    ['https://images.bank.example:8443/ledger.qcow2', [{ ports: [{ protocol: 'TCP', port: 8443 }] }]],
  ])('at %s lets importers out to it', (url, egress) => {
    const objects = run({ image: { kind: 'http', url, checksum: 'sha256:aa' } });

    expect(objects.one('DataVolume').spec.source).toEqual({ http: { url, checksum: 'sha256:aa' } });
    expect(objects.one('NetworkPolicy', 'ledger-import').spec).toEqual({
      podSelector: { matchLabels: { app: 'containerized-data-importer' } }, policyTypes: ['Egress'], egress,
    });
  });

  test('at a host with a name is warned of, for a policy cannot say it', () => {
    const findingsOf = (url: string) => run({ image: { kind: 'http', url, checksum: 'sha256:aa' } }).answer.findings;

    expect(findingsOf('https://images.bank.example/ledger.qcow2')).toEqual([{
      code: 'ImportFromAnyAddress', severity: 'warning',
      message: "'image' (https://images.bank.example/ledger.qcow2) is read from a host that network policies cannot name, "
        + 'so importers may open its port to any address; use an image in the registry',
    }]);
    expect(findingsOf('https://10.2.0.7/ledger.qcow2')).toEqual([]);
  });

  test('in a claim of another namespace is received from there', () => {
    const objects = run({ image: { kind: 'pvc', name: 'golden', namespace: 'images' } });

    expect(objects.one('DataVolume').spec.source).toEqual({ pvc: { name: 'golden', namespace: 'images' } });
    expect(objects.one('NetworkPolicy', 'ledger-import').spec).toMatchObject({
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'images' } } }], ports: [{ port: 8443 }] }],
    });
  });

  test('in a claim of its own namespace is also sent from there', () => {
    const objects = run({ image: { kind: 'pvc', name: 'golden', namespace: 'zone' } });

    expect(objects.one('NetworkPolicy', 'ledger-import').spec.policyTypes).toEqual(['Ingress', 'Egress']);
  });
});

test('the peer is the pods of the machine', () => {
  const objects = run();
  const { peer } = objects.answer;

  expect(peer.namespace).toBe('zone');
  expect(objects.one('VirtualMachine').spec.template.metadata.labels).toMatchObject(peer.podLabels);
});
