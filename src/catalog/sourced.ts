import { requireForm, requireText } from '../errors/requirements';

/** Where a fact was read, and when: every row of the catalog says both. */
export interface Sourced {
  /** URL of the page or file that the row was read from. */
  readonly source: string;
  /** Day on which the source said so, ISO 8601 (`2026-07-20`). */
  readonly asOf: string;
}

/** Stands for the day of a row that was read from a file without one: nothing here asks a clock. */
export const AS_GIVEN = 'as given';

/** Refuses a row that does not say where and when it was read. */
export function requireSourced(row: Sourced, prefix = ''): void {
  requireText(`${prefix}source`, row.source);
  requireForm(`${prefix}asOf`, row.asOf, /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "a day, such as '2026-07-20'");
}
