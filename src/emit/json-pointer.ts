/** A key as one step of a JSON pointer. @see https://www.rfc-editor.org/rfc/rfc6901 */
export function step(key: string | number): string {
  return `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** The keys that a JSON pointer goes through. */
function keysOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The value that a JSON pointer points at; undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce((value: unknown, key) => {
    const holds = typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, key);
    return holds ? (value as { readonly [key: string]: unknown })[key] : undefined;
  }, root);
}
