import { closest, distance } from 'fastest-levenshtein';

/** The alternatives to a mistyped word as a remedy: the one that it begins or that is near it first, then all of them. */
export function oneOf(given: unknown, alternatives: readonly string[]): string {
  const sorted = [...alternatives].sort();
  if (typeof given === 'number' && sorted.includes(String(given))) {
    return `write it in quotes: '${given}'`;
  }
  const meant = typeof given === 'string' ? begunBy(given, sorted) ?? nearTo(given, sorted) : undefined;
  return meant === undefined ? `use one of: ${sorted.join(', ')}` : `did you mean '${meant}'? use one of: ${sorted.join(', ')}`;
}

/** Fewest letters of a word that say which one is meant. */
const FEWEST = 3;

/** The shortest word that begins so: `H100` is short for `H100_80GB`, and not `H200` misspelt. */
function begunBy(given: string, words: readonly string[]): string | undefined {
  const begun = given.length < FEWEST ? [] : words.filter((word) => word.toLowerCase().startsWith(given.toLowerCase()));
  return begun.sort((a, b) => a.length - b.length)[0];
}

function nearTo(given: string, words: readonly string[]): string | undefined {
  const nearest = words.length > 0 ? closest(given, [...words]) : undefined;
  return nearest !== undefined && distance(given.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, nearest.length / 4) ? nearest : undefined;
}
