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
  const patch = firstFailing(source);
  if (patch !== undefined) {
    return problemOf(new ValidationError(violationOf(patch)), source.node.path);
  }
  const [line = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
  return { path: source.node.path, message: line };
}

function violationOf({ op, path }: Operation): Violation {
  const prop = path === '' ? '/' : path;
  return op === 'test'
    ? { code: 'PatchFailed', prop, value: op, rule: 'is tested for a value that it does not have', remedy: 'correct the test, or undo the patch before it' }
    : { code: 'PatchFailed', prop, value: op, rule: 'reaches no field of the object', remedy: 'correct the path of the patch, or add what is above it first' };
}

/** The first patch without which all before it succeed; cdk8s does not say which one it was. */
function firstFailing(source: ApiObject): Operation | undefined {
  const patches = Reflect.get(source, 'patches') as readonly JsonPatch[];
  if (!resolves(source, [])) {
    return undefined;
  }
  const index = patches.findIndex((_, last) => !resolves(source, patches.slice(0, last + 1)));
  return index < 0 ? undefined : patches[index]!._toJson() as Operation;
}

/** Whether the object resolves with other patches in place of its own. */
function resolves(source: ApiObject, patches: readonly JsonPatch[]): boolean {
  try {
    (Object.create(source, { patches: { value: patches } }) as ApiObject).toJson();
    return true;
  } catch {
    return false;
  }
}
