import { AnInspection } from './an-inspection';

/** As it is made; what tests add to it is gone after each. */
const PLAIN = new AnInspection();

const REMEDY = 'restore it, or refer to something else';

test('a removed construct that others need is named by each of them', () => {
  // GIVEN
  const environment = new AnInspection();
  const { role_arn: arn } = environment.one('aws_eks_cluster');
  const address = /aws_iam_role\.\w+/.exec(arn)?.[0];

  // WHEN
  environment.remove('Infrastructure/Default/Cluster/Role/Resource');

  // THEN
  expect([...environment.said].sort()).toEqual([
    `[frankfurt/Infrastructure/Default/Cluster/Role/AmazonEKSClusterPolicy] 'role' (${`\${${address}.name}`}) refers to '${address}', which this environment does not have; ${REMEDY}`,
    `[frankfurt/Infrastructure/Default/Cluster/Resource] 'role_arn' (${arn}) refers to '${address}', which this environment does not have; ${REMEDY}`,
  ].sort());
});

test('a removed subnet is named once by each block, however often it is used there', () => {
  const environment = new AnInspection();
  environment.remove('Infrastructure/Default/Network/PrivateC');
  const paths = environment.said.map((text) => text.replace(/\].*/, ''));
  expect(paths).toContain('[frankfurt/Infrastructure/Default/Cluster/Resource');
  expect(new Set(paths).size).toBe(paths.length);
  expect(new Set(environment.codes)).toEqual(new Set(['DanglingReference']));
});

test.each<[string, unknown, string, string, string]>([
  ['resource.aws_eip.own', { instance: '${aws_instance.gone.id}' }, 'instance', '${aws_instance.gone.id}', 'aws_instance.gone'],
  ['resource.aws_eip.own', { depends_on: ['aws_internet_gateway.gone'] }, 'depends_on.0', 'aws_internet_gateway.gone', 'aws_internet_gateway.gone'],
  ['resource.aws_eip.own', { tags: { a: '${data.aws_region.gone.name}' } }, 'tags.a', '${data.aws_region.gone.name}', 'data.aws_region.gone'],
  ['output.own', { value: 'x-${aws_vpc.gone.id}' }, 'value', 'x-${aws_vpc.gone.id}', 'aws_vpc.gone'],
  ['module.own', { vpc: '${aws_vpc.gone.id}' }, 'vpc', '${aws_vpc.gone.id}', 'aws_vpc.gone'],
])('%s with %j refers to what is not there', (path, body, attribute, value, address) => {
  expect(PLAIN.saidWith(path, body)).toEqual([`'${path}.${attribute}' (${value}) refers to '${address}', which this environment does not have; ${REMEDY}`]);
});

test('a provider that is not there makes nothing', () => {
  expect(PLAIN.saidWith('resource.aws_eip.own', { provider: 'aws.gone' })).toEqual(["'resource.aws_eip.own.provider' (aws.gone) is a provider that this environment does not have; restore it, or name another"]);
});

test.each<[string, unknown]>([
  ['resource.aws_eip.own', { tags: { a: 'aws_vpc.gone', b: '$${aws_vpc.gone.id}', c: '${module.net.aws_vpc.id}', d: '${each.value.aws_vpc.id}', e: '${my_item.value}' } }],
  ['resource.aws_eip.own', { lifecycle: { ignore_changes: ['aws_vpc.gone'] } }],
  ['moved', [{ from: 'aws_vpc.gone', to: 'aws_vpc.new' }]],
  ['removed', [{ from: 'aws_vpc.gone' }]],
])('%s with %j refers to nothing', (path, body) => {
  expect(PLAIN.saidWith(path, body)).toEqual([]);
});
