import { closest, distance } from 'fastest-levenshtein';

/** The alternatives to a mistyped word as a remedy: the nearest one when it is near, else all of them. */
export function oneOf(given: unknown, alternatives: readonly string[]): string {
  const sorted = [...alternatives].sort();
  const nearest = typeof given === 'string' && sorted.length > 0 ? closest(given, sorted) : undefined;
  const near = nearest !== undefined && distance(String(given).toLowerCase(), nearest.toLowerCase()) <= Math.max(2, nearest.length / 4);
  return near ? `did you mean '${nearest}'? use one of: ${sorted.join(', ')}` : `use one of: ${sorted.join(', ')}`;
}
