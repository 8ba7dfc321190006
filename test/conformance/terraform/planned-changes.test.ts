import { brokenPromises, plannedChanges, refusedByApi } from '../../../conformance/terraform/planned-changes';

function aPlan(...rows: readonly [address: string, ...actions: string[]][]) {
  return { resource_changes: rows.map(([address, ...actions]) => ({ address, type: address.split('.')[0]!, change: { actions } })) };
}

describe('what a plan would do', () => {
  test.each([
    [['create'], 'create'],
    [['update'], 'update'],
    [['delete'], 'delete'],
    [['delete', 'create'], 'replace'],
    [['create', 'delete'], 'replace'],
  ])('reads %j as %s', (actions, action) => {
    expect(plannedChanges(aPlan(['aws_vpc.Network', ...actions]))).toEqual([{ address: 'aws_vpc.Network', type: 'aws_vpc', action }]);
  });

  test.each([[['no-op']], [['read']]])('leaves out %j', (actions) => {
    expect(plannedChanges(aPlan(['data.aws_partition.Here', ...actions]))).toEqual([]);
  });

  test('an empty plan changes nothing', () => {
    expect(plannedChanges({})).toEqual([]);
  });
});

describe('what was promised of a change', () => {
  test('is kept by an update in place', () => {
    const changes = plannedChanges(aPlan(['aws_eks_node_group.Gpus', 'update']));
    expect(brokenPromises(changes, { inPlace: /node_group/ })).toEqual([]);
  });

  test('is broken where nothing changes', () => {
    expect(brokenPromises([], { inPlace: /node_group/ })).toEqual([{ subject: '/node_group/', message: 'is promised to change in place, and does not' }]);
  });

  test.each([
    ['aws_kms_key.Key', 'delete', 'would be deleted, and it is stateful'],
    ['aws_s3_bucket.Models', 'replace', 'would be replaced, and it is stateful'],
    ['aws_eks_cluster.Cluster', 'replace', 'would be replaced, and it is stateful'],
  ])('never lets %s be %sd', (address, action, message) => {
    const changes = plannedChanges(aPlan([address, ...(action === 'replace' ? ['delete', 'create'] : [action])]));
    expect(brokenPromises(changes, { destroyed: /./, created: /./ })).toEqual([{ subject: address, message }]);
  });

  test('is broken by a replacement where a change in place was promised', () => {
    const changes = plannedChanges(aPlan(['aws_eks_node_group.Gpus', 'delete', 'create'], ['aws_eks_node_group.System', 'update']));
    expect(brokenPromises(changes, { inPlace: /node_group/ })).toEqual([{ subject: 'aws_eks_node_group.Gpus', message: 'would be replaced, which nobody promised' }]);
  });

  test('covers what may be created and destroyed', () => {
    const changes = plannedChanges(aPlan(['aws_iam_role.New', 'create'], ['aws_iam_role.Old', 'delete'], ['aws_sqs_queue.Queue', 'create']));
    expect(brokenPromises(changes, { created: /New/, destroyed: /Old/ })).toEqual([{ subject: 'aws_sqs_queue.Queue', message: 'would be created, which nobody promised' }]);
  });
});

describe('the size of a node group', () => {
  const sized = (min_size: number, desired_size: number, max_size: number) => plannedChanges({
    resource_changes: [{ address: 'aws_eks_node_group.Gpus', type: 'aws_eks_node_group', change: { actions: ['update'], after: { scaling_config: [{ min_size, desired_size, max_size }] } } }],
  });

  test.each([[1, 1, 1], [1, 2, 3], [0, 0, 3]])('is right with at least %i, now %i, at most %i', (...sizes) => {
    expect(refusedByApi(sized(...sizes))).toEqual([]);
  });

  test.each([[2, 1, 2], [1, 4, 3]])('is refused with at least %i, now %i, at most %i', (min, desired, max) => {
    expect(brokenPromises(sized(min, desired, max), { inPlace: /Gpus/ })).toEqual([
      { subject: 'aws_eks_node_group.Gpus', message: `would have ${desired} nodes, and between ${min} and ${max} are allowed: EKS refuses that` },
    ]);
  });
});
