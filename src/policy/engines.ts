import { CommandLine } from './command-line';
import { JsonObject, listAt, valueAt } from './json';
import type { PodTemplate } from './pods';

/** A container that runs vLLM. */
export interface Engine {
  readonly pod: PodTemplate;
  readonly container: JsonObject;
  /** JSON pointer of the container in its object. */
  readonly field: string;
  readonly line: CommandLine;
}

/** Name by which KServe knows the engine among the containers of a template; it gives the command itself. */
const KSERVE_ENGINE = 'main';

/** The engines of a pod: containers whose command or arguments are vLLM's. */
export function enginesOf(pod: PodTemplate): readonly Engine[] {
  return containersOf(pod, 'containers')
    .map(({ container, field }) => ({ pod, container, field, line: new CommandLine(container) }))
    .filter((engine) => isEngine(engine));
}

/** The containers of a list of a pod, with the JSON pointer of each. */
export function containersOf({ spec, field }: PodTemplate, list: 'containers' | 'initContainers'): readonly Pick<Engine, 'container' | 'field'>[] {
  return listAt(spec, list).map((container, index) => ({ container, field: `${field}/${list}/${index}` }));
}

/** The value of a variable of a container; undefined where it is not given, or taken from elsewhere. */
export function variableOf(container: JsonObject, name: string): string | undefined {
  const found = listAt(container, 'env').filter((variable) => variable.name === name).pop()?.value;
  return typeof found === 'string' ? found : undefined;
}

/** Whether a variable of a container is there at all, wherever its value is from. */
export function hasVariable(container: JsonObject, name: string): boolean {
  return listAt(container, 'env').some((variable) => variable.name === name);
}

/** Devices of a resource that a container gets; undefined where it says none. */
export function devicesOf(container: JsonObject, resource: string): number | undefined {
  const given = valueAt(container, 'resources', 'limits', resource) ?? valueAt(container, 'resources', 'requests', resource);
  const count = given === undefined ? NaN : Number(given);
  return Number.isNaN(count) ? undefined : count;
}

function isEngine({ pod, container, line: { words } }: Engine): boolean {
  const serves = words.some((word, index) => /(^|\/)vllm$/.test(word) && words[index + 1] === 'serve') || words.some((word) => word.startsWith('vllm.entrypoints.'));
  const byArguments = words.length > 0 && words.some((word) => /^--(max[-_]model[-_]len|tensor[-_]parallel[-_]size|served[-_]model[-_]name)\b/.test(word));
  return serves || (pod.source.object.kind === 'LLMInferenceService' ? container.name === KSERVE_ENGINE && !pod.field.includes('/scheduler/') : byArguments && /\bvllm\b/.test(String(container.image)));
}
