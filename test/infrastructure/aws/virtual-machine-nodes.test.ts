import { AnEnvironment } from './an-environment';
import { AwsRegion } from '../../../src/catalog/aws-regions';

describe('the virtual machines of a zone', () => {
  test('share whole machines, because nothing else has /dev/kvm', () => {
    // GIVEN
    const environment = new AnEnvironment();
    const zone = environment.zone();

    // WHEN
    const [ledger, archive] = [zone.machine('Ledger'), zone.machine('Archive')];

    // THEN
    expect(environment.one('aws_eks_node_group', 'VirtualMachineNodes')).toMatchObject({
      node_group_name: 'zone-virtualization',
      ami_type: 'AL2023_x86_64_STANDARD',
      instance_types: ['c5n.metal'],
      scaling_config: { min_size: 1, max_size: 2, desired_size: 1 },
      labels: { 'aiplane.dev/node-group': 'zone.virtualization', 'aiplane.dev/zone': 'zone' },
    });
    expect(ledger.placement).toEqual({ nodeSelector: { 'aiplane.dev/node-group': 'zone.virtualization' }, tolerations: [] });
    expect(archive.placement).toEqual(ledger.placement);
  });

  test.each([
    ['one small', [[4, 16]], 'c5n.metal', 1],
    ['many small', Array.from({ length: 12 }, () => [8, 16]), 'c5n.metal', 2],
    ['one with much memory', [[4, 16], [16, 300]], 'z1d.metal', 1],
    ['one with very much memory', [[16, 600]], 'r5.metal', 1],
    ['two that do not fit together', [[4, 100], [4, 100]], 'c5n.metal', 2],
  ])('%s get the cheapest that holds the largest, and as many as it takes', (_, sizes, type, count) => {
    const environment = new AnEnvironment();
    const zone = environment.zone();
    sizes.forEach(([cpus, memoryGib], index) => zone.machine(`Machine${index}`, { cpus, memoryGib }));
    expect(environment.one('aws_eks_node_group', 'VirtualMachineNodes')).toMatchObject({ instance_types: [type], scaling_config: { min_size: count, max_size: count + 1 } });
  });

  test('say what they cost, when all of them are known', () => {
    const zone = new AnEnvironment().zone();
    const { fulfilments: [ledger] } = zone.machine('Ledger');
    zone.machine('Archive', { cpus: 16, memoryGib: 300 });
    expect(ledger.reason).toBe('1 z1d.metal shared by 2 (USD 4.46 an hour each, on demand in us-east-1); nothing smaller has /dev/kvm in a managed node group');
  });

  test('that fit no machine are refused', () => {
    expect(() => new AnEnvironment().zone().machine('Giant', { memoryGib: 4000 })).toThrow(
      "'memory' (4000 GiB) with 4 cpus fits no metal instance type of the catalog; use at most 921 GiB, or add a type with AwsInstanceType.custom",
    );
  });

  test('warn once where it is unknown whether the region has such machines', () => {
    const zone = new AnEnvironment({ region: AwsRegion.EUSC_DE_EAST_1 }).zone();
    expect([zone.machine('Ledger'), zone.machine('Archive')].map(({ findings }) => findings.map(({ code }) => code))).toEqual([['InstanceTypeAvailabilityUnknown'], []]);
  });
});
