import { AnEnvironment } from './an-environment';
import { Accelerator } from '../../../src/catalog/accelerators';
import { AwsInstanceType } from '../../../src/catalog/aws-instance-types';
import { AwsRegion } from '../../../src/catalog/aws-regions';

test('GPU nodes come with driver, taint, labels and a disk under the key of their zone', () => {
  // GIVEN
  const environment = new AnEnvironment();

  // WHEN
  const binding = environment.zone().gpus({ minNodes: 1, maxNodes: 3 });

  // THEN
  expect(environment.one('aws_eks_node_group', 'Gpus')).toMatchObject({
    node_group_name: 'zone-gpus',
    ami_type: 'AL2023_x86_64_NVIDIA',
    instance_types: ['g6.xlarge'],
    scaling_config: { min_size: 1, max_size: 3, desired_size: 1 },
    lifecycle: { ignore_changes: ['scaling_config[0].desired_size'] },
    labels: { 'aiplane.dev/node-group': 'zone-gpus', 'aiplane.dev/zone': 'zone' },
    taint: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' }],
  });
  expect(environment.one('aws_launch_template', 'Gpus')).toMatchObject({
    metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
    block_device_mappings: [{ ebs: { volume_size: 500, encrypted: 'true', kms_key_id: expect.stringMatching(/aws_kms_key\.Zone_/) } }],
  });
  expect(binding).toMatchObject({
    driverPreinstalled: true,
    nodes: {
      name: 'zone-gpus', zone: 'zone', instanceType: 'g6.xlarge', minNodes: 1, maxNodes: 3, gpus: { accelerator: 'L4', resourceName: 'nvidia.com/gpu', perNode: 1 },
      labels: { 'aiplane.dev/node-group': 'zone-gpus', 'aiplane.dev/zone': 'zone' }, taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
      nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' },
    },
    placement: { nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' }, tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }] },
    findings: [],
  });
});

test('with nothing to scale between, the number of nodes follows the program', () => {
  const environment = new AnEnvironment();
  environment.zone().gpus({ minNodes: 2, maxNodes: 2 });
  expect(environment.one('aws_eks_node_group', 'Gpus')).toMatchObject({ scaling_config: { min_size: 2, max_size: 2, desired_size: 2 } });
  expect(environment.one('aws_eks_node_group', 'Gpus')).not.toHaveProperty('lifecycle');
});

test.each([
  [Accelerator.H100_80GB, 1, 'p5.4xlarge'],
  [Accelerator.H100_80GB, 2, 'p5.48xlarge'],
  [Accelerator.L40S, 1, 'g6e.xlarge'],
  [Accelerator.L40S, 2, 'g6e.12xlarge'],
  [Accelerator.L40S, 8, 'g6e.48xlarge'],
  [Accelerator.A10G, 4, 'g5.12xlarge'],
  [Accelerator.RTX_PRO_6000, 2, 'g7e.12xlarge'],
  [Accelerator.H200, 8, 'p5en.48xlarge'],
])('the cheapest type with %o × %i is %s', (accelerator, gpusPerNode, type) => {
  const environment = new AnEnvironment();
  environment.zone().gpus({ accelerator, gpusPerNode });
  expect(environment.one('aws_eks_node_group', 'Gpus')).toMatchObject({ instance_types: [type] });
});

test('a preferred type comes before a cheaper one, but only where it has the GPUs', () => {
  const environment = new AnEnvironment({ instanceTypes: [AwsInstanceType['g6e.48xlarge'], AwsInstanceType['g6.12xlarge']] });
  environment.zone().gpus({ accelerator: Accelerator.L4 });
  expect(environment.one('aws_eks_node_group', 'Gpus')).toMatchObject({ instance_types: ['g6.12xlarge'] });
});

test('a type that the catalog lacks can be brought', () => {
  const mine = AwsInstanceType.custom({ name: 'p9.2xlarge', vcpus: 8, memoryGib: 64, gpus: { accelerator: 'H100_80GB', count: 1 }, source: 'https://bank.example/quote', asOf: '2026-11-01' });
  const environment = new AnEnvironment({ instanceTypes: [mine] });
  environment.zone().gpus({ accelerator: Accelerator.H100_80GB });
  expect(environment.one('aws_eks_node_group', 'Gpus')).toMatchObject({ instance_types: ['p9.2xlarge'] });
});

describe('whether the region has the type', () => {
  test('is a warning where it is unknown', () => {
    expect(new AnEnvironment().zone().gpus({ accelerator: Accelerator.H100_80GB }).findings).toEqual([{
      code: 'InstanceTypeAvailabilityUnknown', severity: 'warning',
      message: "'accelerator' (H100_80GB) needs p5.4xlarge, and it is unknown whether region 'eu-central-1' offers it: the price list of 2026-08-10 does not name it; ask 'aws ec2 describe-instance-type-offerings' before you deploy",
    }]);
  });

  test('is an error where it is known that it has not', () => {
    const environment = new AnEnvironment({ region: AwsRegion.US_GOV_WEST_1, account: '123456789012' });
    const zone = environment.zone({ jurisdiction: { name: 'USA', countries: ['US'], source: 'https://example.org', asOf: '2026-01-01' } });
    expect(() => zone.gpus({ accelerator: Accelerator.L40S, gpusPerNode: 8 })).toThrow(
      "'accelerator' (L40S) needs g6e.48xlarge, which region 'us-gov-west-1' does not offer (2026-08-10); choose another accelerator or size, or one of the regions eu-central-1, eu-north-1, eu-south-2",
    );
  });
});

test('more GPUs to a node than any type has are refused, with what there is', () => {
  expect(() => new AnEnvironment().zone().gpus({ accelerator: Accelerator.L40S, gpusPerNode: 16 })).toThrow(
    "'accelerator' (L40S) is on no instance type with 16 to a node; choose from what there is: A100_40GB (8), A100_80GB (8), A10G (1, 4, 8), B200 (8), H100_80GB (1, 8), H200 (8), L4 (1, 4, 8), L40S (1, 4, 8), RTX_PRO_6000 (1, 2, 4, 8), T4 (1, 4)",
  );
});

test('nodes that nothing adds are reported, and a group that starts empty warns', () => {
  const { fulfilments, findings } = new AnEnvironment().zone().gpus({ minNodes: 0, maxNodes: 2 });
  expect(fulfilments.map(({ level, reason }) => [level, reason])).toEqual([
    ['degraded', 'a managed node group of 0 to 2 g6.xlarge (USD 0.80 an hour each, on demand in us-east-1); a node autoscaler, which is not part of the platform, must move it between the two'],
  ]);
  expect(findings.map(({ code }) => code)).toEqual(['NoNodeAtStart']);
});

test('launch templates of environments that share an account stay apart', () => {
  const names = ['frankfurt', 'potsdam'].map((name) => {
    const environment = new AnEnvironment({}, name);
    environment.zone().gpus();
    return environment.one('aws_launch_template', 'Gpus').name;
  });
  expect(names).toEqual(['frankfurt-zone-gpus', 'potsdam-zone-gpus']);
});

test('names that are too long stay apart', () => {
  const environment = new AnEnvironment();
  const namespace = 'a'.repeat(40);
  const { placement } = environment.zone().gpus({ namespace, name: 'b'.repeat(40) });
  const { node_group_name: name, labels } = environment.one('aws_eks_node_group', 'Gpus');
  expect(name).toMatch(/^a{40}-b{13}-[0-9a-f]{8}$/);
  expect(labels).toMatchObject(placement.nodeSelector);
});
