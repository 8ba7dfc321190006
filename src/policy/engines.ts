import { CommandLine } from './command-line';
import { JsonObject, listAt, valueAt } from './json';
import type { PodTemplate } from './pods';
import type { EngineRole, InferenceRequest } from '../target/inference-request';

/** A container that runs vLLM. */
export interface Engine {
  readonly pod: PodTemplate;
  readonly container: JsonObject;
  /** JSON pointer of the container in its object. */
  readonly field: string;
  readonly line: CommandLine;
}

/** Port of an engine unless it is told another. */
export const ENGINE_PORT = 8000;

/** Label of pods: what they do for their pool. */
export const ROLE_LABEL = 'llm-d.ai/role';

/** Variable whose words KServe's command has before the arguments. @see https://github.com/kserve/kserve/tree/master/config/llmisvcconfig */
const KSERVE_WORDS = 'VLLM_ADDITIONAL_ARGS';

/** Name by which KServe knows the engine among the containers of a template; it gives the command itself. */
const KSERVE_ENGINE = 'main';

/** The engines of a pod: containers whose command or arguments are vLLM's. */
export function enginesOf(pod: PodTemplate): readonly Engine[] {
  return containersOf(pod, 'containers')
    .map(({ container, field }) => ({ pod, container, field, line: new CommandLine(container, addedBefore(pod, container)) }))
    .filter((engine) => isEngine(engine));
}

/** The containers of a list of a pod, with the JSON pointer of each. */
export function containersOf({ spec, field }: PodTemplate, list: 'containers' | 'initContainers'): readonly Pick<Engine, 'container' | 'field'>[] {
  return listAt(spec, list).map((container, index) => ({ container, field: `${field}/${list}/${index}` }));
}

/** The role of a pool that pods have, by the label that the picker knows it by, or by the name of their object. */
export function roleOf({ labels, source }: PodTemplate, { roles }: InferenceRequest): EngineRole {
  const byLabel = roles.find(({ role }) => role === labels[ROLE_LABEL]);
  return byLabel ?? roles.find(({ roleName }) => roleName === source.object.metadata.name) ?? roles[0]!;
}

/** Whether a routing sidecar stands before the engine of a pod. */
export function hasSidecar(pod: PodTemplate): boolean {
  return sidecarOf(pod) !== undefined;
}

/** The routing sidecar of a pod: its flags are no other program's. */
export function sidecarOf(pod: PodTemplate): CommandLine | undefined {
  const all = [...containersOf(pod, 'initContainers'), ...containersOf(pod, 'containers')];
  const found = all.find(({ container }) => /routing-sidecar|routing-proxy/.test(`${String(container.image)} ${String(container.name)}`));
  return found === undefined ? undefined : new CommandLine(found.container);
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

function addedBefore({ source }: PodTemplate, container: JsonObject): string {
  return source.object.kind === 'LLMInferenceService' ? variableOf(container, KSERVE_WORDS) ?? '' : '';
}

function isEngine({ pod, container, line: { words } }: Engine): boolean {
  const serves = words.some((word, index) => /(^|\/)vllm$/.test(word) && words[index + 1] === 'serve') || words.some((word) => word.startsWith('vllm.entrypoints.'));
  const byArguments = words.length > 0 && words.some((word) => /^--(max[-_]model[-_]len|tensor[-_]parallel[-_]size|served[-_]model[-_]name)\b/.test(word));
  return serves || (pod.source.object.kind === 'LLMInferenceService' ? container.name === KSERVE_ENGINE && !pod.field.includes('/scheduler/') : byArguments && /\bvllm\b/.test(String(container.image)));
}
