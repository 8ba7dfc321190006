import { Document, Scalar } from 'yaml';
import { inApplyOrder } from './apply-order';
import { step } from './json-pointer';
import { escaped, MISREAD_TAGS, quoted, scalarOf, unquoted } from './yaml-scalar';
import type { HandoffType, Json, KubernetesObject } from '../core/rendered';

/** The placeholders of one object: JSON pointer of the field → type of the value it waits for. */
export type Placeholders = ReadonlyMap<string, HandoffType>;

type Node = null | boolean | number | string | Scalar<string> | readonly Node[] | ReadonlyMap<string | Scalar<string>, Node>;

const FIRST_KEYS = ['apiVersion', 'kind', 'metadata'];

const WHOLE_PLACEHOLDER = /^\$\{[A-Z0-9_]+\}$/;

/**
 * Kubernetes objects as a YAML stream that YAML 1.1 and 1.2 parsers read alike: sorted, unfolded, one document an object.
 *
 * A placeholder for a number, list or map that fills its field stands without quotes; any other is quoted.
 */
export function manifestYaml(objects: readonly KubernetesObject[], placeholdersOf: (object: KubernetesObject) => Placeholders): string {
  return inApplyOrder(objects).map((object) => yamlOf(object, placeholdersOf(object))).join('---\n');
}

/** One JSON value as a YAML document. */
export function yamlOf(value: unknown, placeholders: Placeholders = new Map()): string {
  const document = new Document(nodeOf(value as Json, '', placeholders), { compat: MISREAD_TAGS, aliasDuplicateObjects: false });
  return escaped(document.toString({ lineWidth: 0, blockQuote: 'literal', directives: false }));
}

function nodeOf(value: Json, pointer: string, placeholders: Placeholders): Node {
  if (typeof value === 'string') {
    return stringNode(value, placeholders.get(pointer));
  }
  if (typeof value !== 'object' || value === null) {
    // JSON has no negative zero, YAML has
    return value === 0 ? 0 : value as Node;
  }
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => nodeOf(item, `${pointer}${step(index)}`, placeholders));
  }
  const fields = Object.entries(value as { readonly [key: string]: Json | undefined }).filter(isPresent).sort(pointer === '' ? byTopKey : byKey);
  return new Map(fields.map(([key, field]) => [scalarOf(key), nodeOf(field, `${pointer}${step(key)}`, placeholders)]));
}

function stringNode(text: string, type: HandoffType | undefined): Node {
  if (type === undefined) {
    return scalarOf(text);
  }
  return type !== 'string' && WHOLE_PLACEHOLDER.test(text) ? unquoted(text) : quoted(text);
}

function isPresent(field: readonly [string, Json | undefined]): field is [string, Json] {
  return field[1] !== undefined;
}

function byTopKey(a: readonly [string, Json], b: readonly [string, Json]): number {
  return rankOf(a[0]) - rankOf(b[0]) || byKey(a, b);
}

function rankOf(key: string): number {
  const rank = FIRST_KEYS.indexOf(key);
  return rank === -1 ? FIRST_KEYS.length : rank;
}

function byKey([a]: readonly [string, Json], [b]: readonly [string, Json]): number {
  return a < b ? -1 : Number(a > b);
}
