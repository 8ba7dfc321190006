import type { ErrorObject, ValidateFunction } from 'ajv';
import { crdFolder, crdsAvailable, findDefinition, kindsOf, type DefinedVersion, type Definition } from './crd-folder';
import { SchemaCompiler, type Run, type SkippedRule } from './schema-compiler';
import { oneOf } from '../../src/errors/did-you-mean';

export { crdsAvailable } from './crd-folder';
export type { SkippedRule } from './schema-compiler';

/** Groups that an API server has without any definition. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '', 'apps', 'autoscaling', 'batch', 'extensions', 'policy',
  ...[
    'admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates', 'coordination', 'discovery', 'events',
    'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node', 'rbac.authorization', 'resource', 'scheduling', 'storage', 'storagemigration',
  ].map((group) => `${group}.k8s.io`),
]);

/** What an object calls itself. */
interface Kind {
  readonly apiVersion: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The schema of a kind and version. */
interface Known {
  readonly definition: Definition;
  readonly version: DefinedVersion;
  readonly validate: ValidateFunction;
}

const compiler = new SchemaCompiler();
const lookedUp = new Map<string, Known | string>();

/** Whether an object is of a kind that a definition, not the API server itself, brings. */
export function isCustomResource(object: object): boolean {
  return !BUILT_IN_GROUPS.has(kindOf(object).group);
}

/**
 * What the API server would refuse, prune or warn of in a custom resource: a `pointer (value) message` each, none for a good object.
 *
 * Defaults are filled in first, as the API server does, in a copy. Rules in CEL are not evaluated: `skippedRules` lists them.
 */
export function validateCustomResource(object: object): string[] {
  const known = lookUp(kindOf(object));
  if (typeof known === 'string') return [known];
  const { received, errors } = run(known, object);
  return [...aboutVersion(known), ...aboutScope(known, object), ...errors.map((error) => sentence(error, received))];
}

/** The rules in CEL that the API server would evaluate on an object, with the values that they are about. */
export function skippedRules(object: object): readonly SkippedRule[] {
  const known = lookUp(kindOf(object));
  return typeof known === 'string' ? [] : run(known, object).skipped;
}

/** A `describe` whose tests need the definitions: skipped with a warning that says what was not checked, where they are missing. */
export function describeWithCrds(name: string, body: () => void): void {
  if (crdsAvailable()) {
    describe(name, body);
    return;
  }
  console.warn(`NOT CHECKED: ${name}\nThe custom resource definitions are not in '${crdFolder()}'; set AIPLANE_CRDS to a folder that has them.`);
  describe.skip(name, () => {
    test('is checked where the custom resource definitions are', () => undefined);
  });
}

function kindOf(object: object): Kind {
  const { apiVersion, kind } = object as { apiVersion?: unknown; kind?: unknown };
  const [version, group = ''] = String(apiVersion).split('/').reverse();
  return { apiVersion: String(apiVersion), group, version, kind: String(kind) };
}

/** The schema of a kind and version, or why there is none. */
function lookUp(asked: Kind): Known | string {
  const key = `${crdFolder()} ${asked.apiVersion} ${asked.kind}`;
  const known = lookedUp.get(key) ?? find(asked);
  lookedUp.set(key, known);
  return known;
}

function find({ apiVersion, group, version: name, kind }: Kind): Known | string {
  const definition = findDefinition(group, kind);
  if (!definition) {
    const kinds = kindsOf(group);
    return kinds.length === 0 ? `/apiVersion (${apiVersion}) is of a group that has no definition` : `/kind (${kind}) is not defined in '${group}'; ${oneOf(kind, kinds)}`;
  }
  const served = definition.versions.filter((candidate) => candidate.served);
  const version = served.find((candidate) => candidate.name === name);
  return version
    ? { definition, version, validate: compiler.resource(version.schema.openAPIV3Schema) }
    : `/apiVersion (${apiVersion}) is not served for '${kind}'; ${oneOf(name, served.map((candidate) => candidate.name))}`;
}

/** Validates a copy as the API server would receive it: JSON, without what is undefined. */
function run({ validate }: Known, object: object): Run & { readonly received: unknown; readonly errors: readonly ErrorObject[] } {
  const received: unknown = JSON.parse(JSON.stringify(object));
  const skipped: SkippedRule[] = [];
  validate.call({ skipped } satisfies Run, received);
  return { received, skipped, errors: (validate.errors ?? []).filter((error) => error.keyword !== 'propertyNames') };
}

function aboutVersion({ version, definition }: Known): string[] {
  const warning = version.deprecationWarning ? `: ${version.deprecationWarning}` : '';
  return version.deprecated ? [`/apiVersion (${definition.group}/${version.name}) is deprecated${warning}`] : [];
}

function aboutScope({ definition }: Known, object: object): string[] {
  const { namespace } = (object as { metadata?: { namespace?: unknown } }).metadata ?? {};
  const misplaced = definition.scope === 'Cluster' && namespace !== undefined;
  return misplaced ? [`/metadata/namespace (${JSON.stringify(namespace)}) must be absent: ${definition.names.kind} has cluster scope`] : [];
}

function sentence(error: ErrorObject, received: unknown): string {
  const params = error.params as { readonly additionalProperty?: string; readonly allowedValues?: readonly unknown[] } | undefined;
  const at = `${error.instancePath || '/'}${shown(valueAt(received, error.instancePath))}`;
  if (error.propertyName !== undefined) return `${at} has the key '${error.propertyName}', which ${error.message}`;
  switch (error.keyword) {
    case 'additionalProperties': return `${at} has the unknown field '${params?.additionalProperty}'`;
    case 'enum': return `${at} must be one of: ${params?.allowedValues?.join(', ')}`;
    default: return `${at} ${error.message}`;
  }
}

function valueAt(root: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce((value, name) => (value as Record<string, unknown>)[name], root);
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? '' : ` (${JSON.stringify(value)})`;
}
