import { COUNTRY_CODES, requireCountry } from '../../src/catalog/countries';
import { Jurisdiction } from '../../src/catalog/jurisdictions';

test('the countries are those of the standard, sorted, each once', () => {
  expect(COUNTRY_CODES.codes).toHaveLength(249);
  expect([...new Set(COUNTRY_CODES.codes)].sort()).toEqual(COUNTRY_CODES.codes);
});

test('every jurisdiction of the catalog is made of them', () => {
  const countries = [Jurisdiction.EUROPEAN_UNION, Jurisdiction.GERMANY, Jurisdiction.SWITZERLAND].flatMap((law) => law.countries);
  expect(countries.filter((country) => !COUNTRY_CODES.codes.includes(country))).toEqual([]);
});

test('Kosovo is a country, by the code that the European Union gives it', () => {
  expect(() => requireCountry('country', 'XK')).not.toThrow();
});

test.each([
  ['UK', "'country' (UK) is no country of ISO 3166-1; use 'GB'"],
  ['EL', "'country' (EL) is no country of ISO 3166-1; use 'GR'"],
  ['ZZ', "'country' (ZZ) is no country of ISO 3166-1; use the code of the country"],
])('%s is refused', (code, message) => {
  expect(() => requireCountry('country', code)).toThrow(message);
});
