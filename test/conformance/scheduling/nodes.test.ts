import { expectedWaiting, waitingRange, withoutGpus } from '../../../conformance/scheduling/capacity';
import { foreignNodes, misreported } from '../../../conformance/scheduling/declared-nodes';
import { shapeOf } from '../../../conformance/scheduling/instance-shapes';
import { nodesOf, type NodeGroup } from '../../../conformance/scheduling/node-group';
import type { Pod } from '../../../conformance/scheduling/pods';
import { reportedNodes } from '../../../conformance/scheduling/reported-nodes';
import { terraformNodes } from '../../../conformance/scheduling/terraform-nodes';

function aGroup(props: Partial<NodeGroup> = {}): NodeGroup {
  return { name: 'gpus', count: 2, labels: {}, taints: [], cpus: 8, memoryGib: 32, source: 'a test', ...props };
}

function gpuPods(count: number, gpus: number): readonly Pod[] {
  return Array.from({ length: count }, (_, index) => ({
    metadata: { name: `chat-${index}`, namespace: 'zone' },
    spec: { containers: [{ name: 'vllm', resources: { limits: { 'nvidia.com/gpu': `${gpus}` } } }] },
    status: {},
  }));
}

test.each([
  ['all of a single node', 1, 8, 4, 2, 4],
  ['what the second node held', 2, 4, 2, 4, 1],
  ['none where there is room', 3, 8, 4, 4, 0],
  ['what a remainder of GPUs cannot hold', 2, 8, 3, 3, 1],
])('a node fewer leaves waiting %s', (_, nodes, gpus, pods, each, waiting) => {
  expect(expectedWaiting(aGroup({ count: nodes, gpus }), gpuPods(pods, each))).toBe(waiting);
});

test('pods that ask for nodes with GPUs and for none of these are named, but a group that nothing asks for is not', () => {
  const [pod] = gpuPods(1, 0);
  const group = aGroup({ gpus: 4, labels: { 'aiplane.dev/node-group': 'zone-gpus' } });
  const on = (ownerReferences: { kind: string; name: string }[]): Pod => ({
    ...pod!, metadata: { ...pod!.metadata, ownerReferences }, spec: { ...pod!.spec, nodeSelector: { 'aiplane.dev/node-group': 'zone-gpus' } },
  });

  expect(withoutGpus([on([{ kind: 'ReplicaSet', name: 'chat' }])], [group])).toEqual([{ subject: 'gpus', message: 'no pod asks for its GPUs' }]);
  expect(withoutGpus([on([{ kind: 'DaemonSet', name: 'plugin' }])], [group])).toEqual([]);
});

test('of replicas of several sizes as many wait as the room on the other nodes leaves, whichever comes first', () => {
  const on = (node: string, gpus: number): Pod => ({ ...gpuPods(1, gpus)[0]!, spec: { ...gpuPods(1, gpus)[0]!.spec, nodeName: node } });
  const pods = [on('gpus-0', 4), on('gpus-0', 1), on('gpus-0', 1), on('gpus-1', 4)];

  expect(waitingRange(aGroup({ count: 2, gpus: 8 }), pods)).toEqual({ least: 1, most: 2 });
  expect(waitingRange(aGroup({ count: 2, gpus: 8 }), gpuPods(3, 4))).toEqual({ least: 1, most: 1 });
});

test('reads node groups from Terraform, with the zones of their subnets', () => {
  const terraform = {
    resource: {
      aws_eks_node_group: {
        Gpus: {
          node_group_name: 'zone-gpus', instance_types: ['p5.48xlarge'], labels: { a: 'b' }, scaling_config: { max_size: 3 },
          taint: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' }],
          subnet_ids: ['${aws_subnet.A.id}', 'subnet-0123'],
        },
      },
      aws_subnet: { A: { availability_zone: 'eu-central-1a' } },
    },
  };

  expect(terraformNodes(terraform)).toEqual([{
    name: 'zone-gpus', count: 3, cpus: 192, memoryGib: 2048, gpus: 8, efa: 0, kvm: false, labels: { a: 'b' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    zones: ['eu-central-1a'], source: "aws_eks_node_group 'zone-gpus', p5.48xlarge",
  }]);
});

test('counts the adapters that a launch template attaches, of which a type has only so many', () => {
  const attached = (count: number) => ({
    resource: {
      aws_eks_node_group: {
        Gpus: { node_group_name: 'zone-gpus', instance_types: ['p5en.48xlarge'], scaling_config: { max_size: 1 }, subnet_ids: [], launch_template: { id: '${aws_launch_template.T.id}' } },
      },
      aws_launch_template: { T: { network_interfaces: [{ interface_type: 'interface' }, ...Array.from({ length: count }, () => ({ interface_type: 'efa-only' }))] } },
    },
  });

  expect(nodesOf(terraformNodes(attached(16))[0]!)).toMatchObject([{ status: { allocatable: { 'vpc.amazonaws.com/efa': '16' } } }]);
  expect(() => terraformNodes(attached(17))).toThrow("the node group 'zone-gpus' has 17 Elastic Fabric Adapters, and its instance type 16");
});

test('refuses an instance type whose shape it does not know', () => {
  expect(() => shapeOf('z9.large')).toThrow("the shape of 'z9.large' is not known; add its row to conformance/scheduling/instance-shapes.ts");
});

const PREPARED = {
  name: 'zone-gpus', maxNodes: 2, labels: { 'aiplane.dev/node-group': 'zone-gpus' }, virtualMachines: false,
  taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }], gpus: { accelerator: 'L40S', resourceName: 'nvidia.com/gpu', perNode: 4 },
} as const;

test('reads machines to prepare from the report, labels and taints included', () => {
  expect(reportedNodes({ nodeGroups: [PREPARED] })).toMatchObject([{
    name: 'zone-gpus', count: 2, gpus: 4, kvm: false, labels: { 'aiplane.dev/node-group': 'zone-gpus' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    source: 'report.json: 2 with 4 × L40S; 128 cores and 1024 GiB assumed',
  }]);
});

test('assumes two machines where whoever runs them decides', () => {
  const [group] = reportedNodes({ nodeGroups: [{ name: 'machines', labels: {}, taints: [], virtualMachines: true }] });

  expect(group).toMatchObject({ count: 2, kvm: true, source: 'report.json: 2 (assumed) with no GPU; 32 cores and 128 GiB assumed' });
});

describe('the report against Terraform', () => {
  const terraform = {
    resource: {
      aws_eks_node_group: {
        Gpus: {
          node_group_name: 'zone-gpus', instance_types: ['g6e.12xlarge'], labels: PREPARED.labels, scaling_config: { max_size: 2 }, subnet_ids: [],
          taint: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' }],
        },
      },
    },
  };

  test('agrees', () => {
    expect(misreported({ nodeGroups: [PREPARED], terraform })).toEqual([]);
  });

  test.each([
    ['another number', { ...PREPARED, maxNodes: 3 }, /^is \{.*"count":3.*\} in the report and \{.*"count":2.*\} in Terraform$/],
    ['no taint', { ...PREPARED, taints: [] }, /^is \{.*"taints":\[\].* in the report/],
    ['a group that nobody makes', { ...PREPARED, name: 'other' }, /^is in the report and not in Terraform$/],
  ])('states %s', (_, group, message) => {
    expect(misreported({ nodeGroups: [group], terraform })).toEqual([{ subject: group.name, message: expect.stringMatching(message) as string }]);
  });
});

test('makes nodes with the labels of the kubelet, the cloud and KubeVirt beside their own', () => {
  const [, second] = nodesOf(aGroup({ name: 'zone.virtualization', labels: { own: 'yes' }, kvm: true, gpus: 4, zones: ['a', 'b'] })) as readonly { metadata: object; status: object }[];

  expect(second).toMatchObject({
    metadata: { name: 'zone-virtualization-1', labels: { 'own': 'yes', 'kubernetes.io/hostname': 'zone-virtualization-1', 'topology.kubernetes.io/zone': 'b', 'kubevirt.io/schedulable': 'true' } },
    status: { allocatable: { 'cpu': '8', 'memory': '32Gi', 'nvidia.com/gpu': '4', 'devices.kubevirt.io/kvm': '1000' } },
  });
});

test('plants nodes of another zone for each group that is of one', () => {
  const groups = [aGroup({ labels: { 'aiplane.dev/zone': 'zone', 'aiplane.dev/node-group': 'zone-gpus' } }), aGroup({ name: 'system' })];

  expect(foreignNodes(groups)).toMatchObject([{
    name: 'foreign-gpus', cpus: 16, labels: { 'aiplane.dev/zone': 'conformance-foreign', 'aiplane.dev/node-group': 'conformance-foreign-zone-gpus' },
  }]);
});
