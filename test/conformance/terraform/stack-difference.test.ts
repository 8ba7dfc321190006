import { stackDifferences } from '../../../conformance/terraform/stack-difference';

function aStack(version: string, resource: object = { aws_vpc: { Network: { cidr_block: '10.0.0.0/16' } } }): string {
  return JSON.stringify({ resource, terraform: { required_providers: { aws: { source: 'aws', version } } } }, undefined, 2);
}

describe('differences of two stacks', () => {
  test('do not count the version of the provider', () => {
    expect(stackDifferences(aStack('5.100.0'), aStack('6.25.0'))).toEqual([]);
  });

  test.each([
    ['a value', { aws_vpc: { Network: { cidr_block: '10.1.0.0/16' } } }, { path: 'resource.aws_vpc.Network.cidr_block', before: '"10.0.0.0/16"', after: '"10.1.0.0/16"' }],
    ['something more', { aws_vpc: { Network: { cidr_block: '10.0.0.0/16', region: 'x' } } }, { path: 'resource.aws_vpc.Network.region', before: 'nothing', after: '"x"' }],
    ['something less', { aws_vpc: { Network: {} } }, { path: 'resource.aws_vpc.Network.cidr_block', before: '"10.0.0.0/16"', after: 'nothing' }],
    ['a list for an object', { aws_vpc: [] }, { path: 'resource.aws_vpc', before: '{"Network":{"cidr_block":"10.0.0.0/16"}}', after: '[]' }],
  ])('name %s by its path', (_, resource, difference) => {
    expect(stackDifferences(aStack('5.100.0'), aStack('6.25.0', resource))).toEqual([difference]);
  });

  test('count the bytes of what is equal in value', () => {
    expect(stackDifferences(aStack('5.100.0'), JSON.stringify(JSON.parse(aStack('5.100.0')))))
      .toEqual([{ path: 'cdk.tf.json', before: 'the same values', after: 'the same values in another order or layout' }]);
  });
});
