import type { Json } from '../core/rendered';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** The object at a path of keys; undefined where there is none. */
export function objectAt(value: unknown, ...keys: readonly string[]): JsonObject | undefined {
  const found = valueAt(value, ...keys);
  return isObject(found) ? found : undefined;
}

/** The value at a path of keys; undefined where there is none. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((at: unknown, key) => (isObject(at) ? at[key] : undefined), value);
}

/** The list of objects under a key; empty where there is none. */
export function listAt(value: JsonObject | undefined, key: string): readonly JsonObject[] {
  const list = value?.[key];
  return Array.isArray(list) ? (list as readonly unknown[]).filter(isObject) : [];
}

/** The strings of a list under a key; empty where there is none. */
export function textsAt(value: JsonObject | undefined, key: string): readonly string[] {
  const list = value?.[key];
  return Array.isArray(list) ? (list as readonly unknown[]).filter((one) => typeof one === 'string') : [];
}

/** Whether a value is an object with names. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
