/** A value as a JSON file: two spaces, keys as given, a line break at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
