import type { JsonSchema } from './json-schema';
import { KUBERNETES_FORMATS } from './kubernetes-formats';
import { NAMED_OBJECT_META, OBJECT_META } from './object-meta';

/**
 * The schema of a custom resource, or of a part of it.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface StructuralSchema {
  readonly 'type'?: string;
  readonly 'format'?: string;
  readonly 'nullable'?: boolean;
  readonly 'default'?: unknown;
  readonly 'properties'?: Readonly<Record<string, StructuralSchema>>;
  readonly 'additionalProperties'?: StructuralSchema | boolean;
  readonly 'items'?: StructuralSchema;
  readonly 'not'?: StructuralSchema;
  readonly 'allOf'?: readonly StructuralSchema[];
  readonly 'anyOf'?: readonly StructuralSchema[];
  readonly 'oneOf'?: readonly StructuralSchema[];
  readonly 'minimum'?: number;
  readonly 'maximum'?: number;
  readonly 'exclusiveMinimum'?: boolean;
  readonly 'exclusiveMaximum'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[];
}

/** Keywords that mean the same in both dialects. */
const SAME = [
  'enum', 'pattern', 'required', 'multipleOf', 'uniqueItems', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties',
] as const;

const INT_OR_STRING = JSON.stringify([{ type: 'integer' }, { type: 'string' }]);

/** The JSON Schema of a whole object: every object has a version, a kind and metadata, declared or not. */
export function ofResource(schema: StructuralSchema): JsonSchema {
  const { metadata, ...declared } = schema.properties ?? {};
  const converted = ofStructure({ ...schema, properties: declared });
  const named = metadata ? { ...NAMED_OBJECT_META, allOf: [ofRules(metadata)] } : NAMED_OBJECT_META;
  return withIdentity(converted, named, ['apiVersion', 'kind', 'metadata']);
}

/**
 * The JSON Schema of a declared field: refuses what an API server would prune.
 *
 * A field is kept where it is declared, where its parent is a map, or where its parent preserves unknown fields; declared
 * fields below such a parent are pruned again.
 */
export function ofStructure(schema: StructuralSchema): JsonSchema {
  const converted: JsonSchema = {
    ...ofValue(schema),
    ...optional('properties', schema.properties && mapped(schema.properties, ofPart)),
    ...optional('items', schema.items && ofPart(schema.items)),
    ...additional(schema),
    ...listRules(schema),
    ...optional('x-kubernetes-validations', schema['x-kubernetes-validations']),
  };
  return schema['x-kubernetes-embedded-resource'] ? withIdentity(converted, OBJECT_META, ['apiVersion', 'kind']) : converted;
}

/** The parts of a schema that have parts of their own. */
export function partsOf(schema: StructuralSchema): readonly StructuralSchema[] {
  const { properties = {}, items, additionalProperties } = schema;
  return [...Object.values(properties), items, additionalProperties].filter((part) => typeof part === 'object').filter(isBranch);
}

/** A field or item; one with parts of its own is left to the keyword `structure`, which converts it once a value is there. */
function ofPart(schema: StructuralSchema): JsonSchema {
  return { ...(isBranch(schema) ? { structure: schema } : ofStructure(schema)), ...optional('default', schema.default) };
}

function isBranch({ properties, items, additionalProperties }: StructuralSchema): boolean {
  return properties !== undefined || items !== undefined || typeof additionalProperties === 'object';
}

/** The JSON Schema of a value rule (`allOf`, `anyOf`, `oneOf`, `not`): it declares no field and so prunes none. */
function ofRules(schema: StructuralSchema): JsonSchema {
  return {
    ...ofValue(schema),
    ...optional('properties', schema.properties && mapped(schema.properties, ofRules)),
    ...optional('items', schema.items && ofRules(schema.items)),
  };
}

/** What a schema says about a value, without what it says about the fields and items inside. */
function ofValue(schema: StructuralSchema): JsonSchema {
  const anyOf = JSON.stringify(schema.anyOf) === INT_OR_STRING ? undefined : schema.anyOf;
  return {
    ...Object.fromEntries(SAME.filter((keyword) => keyword in schema).map((keyword) => [keyword, (schema as JsonSchema)[keyword]])),
    ...optional('type', typeOf(schema)),
    ...optional('format', schema.format !== undefined && schema.format in KUBERNETES_FORMATS ? schema.format : undefined),
    ...bound(schema, 'minimum', 'exclusiveMinimum'),
    ...bound(schema, 'maximum', 'exclusiveMaximum'),
    ...optional('not', schema.not && ofRules(schema.not)),
    ...optional('allOf', schema.allOf?.map(ofRules)),
    ...optional('anyOf', anyOf?.map(ofRules)),
    ...optional('oneOf', schema.oneOf?.map(ofRules)),
  };
}

function typeOf(schema: StructuralSchema): string | readonly string[] | undefined {
  const types = schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : schema.type === undefined ? [] : [schema.type];
  if (types.length === 0) return undefined;
  return schema.nullable ? [...types, 'null'] : types;
}

function additional(schema: StructuralSchema): JsonSchema {
  if (typeof schema.additionalProperties === 'object') return { additionalProperties: ofPart(schema.additionalProperties) };
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] || schema.additionalProperties === true;
  return schema.type === 'object' && !keepsUnknown ? { additionalProperties: false } : {};
}

function listRules(schema: StructuralSchema): JsonSchema {
  switch (schema['x-kubernetes-list-type']) {
    case 'set': return { uniqueItems: true };
    case 'map': return { 'x-kubernetes-list-map-keys': schema['x-kubernetes-list-map-keys'] };
    default: return {};
  }
}

/** OpenAPI 3.0 says with a boolean whether a bound is exclusive; draft 7 has a keyword of its own for such a bound. */
function bound(schema: StructuralSchema, keyword: 'minimum' | 'maximum', exclusive: 'exclusiveMinimum' | 'exclusiveMaximum'): JsonSchema {
  return optional(schema[exclusive] ? exclusive : keyword, schema[keyword]);
}

/** Adds what an object has by being one; no schema needs to declare it. */
function withIdentity(converted: JsonSchema, metadata: JsonSchema, always: readonly string[]): JsonSchema {
  const text = { type: 'string', minLength: 1 };
  const required = new Set([...(converted.required as readonly string[] | undefined ?? []), ...always]);
  const properties = { ...(converted.properties as JsonSchema | undefined), apiVersion: text, kind: text, metadata };
  return { ...converted, required: [...required], properties };
}

function mapped(schemas: Readonly<Record<string, StructuralSchema>>, convert: (schema: StructuralSchema) => JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, convert(schema)]));
}

function optional(keyword: string, value: unknown): JsonSchema {
  return value === undefined ? {} : { [keyword]: value };
}
