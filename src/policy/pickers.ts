import { parse } from 'yaml';
import { CommandLine } from './command-line';
import { containersOf } from './engines';
import { isObject, JsonObject, listAt, objectAt, textsAt, valueAt } from './json';
import type { PodTemplate } from './pods';
import type { RenderedObject } from '../core/rendered';

/** The endpoint picker of a pool. */
export interface Picker {
  readonly pod: PodTemplate;
  readonly container: JsonObject;
  /** JSON pointer of the container in its object. */
  readonly field: string;
  readonly line: CommandLine;
  /** Copies that run at once. */
  readonly replicas: number;
  /** Its EndpointPickerConfig as it is written: YAML, or an object; undefined where the output does not show it. */
  readonly written: string | JsonObject | undefined;
}

/** Image of llm-d's picker, wherever it is mirrored. */
const IMAGE = /\/llm-d-router-endpoint-picker[:@]/;

/** Finds an object of a namespace. */
export type Find = (kind: string, namespace: string | undefined, name: string) => RenderedObject | undefined;

/** The pickers of a pod: containers that are told of a pool or run llm-d's picker, and the scheduler that KServe completes. */
export function pickersOf(pod: PodTemplate, find: Find): readonly Picker[] {
  if (pod.source.object.kind === 'LLMInferenceService') {
    return pod.field === '/spec/router/scheduler/template' ? [schedulerOf(pod)] : [];
  }
  return containersOf(pod, 'containers').flatMap(({ container, field }) => {
    const line = new CommandLine(container);
    const replicas = valueAt(pod.source.object, 'spec', 'replicas');
    const picker = { pod, container, field, line, replicas: typeof replicas === 'number' ? replicas : 1 };
    return line.has('--pool-name') || IMAGE.test(String(container.image)) ? [{ ...picker, written: textOf(pod, container, line, find) }] : [];
  });
}

/** The plugins of some types in a picker's configuration. */
export function pluginsOf({ written }: Picker, ...types: readonly string[]): readonly JsonObject[] {
  // reading YAML takes longer than all rules together
  const mentioned = typeof written !== 'string' || types.some((type) => written.includes(type));
  return mentioned ? listAt(configOf(written), 'plugins').filter(({ type }) => types.includes(String(type))) : [];
}

/** Whether requests wait at the picker while no replica can take them; undefined where that cannot be read. */
export function holdsQueue({ written }: Picker): boolean | undefined {
  const config = configOf(written);
  return config === undefined ? undefined : textsAt(config, 'featureGates').includes('flowControl');
}

function schedulerOf(pod: PodTemplate): Picker {
  const scheduler = objectAt(pod.source.object, 'spec', 'router', 'scheduler');
  const container = listAt(pod.spec, 'containers')[0] ?? {};
  const replicas = scheduler?.replicas;
  return {
    pod, container, field: `${pod.field}/containers/0`, line: new CommandLine(container), replicas: typeof replicas === 'number' ? replicas : 1,
    written: objectAt(scheduler, 'config', 'inline'),
  };
}

function textOf({ namespace, spec }: PodTemplate, container: JsonObject, line: CommandLine, find: Find): string | undefined {
  return line.text('--config-text') ?? fileIn(line.text('--config-file'), spec, container, (name) => find('ConfigMap', namespace, name));
}

/** What a file of a mounted ConfigMap holds. */
function fileIn(
  file: string | undefined, spec: JsonObject, container: JsonObject, configMap: (name: string) => RenderedObject | undefined,
): string | undefined {
  const mount = listAt(container, 'volumeMounts').find(({ mountPath }) => typeof mountPath === 'string' && file?.startsWith(`${mountPath}/`));
  const name = objectAt(listAt(spec, 'volumes').find((volume) => volume.name === mount?.name), 'configMap')?.name;
  const source = typeof name === 'string' ? configMap(name) : undefined;
  const text = valueAt(source?.object, 'data', String(file).slice(String(mount?.mountPath).length + 1));
  return typeof text === 'string' ? text : undefined;
}

function configOf(written: Picker['written']): JsonObject | undefined {
  if (typeof written !== 'string') {
    return written;
  }
  try {
    const config: unknown = parse(written);
    return isObject(config) ? config : undefined;
  } catch {
    return undefined;
  }
}
