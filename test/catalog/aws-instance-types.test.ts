import { Accelerator } from '../../src/catalog/accelerators';
import { availabilityOf, offerSource, regionsWithOffers } from '../../src/catalog/aws-instance-availability';
import { AwsInstanceType } from '../../src/catalog/aws-instance-types';

test('every type says what it is and where that was read', () => {
  const rows = AwsInstanceType.all();
  expect(rows.filter(({ vcpus, memoryGib, source, asOf }) => !(vcpus > 0 && memoryGib > 0 && source.startsWith('https://') && /^\d{4}-\d\d-\d\d$/.test(asOf)))).toEqual([]);
  expect(rows.filter(({ usdPerHour = 1 }) => !(usdPerHour > 0))).toEqual([]);
});

test('every GPU on a type is an accelerator of the catalog', () => {
  const names = AwsInstanceType.all().flatMap(({ gpus }) => gpus?.accelerator ?? []);
  expect(names.filter((name) => !(name in Accelerator))).toEqual([]);
  expect(names.length).toBeGreaterThan(30);
});

test('types are sorted by price, those without one last', () => {
  const prices = AwsInstanceType.all().map(({ usdPerHour = Infinity }) => usdPerHour);
  expect(prices).toEqual([...prices].sort((a, b) => a === b ? 0 : a - b));
});

test('a type is found by its name', () => {
  expect(AwsInstanceType.of('p5.48xlarge')).toBe(AwsInstanceType['p5.48xlarge']);
  expect(() => AwsInstanceType.of('p5.48xlrage')).toThrow(/^'name' \(p5\.48xlrage\) is not an instance type of the catalog; did you mean 'p5\.48xlarge'\? use one of: /);
});

test.each([
  [{ name: '' }, "'name' () must be a string that is not empty; give it a value"],
  [{ vcpus: 0 }, "'vcpus' (0) must be a whole number of at least 1; set it to 1 or more"],
  [{ memoryGib: 1.5 }, "'memoryGib' (1.5) must be a whole number of at least 1; set it to 1 or more"],
])('a type of %j is refused', (wrong, message) => {
  const facts = { name: 'x1.large', vcpus: 2, memoryGib: 8, source: 'https://example.org', asOf: '2026-01-01' };
  expect(() => AwsInstanceType.custom({ ...facts, ...wrong })).toThrow(message);
});

describe('whether a region offers a type', () => {
  test.each([
    ['eu-central-1', 'g6e.12xlarge', 'present'],
    ['eu-central-1', 'p5.48xlarge', 'unknown'],
    ['eu-north-1', 'p5.48xlarge', 'present'],
    ['eu-central-1', 'm5zn.metal', 'present'],
    ['eu-west-3', 'm5zn.metal', 'unknown'],
    ['us-gov-west-1', 'g6e.12xlarge', 'absent'],
    ['eusc-de-east-1', 'g6e.12xlarge', 'unknown'],
    ['mars-north-1', 'g6.xlarge', 'unknown'],
  ])('in %s, %s is %s', (region, type, expected) => {
    expect(availabilityOf(region, type)).toBe(expected);
  });

  test('is read somewhere, and about types that there are', () => {
    expect(regionsWithOffers().map((region) => offerSource(region)?.source.startsWith('https://'))).not.toContain(undefined);
    for (const region of regionsWithOffers()) {
      expect(AwsInstanceType.all().filter(({ name }) => availabilityOf(region, name) === 'present').length).toBeGreaterThan(10);
    }
  });
});
