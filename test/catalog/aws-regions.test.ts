import { AwsRegion, endpointServiceName, registryHost } from '../../src/catalog/aws-regions';

const rows = Object.values(AwsRegion).filter((row): row is AwsRegion => typeof row === 'object');

test('every region has a source, two or three zones of its own, and a code of its own', () => {
  expect(rows.filter(({ source, asOf }) => !source.startsWith('https://') || !/^\d{4}-\d\d-\d\d$/.test(asOf))).toEqual([]);
  expect(rows.filter(({ availabilityZones }) => ![2, 3].includes(availabilityZones.length))).toEqual([]);
  expect(rows.filter(({ code, availabilityZones }) => availabilityZones.some((zone) => !zone.startsWith(code)))).toEqual([]);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
});

test('a region is named after its code', () => {
  expect(rows.filter(({ name, code }) => name !== code.toUpperCase().replace(/-/g, '_'))).toEqual([]);
});

test.each([
  [AwsRegion.EU_CENTRAL_1, 'ecr.api', 'com.amazonaws.eu-central-1.ecr.api'],
  [AwsRegion.EUSC_DE_EAST_1, 'ecr.api', 'eu.amazonaws.eusc-de-east-1.ecr.api'],
  [AwsRegion.EUSC_DE_EAST_1, 'securityhub', 'eu.amazonaws.eusc-de-east-1.securityhub'],
  [AwsRegion.EUSC_DE_EAST_1, 'ec2', 'com.amazonaws.eusc-de-east-1.ec2'],
  [AwsRegion.US_GOV_WEST_1, 'ecr.dkr', 'com.amazonaws.us-gov-west-1.ecr.dkr'],
])('in region %# the endpoint of %s is %s', (region, service, expected) => {
  expect(endpointServiceName(region, service)).toBe(expected);
});

test('registries have the suffix of their partition', () => {
  expect(registryHost(AwsRegion.EUSC_DE_EAST_1, '123456789012')).toBe('123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu');
});

describe('a region of one\'s own', () => {
  const facts = { name: 'EU_X', code: 'eu-east-1', partition: 'aws', country: 'PL', availabilityZones: ['eu-east-1a', 'eu-east-1b'], dnsSuffix: 'amazonaws.com', source: 'https://example.org', asOf: '2026-01-01' } as const;

  test('is taken as it is', () => {
    expect(AwsRegion.custom(facts)).toEqual(facts);
  });

  test.each([
    [{ code: 'Frankfurt' }, "'code' (Frankfurt) must be a region code, such as 'eu-central-1'; correct its spelling"],
    [{ country: 'Germany' }, "'country' (Germany) must be two upper-case letters of ISO 3166-1, such as CH; correct its spelling"],
    [{ country: 'UK' }, "'country' (UK) is no country of ISO 3166-1; use 'GB'"],
    [{ country: 'XX' }, "'country' (XX) is no country of ISO 3166-1; use the code of the country"],
    [{ partition: 'aws-cn' as never }, "'partition' (aws-cn) must be a partition that the library knows; use one of: aws, aws-eusc, aws-us-gov"],
    [{ availabilityZones: ['eu-east-1a', 'eu-west-1b'] }, "'availabilityZones' (eu-west-1b) must be names of zones of 'eu-east-1', such as 'eu-east-1a'; correct its spelling"],
    [{ availabilityZones: ['eu-east-1a', 'eu-east-1a'] }, "'availabilityZones' (eu-east-1a) is given twice; name each once"],
    [{ availabilityZones: ['eu-east-1a'] }, '\'availabilityZones\' (["eu-east-1a"]) must be at least 2: a cluster refuses fewer; name more zones of the region'],
  ])('is refused with %j', (wrong, message) => {
    expect(() => AwsRegion.custom({ ...facts, ...wrong })).toThrow(message);
  });
});
