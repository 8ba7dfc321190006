import type { IConstruct } from 'constructs';
import { ValidationError } from '../errors/validation-error';

/** Ids that say how a construct is made and nothing about what it is; they never show in a name. */
const SILENT_IDS: ReadonlySet<string> = new Set(['Default', 'Resource', 'Infrastructure', 'Manifests']);

/** Longest DNS-1123 label. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const LABEL_LENGTH = 63;

/** An id in kebab case: `LlamaGuard` is `llama-guard`, `GPUPool` is `gpu-pool`, `H100Pool` is `h100-pool`. */
export function kebab(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
}

/** The ids of a construct below one of its ancestors, outermost first, without those that say nothing. */
export function idsBelow(ancestor: IConstruct, construct: IConstruct): readonly string[] {
  const scopes = construct.node.scopes;
  return scopes.slice(scopes.indexOf(ancestor) + 1).map((scope) => scope.node.id).filter((id) => !SILENT_IDS.has(id));
}

/** Limits of a name, by the kind of object that carries it. */
export interface NameLimits {
  /** The kind, for the error. */
  readonly kind: string;
  /** Longest name, characters; leaves room for the suffixes that are added to it. @default 63 */
  readonly maxLength?: number;
}

/**
 * The name of a construct's objects: its path below an ancestor, in kebab case. Environments do not show in it, so it is
 * the same wherever the construct runs.
 *
 * Throws where the path makes no DNS-1123 label or a longer one than the kind bears.
 */
export function nameBelow(ancestor: IConstruct, construct: IConstruct, limits: NameLimits): string {
  const ids = idsBelow(ancestor, construct);
  const name = ids.map(kebab).filter((part) => part !== '').join('-');
  const max = limits.maxLength ?? LABEL_LENGTH;
  if (/^[a-z]/.test(name) && name.length <= max) {
    return name;
  }
  const rule = name.length > max
    ? `makes the name '${name}' of ${name.length} characters, at most ${max} for ${limits.kind}`
    : `makes no name for ${limits.kind}: a DNS label starts with a letter`;
  throw new ValidationError({ code: 'UnusableName', prop: 'id', value: ids.join('/'), rule, remedy: `choose ${name.length > max ? 'shorter' : 'other'} ids below '${ancestor.node.path}'` }, construct);
}

/** Two paths that make one name, placeholder or file. */
export function collision(what: string, name: string, first: string, second: string): ValidationError {
  return new ValidationError({
    code: 'NameCollision', prop: 'id', value: second, rule: `makes the ${what} '${name}', which '${first}' makes too`, remedy: 'rename one of the two',
  });
}
