/** A table of rows as a catalog: each row gains the name it is listed under, and keeps its doc comment in editors. */
export function named<T extends { readonly name: string }, R extends Record<string, Omit<T, 'name'>>>(rows: R): { readonly [P in keyof R]: T } {
  const entries = Object.entries(rows).map(([name, row]) => [name, Object.freeze({ name, ...row })]);
  return Object.fromEntries(entries) as { readonly [P in keyof R]: T };
}
