import { named } from './named';
import type { Sourced } from './sourced';
import { requireForm } from '../errors/requirements';

/** A body of law that data may be bound to, as the set of countries where it applies. */
export interface Jurisdiction extends Sourced {
  /** Short name as in code, such as `EUROPEAN_UNION`. */
  readonly name: string;
  /** The countries, ISO 3166-1 alpha-2, upper case, sorted. */
  readonly countries: readonly string[];
}

const EU = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'] as const;

const rows = {
  /** The 27 member states of the European Union. */
  EUROPEAN_UNION: { countries: EU, source: 'https://european-union.europa.eu/principles-countries-history/eu-countries_en', asOf: '2026-11-23' },
  /** Germany alone, for data that may not leave it. */
  GERMANY: { countries: ['DE'], source: 'https://european-union.europa.eu/principles-countries-history/eu-countries_en', asOf: '2026-11-23' },
  /** Switzerland. */
  SWITZERLAND: { countries: ['CH'], source: 'https://www.fedlex.admin.ch/eli/cc/2022/491/en', asOf: '2026-11-23' },
} as const satisfies Record<string, Omit<Jurisdiction, 'name'>>;

/** The jurisdictions that the catalog knows, and `custom` for any other. */
export const Jurisdiction = {
  ...named<Jurisdiction, typeof rows>(rows),

  /** A jurisdiction that the catalog lacks. */
  custom(facts: Jurisdiction): Jurisdiction {
    facts.countries.forEach((country) => requireForm('countries', country, /^[A-Z]{2}$/, 'two upper-case letters of ISO 3166-1'));
    return { ...facts, countries: [...facts.countries].sort() };
  },
};
