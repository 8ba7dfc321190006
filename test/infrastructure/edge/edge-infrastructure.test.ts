import { Construct } from 'constructs';
import { Accelerator } from '../../../src/catalog/accelerators';
import { EdgeInfrastructure } from '../../../src/infrastructure/edge/edge-infrastructure';
import type { GpuNodesRequest } from '../../../src/target/requests';
import { aBucket, aScope, aZone } from '../site/builders';

function aFactory(overrides: Partial<ConstructorParameters<typeof EdgeInfrastructure>[0]> = {}): EdgeInfrastructure {
  return new EdgeInfrastructure({ site: 'factory-12', country: 'CH', registry: 'registry.bank.example', ...overrides });
}

function gpus(overrides: Partial<GpuNodesRequest> = {}): GpuNodesRequest {
  return { name: 'gpus', namespace: 'zone', zone: 'zone', accelerator: Accelerator.L4, gpusPerNode: 1, minNodes: 1, maxNodes: 1, diskGib: 500, ...overrides };
}

describe('the disks of the machine', () => {
  test('are its own folders, models among them', () => {
    expect(aFactory().bindZone(aScope(), aZone())).toMatchObject({
      storage: { className: 'local-path', accessMode: 'ReadWriteOnce' },
      modelStore: { kind: 'volume', storageClassName: 'local-path', accessMode: 'ReadWriteOnce', sizeGib: 100 },
    });
  });

  test('can be of another class, which models then use too', () => {
    expect(aFactory({ storageClass: 'topolvm' }).bindZone(aScope(), aZone())).toMatchObject({
      storage: { className: 'topolvm' }, modelStore: { storageClassName: 'topolvm' },
    });
  });

  test('need not hold the models', () => {
    expect(aFactory({ modelStore: aBucket() }).bindZone(aScope(), aZone()).modelStore.kind).toBe('object-store');
  });
});

describe('the GPUs of the machine', () => {
  test('need no labels, and a driver that is there before the cluster', () => {
    expect(aFactory().bindGpuNodes(aScope(), gpus())).toEqual({
      placement: { nodeSelector: {}, tolerations: [] }, driverPreinstalled: true, findings: [],
      nodes: {
        name: 'factory-12', minNodes: 1, maxNodes: 1, labels: {}, taints: [], nodeSelector: {}, gpus: { accelerator: 'L4', resourceName: 'nvidia.com/gpu', perNode: 1 },
      },
      fulfilments: [{
        capability: 'nodes.provisioned', level: 'substituted', objects: [],
        reason: "the machine at 'factory-12' exists with 1 × L4; whoever runs it installs the NVIDIA driver and container toolkit before the cluster starts",
      }],
    });
  });

  test('are those of one machine', () => {
    expect(() => aFactory().bindGpuNodes(aScope(), gpus({ maxNodes: 3 }))).toThrow(
      "'maxNodes' (3) exceeds the one machine at 'factory-12'; set it to 1 or choose an environment with more machines",
    );
  });

  test('are one group, whatever zone asks for a second', () => {
    // GIVEN
    const factory = aFactory();
    const place = aScope();
    factory.bindGpuNodes(new Construct(place, 'Gpus'), gpus());

    // WHEN
    const second = () => factory.bindGpuNodes(new Construct(place, 'More'), gpus({ accelerator: Accelerator.H100_80GB }));

    // THEN
    expect(second).toThrow("'id' (More) has GPUs of the one machine at 'factory-12', which is the group 'zurich/Gpus' already; use that group, or choose an environment with more machines");
  });

  test('are a group each where one factory is stated twice', () => {
    const factory = aFactory();
    expect([aScope(), aScope()].map((place) => factory.bindGpuNodes(place, gpus()).placement.nodeSelector)).toEqual([{}, {}]);
  });
});

test('virtual machines share the machine with all else', () => {
  // WHEN
  const { placement, fulfilments } = aFactory().bindVirtualMachineNodes(aScope(), { name: 'ledger', namespace: 'zone', zone: 'zone', cpus: 4, memoryGib: 16 });

  // THEN
  expect(placement.nodeSelector).toEqual({ 'kubevirt.io/schedulable': 'true' });
  expect(fulfilments).toEqual([{
    capability: 'vm.nodes', level: 'degraded', objects: [],
    reason: "virtual machines share the machine at 'factory-12' with all else that runs there; it must have /dev/kvm",
  }]);
});

test('the machine is refused with the same sentences as any other place', () => {
  expect(() => aFactory({ country: 'Switzerland' })).toThrow("'country' (Switzerland) must be two upper-case letters of ISO 3166-1, such as CH; correct its spelling");
});
