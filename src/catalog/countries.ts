import type { IConstruct } from 'constructs';
import type { Sourced } from './sourced';
import { requireForm } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

/** A list of country codes. */
export interface CountryCodes extends Sourced {
  /** Two upper-case letters each, sorted. */
  readonly codes: readonly string[];
}

const ASSIGNED = 'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG '
  + 'CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL '
  + 'GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA '
  + 'LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP '
  + 'NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV '
  + 'SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

/** The codes of ISO 3166-1 alpha-2 that are assigned. */
export const COUNTRY_CODES: CountryCodes = { codes: ASSIGNED.split(' '), source: 'https://www.iso.org/obp/ui/#search/code/', asOf: '2026-08-22' };

/** Codes that other lists give to countries, and the user's own code that the European Union gives to Kosovo. */
const ELSEWHERE: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };
const USER_ASSIGNED: readonly string[] = ['XK'];

/** Refuses what is not a country of ISO 3166-1 alpha-2. */
export function requireCountry(prop: string, value: unknown, scope?: IConstruct): void {
  requireForm(prop, value, /^[A-Z]{2}$/, 'two upper-case letters of ISO 3166-1, such as CH', scope);
  const code = value as string;
  if (![...COUNTRY_CODES.codes, ...USER_ASSIGNED].includes(code)) {
    const remedy = code in ELSEWHERE ? `use '${ELSEWHERE[code]}'` : 'use the code of the country';
    throw new ValidationError({ code: 'UnknownCountry', prop, value, rule: 'is no country of ISO 3166-1', remedy }, scope);
  }
}
