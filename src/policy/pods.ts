import { JsonObject, listAt, objectAt, valueAt } from './json';
import type { RenderedObject } from '../core/rendered';

export { JsonObject, listAt, objectAt } from './json';

type Labels = Readonly<Record<string, string>>;

/** Pods that an object will make, as far as a policy must know. */
export interface PodTemplate {
  readonly source: RenderedObject;
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly spec: JsonObject;
  /** JSON pointer of the specification in its object. */
  readonly field: string;
  /** Pods of one replica: a leader with its workers are several. */
  readonly podsPerReplica: number;
  /** Whether a controller adds to the specification, so that what it leaves out may yet be there. */
  readonly isCompleted: boolean;
}

/** Where in an object a template is, and what its controller does with it. */
interface Place {
  readonly path: readonly string[];
  /** Labels that the controller puts on the pods, beside those of the template. */
  readonly labels?: Labels;
  /** @default 1 */
  readonly podsPerReplica?: number;
}

/** Names that a group's pods are known by. @see https://lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables/ */
const GROUP_LABEL = 'leaderworkerset.sigs.k8s.io/name';

/** Kinds whose templates are elsewhere than below `/spec/template`. */
const PLACES: Readonly<Record<string, (source: RenderedObject) => readonly Place[]>> = {
  CronJob: () => [{ path: ['spec', 'jobTemplate', 'spec', 'template'] }],
  DisaggregatedSet: ({ object }) => listAt(objectAt(object, 'spec'), 'roles').flatMap((role, index) => groupPlaces(role, ['spec', 'roles', String(index), 'spec'], {
    'disaggregatedset.x-k8s.io/name': object.metadata.name, 'disaggregatedset.x-k8s.io/role': String(role.name),
  })),
  LeaderWorkerSet: ({ object }) => groupPlaces(object, ['spec'], { [GROUP_LABEL]: object.metadata.name }),
};

/** Kinds that controllers make pods of which they fill in themselves. */
const COMPLETED: Readonly<Record<string, (source: RenderedObject) => readonly PodTemplate[]>> = {
  InferenceService: (source) => [inferenceServicePod(source, objectAt(source.object, 'spec', 'predictor') ?? {})],
  LLMInferenceService: llmInferenceServicePods,
  NIMService: nimServicePods,
};

/** The pods of an object: of a workload's templates or a virtual machine's, or the object itself. Controllers of other kinds make theirs unseen. */
export function podsOf(source: RenderedObject): readonly PodTemplate[] {
  const { kind } = source.object;
  const completed = COMPLETED[kind];
  if (completed !== undefined) {
    return completed(source);
  }
  if (kind === 'Pod') {
    return templateAt(source, { path: [] });
  }
  return (PLACES[kind]?.(source) ?? [{ path: ['spec', 'template'] }]).flatMap((place) => templateAt(source, place));
}

/** Whether labels are as a selector asks for. */
export function isSelected(labels: Labels, selector: JsonObject): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function templateAt(source: RenderedObject, { path, labels = {}, podsPerReplica = 1 }: Place): readonly PodTemplate[] {
  const template = objectIn(source.object, path);
  const spec = objectAt(template, 'spec');
  const own = (objectAt(template, 'metadata', 'labels') ?? {}) as Labels;
  const { namespace } = source.object.metadata;
  return spec === undefined ? [] : [{ source, namespace, labels: { ...own, ...labels }, spec, field: `/${[...path, 'spec'].join('/')}`, podsPerReplica, isCompleted: false }];
}

/** As `objectAt`, through lists too. */
function objectIn(value: unknown, path: readonly string[]): JsonObject | undefined {
  const found = path.reduce((at: unknown, key) => (Array.isArray(at) ? (at as readonly unknown[])[Number(key)] : valueAt(at, key)), value);
  return objectAt({ found }, 'found');
}

/** The templates of a group of pods: workers, and their leader where it differs. `holder` has a `spec` as a LeaderWorkerSet does. */
function groupPlaces(holder: object, path: readonly string[], labels: Labels): readonly Place[] {
  const group = objectAt(holder, 'spec', 'leaderWorkerTemplate');
  const podsPerReplica = typeof group?.size === 'number' ? group.size : 1;
  return ['leaderTemplate', 'workerTemplate'].filter((key) => objectAt(group, key) !== undefined)
    .map((key) => ({ path: [...path, 'leaderWorkerTemplate', key], labels, podsPerReplica }));
}

/**
 * Engines and scheduler that KServe makes of one object.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload.go
 */
function llmInferenceServicePods(source: RenderedObject): readonly PodTemplate[] {
  const { spec, metadata: { name } } = source.object;
  const shared = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'llminferenceservice' };
  const prefill = objectAt(spec, 'prefill');
  const role = prefill === undefined ? 'both' : 'decode';
  const scheduler = objectAt(spec, 'router', 'scheduler');
  return [
    ...workload(source, objectAt({ spec }, 'spec'), '/spec', { ...shared, 'kserve.io/component': 'workload', 'llm-d.ai/role': role }),
    ...(prefill === undefined ? [] : workload(source, prefill, '/spec/prefill', { ...shared, 'kserve.io/component': 'workload', 'llm-d.ai/role': 'prefill' })),
    ...(scheduler === undefined ? [] : [completedPod(source, objectAt(scheduler, 'template') ?? {}, '/spec/router/scheduler/template', {
      ...shared, 'app.kubernetes.io/component': 'llminferenceservice-router-scheduler',
    })]),
  ];
}

/** Replicas of one role: a pod, or where workers are told of, a leader with them. */
function workload(source: RenderedObject, role: JsonObject | undefined, field: string, labels: Labels): readonly PodTemplate[] {
  const all = { ...(objectAt(role, 'labels') as Labels | undefined), ...labels };
  const worker = objectAt(role, 'worker');
  const leader = completedPod(source, objectAt(role, 'template') ?? {}, `${field}/template`, all);
  return worker === undefined ? [leader] : [leader, completedPod(source, worker, `${field}/worker`, all)];
}

/** What KServe makes of an InferenceService: a pod whose container for the model its runtime brings. */
function inferenceServicePod(source: RenderedObject, predictor: JsonObject): PodTemplate {
  return completedPod(source, predictor, '/spec/predictor', (objectAt(predictor, 'labels') ?? {}) as Labels);
}

/** @see https://github.com/NVIDIA/k8s-nim-operator/blob/main/api/apps/v1alpha1/nimservice_types.go */
function nimServicePods(source: RenderedObject): readonly PodTemplate[] {
  const { metadata: { name } } = source.object;
  const spec = objectAt(source.object, 'spec') ?? {};
  const image = [valueAt(spec, 'image', 'repository'), valueAt(spec, 'image', 'tag')].filter((part) => part !== undefined).join(':');
  const container = { name, image, ...picked(spec, 'args', 'command', 'env', 'resources') };
  return [completedPod(source, { ...picked(spec, 'nodeSelector', 'tolerations'), containers: [container] }, '/spec', {
    ...(objectAt(spec, 'labels') as Labels | undefined),
    'app': name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name, 'app.kubernetes.io/part-of': 'nim-service', 'app.kubernetes.io/managed-by': 'k8s-nim-operator',
  })];
}

function picked(from: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}

function completedPod(source: RenderedObject, spec: JsonObject, field: string, labels: Labels): PodTemplate {
  return { source, namespace: source.object.metadata.namespace, labels, spec, field, podsPerReplica: 1, isCompleted: true };
}
