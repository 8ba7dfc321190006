import type { ApiObject, JsonPatch } from 'cdk8s';
import { Problem, problemOf } from './problem';
import { ValidationError, Violation } from '../errors/validation-error';

/** What a JSON patch says, as cdk8s keeps it. */
interface Operation {
  readonly op: string;
  readonly path: string;
}

/** Why an object could not be resolved: the patch that failed where one did, else the first line of what was thrown. */
export function unresolved(source: ApiObject, thrown: unknown): Problem {
  const index = firstFailing(source);
  if (index !== undefined) {
    return problemOf(new ValidationError(violationOf(patchesOf(source)[index]!._toJson() as Operation)), source.node.path);
  }
  const [line = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
  return { path: source.node.path, message: line };
}

/**
 * The object as its patches leave it before the first one that fails, so that what refers to it is not refused beside the
 * patch; undefined where no patch failed.
 */
export function beforeFailing(source: ApiObject): unknown {
  const index = firstFailing(source);
  return index === undefined ? undefined : withPatches(source, patchesOf(source).slice(0, index)).toJson();
}

function violationOf({ op, path }: Operation): Violation {
  const prop = path === '' ? '/' : path;
  return op === 'test'
    ? { code: 'PatchFailed', prop, value: op, rule: 'is tested for a value that it does not have', remedy: 'correct the test, or undo the patch before it' }
    : { code: 'PatchFailed', prop, value: op, rule: 'reaches no field of the object', remedy: 'correct the path of the patch, or add what is above it first' };
}

/** Which patch is the first without which all before it succeed; cdk8s does not say which one it was. */
function firstFailing(source: ApiObject): number | undefined {
  if (!resolves(source, [])) {
    return undefined;
  }
  const patches = patchesOf(source);
  const index = patches.findIndex((_, last) => !resolves(source, patches.slice(0, last + 1)));
  return index < 0 ? undefined : index;
}

function patchesOf(source: ApiObject): readonly JsonPatch[] {
  return Reflect.get(source, 'patches') as readonly JsonPatch[];
}

/** The object with other patches in place of its own. */
function withPatches(source: ApiObject, patches: readonly JsonPatch[]): ApiObject {
  return Object.create(source, { patches: { value: patches } }) as ApiObject;
}

function resolves(source: ApiObject, patches: readonly JsonPatch[]): boolean {
  try {
    withPatches(source, patches).toJson();
    return true;
  } catch {
    return false;
  }
}
