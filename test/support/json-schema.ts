/** A JSON Schema (draft 7) in the dialect that `crd-schemas.ts` teaches its validator. */
export type JsonSchema = Readonly<Record<string, unknown>>;
