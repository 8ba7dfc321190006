import { AwsRegion } from './aws-regions';
import type { Sourced } from './sourced';

/** Where the data centres of a public region are, also of one that no environment runs in: a state or a copy may be there. */
export interface AwsRegionCountry extends Sourced {
  /** Code at Amazon, such as `us-east-1`. */
  readonly code: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

const REGIONS = { source: 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html', asOf: '2026-08-22' };

/** The regions that are no row of their own, by country. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  AE: ['me-central-1'],
  AU: ['ap-southeast-2', 'ap-southeast-4'],
  BH: ['me-south-1'],
  BR: ['sa-east-1'],
  CA: ['ca-central-1', 'ca-west-1'],
  CN: ['cn-north-1', 'cn-northwest-1'],
  HK: ['ap-east-1'],
  ID: ['ap-southeast-3'],
  IL: ['il-central-1'],
  IN: ['ap-south-1', 'ap-south-2'],
  JP: ['ap-northeast-1', 'ap-northeast-3'],
  KR: ['ap-northeast-2'],
  MX: ['mx-central-1'],
  MY: ['ap-southeast-5'],
  NZ: ['ap-southeast-6'],
  SG: ['ap-southeast-1'],
  TH: ['ap-southeast-7'],
  TW: ['ap-east-2'],
  US: ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'us-gov-east-1'],
  ZA: ['af-south-1'],
};

const rows: readonly AwsRegionCountry[] = [
  ...Object.values(AwsRegion).flatMap((row) => typeof row === 'object' ? [{ code: row.code, country: row.country, source: row.source, asOf: row.asOf }] : []),
  ...Object.entries(ELSEWHERE).flatMap(([country, codes]) => codes.map((code) => ({ code, country, ...REGIONS }))),
];

/** The countries of all public regions. */
export const AwsRegionCountries = {
  all(): readonly AwsRegionCountry[] {
    return rows;
  },

  /** Country of a region; undefined for a code that the catalog does not know. */
  of(code: string): string | undefined {
    return rows.find((row) => row.code === code)?.country;
  },
};
