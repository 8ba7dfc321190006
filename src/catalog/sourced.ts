/** Where a fact was read, and when: every row of the catalog says both. */
export interface Sourced {
  /** URL of the page or file that the row was read from. */
  readonly source: string;
  /** Day on which the source said so, ISO 8601 (`2026-07-20`). */
  readonly asOf: string;
}
