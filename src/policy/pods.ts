import type { Json, RenderedObject } from '../core/rendered';

/** Pods that an object will make, as far as a policy must know. */
export interface PodTemplate {
  readonly source: RenderedObject;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
}

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Kinds whose controllers fill in the pods that they make, and where those say what is known of them. */
const COMPLETED: Readonly<Record<string, readonly string[]>> = { InferenceService: ['spec', 'predictor'], NIMService: ['spec'] };

/** The pods of an object: of a workload's templates or a virtual machine's, or the object itself. Controllers of other kinds make theirs unseen. */
export function podsOf(source: RenderedObject): readonly PodTemplate[] {
  const { namespace } = source.object.metadata;
  return templatesOf(source).flatMap((pod) => {
    const labels = (objectAt(pod, 'metadata', 'labels') ?? {}) as Readonly<Record<string, string>>;
    const spec = objectAt(pod, 'spec');
    return spec === undefined ? [] : [{ source, namespace, labels, spec }];
  });
}

/** Whether labels are as a selector asks for. */
export function isSelected(labels: Readonly<Record<string, string>>, selector: JsonObject): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** The object at a path of keys; undefined where there is none. */
export function objectAt(value: unknown, ...keys: readonly string[]): JsonObject | undefined {
  const found = keys.reduce((at: unknown, key) => (isObject(at) ? at[key] : undefined), value);
  return isObject(found) ? found : undefined;
}

/** The list of objects under a key; empty where there is none. */
export function listAt(value: JsonObject | undefined, key: string): readonly JsonObject[] {
  const list = value?.[key];
  return Array.isArray(list) ? list as readonly JsonObject[] : [];
}

function templatesOf({ object }: RenderedObject): readonly (JsonObject | undefined)[] {
  switch (object.kind) {
    case 'Pod': return [object as unknown as JsonObject];
    case 'CronJob': return [objectAt(object, 'spec', 'jobTemplate', 'spec', 'template')];
    case 'LeaderWorkerSet': return groupTemplates(objectAt(object, 'spec'));
    case 'DisaggregatedSet': return listAt(objectAt(object, 'spec'), 'roles').flatMap((role) => groupTemplates(objectAt(role, 'spec')));
    case 'LLMInferenceService': return servedTemplates(objectAt(object, 'spec'));
    default: return [object.kind in COMPLETED ? completedTemplate(object, COMPLETED[object.kind]!) : objectAt(object, 'spec', 'template')];
  }
}

/** Of the engines of each role; KServe completes them, and adds the labels of the role to each pod. */
function servedTemplates(main: JsonObject | undefined): readonly JsonObject[] {
  return [main, objectAt(main, 'prefill')].flatMap((role) => ['template', 'worker'].flatMap((key) => {
    const spec = objectAt(role, key);
    return spec === undefined ? [] : [{ metadata: { labels: objectAt(role, 'labels') ?? {} }, spec }];
  }));
}

/** What is known of pods that a controller fills in. */
function completedTemplate(object: RenderedObject['object'], place: readonly string[]): JsonObject {
  const spec = objectAt(object, ...place) ?? {};
  return { metadata: { labels: spec.labels ?? {} }, spec };
}

/** Of the leader, where it has its own, and of its workers. */
function groupTemplates(spec: JsonObject | undefined): readonly (JsonObject | undefined)[] {
  return ['leaderTemplate', 'workerTemplate'].map((template) => objectAt(spec, 'leaderWorkerTemplate', template));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
