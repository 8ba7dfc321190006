import { requireCountry } from './countries';
import { named } from './named';
import { requireSourced, type Sourced } from './sourced';
import { requireDistinct, requireKind, requireList, requireRecord, requireText } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

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
    requireRecord('facts', facts);
    requireJurisdiction('facts', facts, '');
    return { ...facts, countries: [...facts.countries].sort() };
  },
};

/** Refuses what is no whole row of a jurisdiction; `prefix` stands before the names of its facts in errors. */
export function requireJurisdiction(prop: string, value: unknown, prefix = `${prop}.`): void {
  requireKind(prop, value, 'Jurisdiction', []);
  const facts = value as Jurisdiction;
  requireText(`${prefix}name`, facts.name);
  requireList(`${prefix}countries`, facts.countries, (country) => requireCountry(`${prefix}countries`, country));
  requireDistinct(`${prefix}countries`, facts.countries);
  if (facts.countries.length === 0) {
    throw new ValidationError({ code: 'NowhereInForce', prop: `${prefix}countries`, value: facts.countries, rule: 'must name the countries where the law applies', remedy: 'name one or more' });
  }
  requireSourced(facts, prefix);
}
