import { Scalar } from 'yaml';

/** Strings that one YAML parser or another takes for something else when they stand without quotes. */
const MISREAD: readonly RegExp[] = [
  /^(?:y|yes|n|no|true|false|on|off)$/i,
  /^(?:null|~)?$/i,
  /^[-+]?\.(?:inf|nan)$/i,
  // numbers in any base, with separators or exponent, sexagesimals, versions: whatever starts like a number and may go on like one
  /^[-+]?\.?[0-9][0-9a-f_xob.,:+-]*$/i,
  /^[-+]?(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?$/i,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt\s])/,
  /^(?:=|<<)$/,
];

/** Line breaks of YAML 1.1, byte order marks and control characters: plain and block style would lose or refuse them. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Makes the writer quote a plain string that it matches; one expression, because it is asked about every string. */
export const MISREAD_TAGS = [{
  tag: '!misread', default: true as const, test: new RegExp(MISREAD.map(({ source }) => source).join('|'), 'i'), resolve: (text: string) => text,
}];

/** A string as a scalar in double quotes; escapes are left to `escaped`. */
export function quoted(text: string): Scalar<string> {
  return styled(text, Scalar.QUOTE_DOUBLE);
}

/** A placeholder that stands for more than text: without quotes, so that a textual substitution yields its type. */
export function unquoted(text: string): Scalar<string> {
  return styled(text, Scalar.PLAIN);
}

/** Text whose first line is indented or empty: parsers disagree on where such a block begins. */
const UNCLEAR_BLOCK = /^\s[^]*\n/;

/** A string in the plainest style that every parser reads back unchanged. */
export function scalarOf(text: string): string | Scalar<string> {
  return UNPRINTABLE.test(text) || UNCLEAR_BLOCK.test(text) ? quoted(text) : text;
}

/** Escapes what `scalarOf` put into double quotes; the writer leaves these characters bare. */
export function escaped(yaml: string): string {
  return yaml.replace(new RegExp(UNPRINTABLE, 'g'), (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function styled(text: string, type: Scalar.Type): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = type;
  return scalar;
}
