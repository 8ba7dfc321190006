import { AnInspection } from './an-inspection';

/** As it is made; overrides are merged into a copy. */
const PLAIN = new AnInspection();
const GROUP = 'Zone/Gpus/NodeGroup/Resource';

/** What is said of the group of GPU nodes once an attribute is overridden. */
function saidOf(attribute: string, value: unknown): readonly string[] {
  const environment = new AnInspection();
  environment.at(GROUP).addOverride(attribute, value);
  return environment.said;
}

/** What is said of nodes of the user's own. */
function saidOfOwn(group: object, template: object = {}, more: object = {}): readonly string[] {
  return PLAIN.saidWith('resource', {
    aws_eks_node_group: { own: { launch_template: [{ id: '${aws_launch_template.own.id}' }], ...group } },
    aws_launch_template: { own: { metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 }, ...template } },
    ...more,
  });
}

describe('the image of nodes', () => {
  const replaced = (image: string) => `[frankfurt/${GROUP}] 'ami_type' (${image}) is another image than the library chooses: a change of it replaces every node of the group at once; `
    + 'drain the group before you deploy it, or undo the override';

  test.each([
    ['AL2023_ARM_64_NVIDIA', [`[frankfurt/${GROUP}] 'ami_type' (AL2023_ARM_64_NVIDIA) is for other processors than those of g6.xlarge; choose an image for these machines, or other machines`, replaced('AL2023_ARM_64_NVIDIA')]],
    ['AL2023_x86_64_STANDARD', [`[frankfurt/${GROUP}] 'ami_type' (AL2023_x86_64_STANDARD) brings no driver for the GPUs of g6.xlarge, and none is installed; choose an image for these machines, or other machines`]],
    ['BOTTLEROCKET_x86_64_NVIDIA', [replaced('BOTTLEROCKET_x86_64_NVIDIA')]],
    ['AL2023_x86_64_NVIDIA', []],
  ])('%s', (image, sayings) => {
    expect(saidOf('ami_type', image)).toEqual(sayings);
  });

  test.each([
    ['m7g.xlarge', 'AL2023_x86_64_STANDARD', 1], ['m7g.xlarge', 'AL2023_ARM_64_STANDARD', 0], ['g5g.xlarge', 'AL2023_ARM_64_NVIDIA', 0], ['c6gn.xlarge', 'BOTTLEROCKET_x86_64', 1],
    ['g5.xlarge', 'AL2023_x86_64_STANDARD', 0], ['g4dn.xlarge', 'CUSTOM', 0], ['${var.machine}', 'AL2023_ARM_64_STANDARD', 0],
  ])('of own nodes: %s with %s', (machine, image, count) => {
    expect(saidOfOwn({ ami_type: image, instance_types: [machine] })).toHaveLength(count);
  });
});

describe('the fabric of nodes', () => {
  const interfaces = (count: number) => ({ network_interfaces: Array.from({ length: count }, (_, index) => ({ device_index: index, interface_type: index === 0 ? 'efa' : 'efa-only' })) });

  test('has as many interfaces as the machine', () => {
    expect(saidOfOwn({ instance_types: ['p4d.24xlarge'] }, interfaces(4))).toEqual([]);
    expect(saidOfOwn({ instance_types: ['p4d.24xlarge'] }, interfaces(5))).toEqual([
      "'resource.aws_launch_template.own.network_interfaces' (5) asks for more fabric interfaces than p4d.24xlarge has (4); lower it",
    ]);
  });

  test('is not judged on machines that nobody counted', () => {
    expect(saidOfOwn({ instance_types: ['p9.48xlarge'] }, interfaces(64))).toEqual([]);
  });
});

describe('a placement group', () => {
  const subnets = (...zones: readonly string[]) => ({ aws_subnet: Object.fromEntries(zones.map((zone, index) => [`own${index}`, { availability_zone: zone }])) });
  const group = (strategy: string) => ({ aws_placement_group: { own: { strategy } } });
  const said = (strategy: string, ...zones: readonly string[]) => saidOfOwn(
    { instance_types: ['p5.48xlarge'], subnet_ids: zones.map((_, index) => `\${aws_subnet.own${index}.id}`) }, { placement: { group_name: '${aws_placement_group.own.name}' } }, { ...subnets(...zones), ...group(strategy) },
  );

  test('that lies together lies in one zone', () => {
    expect(said('cluster', 'eu-central-1a')).toEqual([]);
    expect(said('spread', 'eu-central-1a', 'eu-central-1b')).toEqual([]);
    expect(said('cluster', 'eu-central-1a', 'eu-central-1b')).toEqual([
      "'resource.aws_eks_node_group.own.subnet_ids' (eu-central-1a, eu-central-1b) are availability zones of a placement group that lies in one; keep the subnets of one of them",
    ]);
  });
});

describe('a capacity block', () => {
  const WARNING = "'capacity_type' (CAPACITY_BLOCK) ends on the day that was bought, and pools that always run end with it; move them before that day, or use ON_DEMAND";

  test('ends, which pools that always run are warned of', () => {
    expect(saidOf('capacity_type', 'CAPACITY_BLOCK')).toEqual([`[frankfurt/${GROUP}] ${WARNING}`]);
    expect(saidOfOwn({ scaling_config: { min_size: 1 } }, { instance_market_options: [{ market_type: 'capacity-block' }] })).toEqual([
      `'resource.aws_eks_node_group.own.${WARNING.slice(1)}`,
    ]);
  });

  test('is nothing to be warned of where no node always runs', () => {
    expect(saidOfOwn({ capacity_type: 'CAPACITY_BLOCK', scaling_config: { min_size: 0 } })).toEqual([]);
  });

  test('is advice, and stops nothing', () => {
    const environment = new AnInspection();
    environment.at(GROUP).addOverride('capacity_type', 'CAPACITY_BLOCK');
    expect(environment.severities).toEqual(['warning']);
  });
});

describe('labels by which GPUs are cut or passed on', () => {
  test('suit the GPUs', () => {
    const said = (config: string) => saidOfOwn({ instance_types: ['p5.48xlarge'], labels: { 'nvidia.com/mig.config': config } });
    expect(said('all-1g.10gb')).toEqual([]);
    expect(said('of-our-own')).toEqual([]);
    expect(said('all-1g.5gb')).toEqual([
      "'resource.aws_eks_node_group.own.labels.nvidia.com/mig.config' (all-1g.5gb) is no configuration that a GPU of the model H100_80GB can be cut by; "
      + 'use one of: all-disabled, all-enabled, all-balanced, all-1g.10gb, all-1g.10gb.me, all-1g.20gb, all-2g.20gb, all-3g.40gb, all-4g.40gb, all-7g.80gb',
    ]);
  });

  test('leave the GPUs of pools to containers', () => {
    expect(saidOf('labels', { 'nvidia.com/gpu.workload.config': 'container' })).toEqual([]);
    expect(saidOf('labels', { 'nvidia.com/gpu.workload.config': 'vm-passthrough' })).toEqual([
      `[frankfurt/${GROUP}] 'labels.nvidia.com/gpu.workload.config' (vm-passthrough) passes the GPUs of a node group that serves pools to machines; use container, or give the machines nodes of their own`,
    ]);
  });
});
