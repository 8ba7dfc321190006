import { AwsRegionCountries } from '../../src/catalog/aws-region-countries';
import { AwsRegion } from '../../src/catalog/aws-regions';

const rows = AwsRegionCountries.all();

test('every public region has one country, a source and a day', () => {
  expect(rows.filter(({ code, country }) => !/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(code) || !/^[A-Z]{2}$/.test(country))).toEqual([]);
  expect(rows.filter(({ source, asOf }) => !source.startsWith('https://') || !/^\d{4}-\d\d-\d\d$/.test(asOf))).toEqual([]);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
});

test.each([['us-east-1', 'US'], ['ap-northeast-1', 'JP'], ['eusc-de-east-1', 'DE'], [AwsRegion.EU_CENTRAL_2.code, 'CH'], ['eu-nowhere-1', undefined]])('%s is in %s', (code, country) => {
  expect(AwsRegionCountries.of(code)).toBe(country);
});
