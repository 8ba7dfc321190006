/** Where a target stands, for residency and for the report. */
export interface Location {
  /** Country of the site or region, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Region or site, as its operator names it: `eu-central-1`, `zrh1`. */
  readonly place: string;
}
