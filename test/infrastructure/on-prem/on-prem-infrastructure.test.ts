import { Accelerator } from '../../../src/catalog/accelerators';
import { OnPremInfrastructure } from '../../../src/infrastructure/on-prem/on-prem-infrastructure';
import type { GpuNodesRequest } from '../../../src/target/requests';
import { aBucket, aScope, aZone } from '../site/builders';

function aDataCentre(overrides: Partial<ConstructorParameters<typeof OnPremInfrastructure>[0]> = {}): OnPremInfrastructure {
  return new OnPremInfrastructure({ site: 'zrh1', country: 'CH', storageClass: 'ceph-rbd', modelStore: aBucket(), registry: 'registry.bank.example', ...overrides });
}

function gpus(overrides: Partial<GpuNodesRequest> = {}): GpuNodesRequest {
  return { name: 'gpus', namespace: 'zone', zone: 'zone', accelerator: Accelerator.L40S, gpusPerNode: 4, minNodes: 1, maxNodes: 3, diskGib: 500, ...overrides };
}

test('a data centre stands where it was said to stand', () => {
  expect(aDataCentre().location).toEqual({ country: 'CH', place: 'zrh1' });
});

test('a data centre is without internet, on Kubernetes 1.34 and with disks for one node, unless it says otherwise', () => {
  // GIVEN
  const infrastructure = aDataCentre();

  // WHEN
  const { cluster } = infrastructure.bindEnvironment(aScope(), { name: 'zurich' });
  const { storage } = infrastructure.bindZone(aScope(), aZone());

  // THEN
  expect(cluster).toMatchObject({ kubernetesVersion: '1.34', internetEgress: false });
  expect(storage).toEqual({ className: 'ceph-rbd', accessMode: 'ReadWriteOnce' });
});

describe('GPU nodes', () => {
  test('are found by labels and tolerated by taint', () => {
    expect(aDataCentre().bindGpuNodes(aScope(), gpus())).toMatchObject({
      placement: {
        nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus', 'aiplane.dev/zone': 'zone' },
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      },
      nodes: {
        name: 'zone-gpus', zone: 'zone', taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
        labels: { 'aiplane.dev/node-group': 'zone-gpus', 'aiplane.dev/zone': 'zone' }, gpus: { accelerator: 'L40S', resourceName: 'nvidia.com/gpu' },
      },
      driverPreinstalled: false,
    });
  });

  test.each([
    { minNodes: 1, maxNodes: 3, count: '1 to 3 of them' },
    { minNodes: 2, maxNodes: 2, count: '2 of them' },
  ])('tell whoever runs the machines what to type ($count)', ({ count, ...range }) => {
    expect(aDataCentre().bindGpuNodes(aScope(), gpus(range)).fulfilments).toEqual([{
      capability: 'nodes.provisioned', level: 'substituted', objects: [],
      reason: `whoever runs the machines prepares ${count} with 4 × L40S: `
        + 'kubectl label node <node> aiplane.dev/node-group=zone-gpus aiplane.dev/zone=zone && kubectl taint node <node> nvidia.com/gpu=present:NoSchedule',
    }]);
  });
});

test('virtual machines run on the machines of their zone that have /dev/kvm', () => {
  // WHEN
  const { placement, fulfilments } = aDataCentre().bindVirtualMachineNodes(aScope(), { name: 'ledger', namespace: 'zone', zone: 'zone', cpus: 4, memoryGib: 16 });

  // THEN
  expect(placement).toEqual({ nodeSelector: { 'aiplane.dev/zone': 'zone', 'kubevirt.io/schedulable': 'true' }, tolerations: [] });
  expect(fulfilments).toEqual([{
    capability: 'vm.nodes', level: 'substituted', objects: [],
    reason: 'KubeVirt marks the machines with /dev/kvm; those of the zone are set apart by whoever runs them: kubectl label node <node> aiplane.dev/zone=zone',
  }]);
});
