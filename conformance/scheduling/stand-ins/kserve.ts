import { completed } from './kserve-containers';
import { LEADER_WORKER_SET_GROUP, ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';

interface PodSpec {
  readonly containers?: readonly object[];
  readonly initContainers?: readonly object[];
  readonly volumes?: readonly object[];
}

/** What a kind of engine is made from: that of the service itself, or that which only reads prompts. */
interface Workload {
  readonly labels?: Labels;
  readonly replicas?: number;
  readonly scaling?: { readonly minReplicas?: number };
  readonly parallelism?: { readonly pipeline?: number; readonly data?: number; readonly dataLocal?: number };
  readonly template?: PodSpec;
  /** Where it is there, replicas span nodes. */
  readonly worker?: PodSpec;
}

interface LlmInferenceServiceSpec extends Workload {
  readonly model: { readonly uri: string };
  readonly prefill?: Workload;
  readonly router?: { readonly scheduler?: { readonly template?: PodSpec } };
}

type Labels = Readonly<Record<string, string>>;
type Role = 'both' | 'decode' | 'prefill';

/**
 * A model service is engines and a scheduler. Engines are a Deployment, or a set of leaders and workers where replicas span nodes;
 * those that only read prompts are a second of the same.
 *
 * @see https://kserve.github.io/website/docs/model-serving/generative-inference/llmisvc/llmisvc-overview
 */
export const KSERVE: StandIn = {
  controller: 'KServe', apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceService', makes: [LEADER_WORKER_SET_GROUP],
  children: (service) => {
    const { router, prefill, ...spec } = service.spec as unknown as LlmInferenceServiceSpec;
    const main = engines(service, spec, spec.model.uri, prefill === undefined ? 'both' : 'decode');
    return [
      main, ...(prefill === undefined ? [] : [engines(service, prefill, spec.model.uri, 'prefill')]),
      ...(router?.scheduler === undefined ? [] : [scheduler(service, router.scheduler.template)]),
    ];
  },
};

function engines(service: Parent, workload: Workload, uri: string, role: Role): Child {
  const suffix = role === 'prefill' ? '-prefill' : '';
  const labels = { ...labelsOf(service, `workload${suffix}`), 'kserve.io/component': 'workload', 'llm-d.ai/role': role };
  const [leader, worker] = [workload.template, workload.worker].map((spec) => spec && pod(spec, uri));
  const { name } = service.metadata;
  return worker === undefined
    ? deployment(service, `${name}-kserve${suffix}`, labels, replicasOf(workload), { metadata: { labels: { ...labels, ...workload.labels } }, spec: leader ?? pod({}, uri) })
    : leaderWorkerSet(service, `${name}-kserve-mn${suffix}`, { ...labels, ...workload.labels }, workload, { leader: leader ?? worker, worker });
}

function replicasOf({ replicas, scaling }: Workload): number {
  return replicas ?? scaling?.minReplicas ?? 1;
}

/** Pods that one replica spans: by pipeline stages, else by ranks of data parallelism. */
function sizeOf({ parallelism: { pipeline, data = 1, dataLocal = 1 } = {} }: Workload): number {
  return pipeline ?? Math.max(1, Math.floor(data / dataLocal));
}

function pod(template: PodSpec, uri: string): PodSpec {
  const { containers = [{ name: 'main' }], initContainers = [], volumes = [] } = template;
  return {
    ...template,
    ...(initContainers.length > 0 && { initContainers: initContainers.map(completed) }),
    containers: containers.map(completed),
    volumes: [...volumes, ...modelVolume(uri)],
  };
}

/** The preset of the controller, with what the service says of its pod. */
function scheduler(service: Parent, template: PodSpec = {}): Child {
  const preset = { name: 'main', image: 'endpoint-picker', resources: { requests: { cpu: '256m', memory: '500Mi' } }, securityContext: RESTRICTED };
  const [own = {}] = template.containers ?? [];
  const labels = labelsOf(service, 'router-scheduler');
  const spec = { ...template, containers: [{ ...preset, ...own }] };
  return deployment(service, `${service.metadata.name}-kserve-router-scheduler`, labels, 1, { metadata: { labels }, spec });
}

/** Labels that the controller gives its pods. */
function labelsOf({ metadata: { name } }: Parent, component: string): Labels {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'llminferenceservice', 'app.kubernetes.io/component': `llminferenceservice-${component}` };
}

function deployment(service: Parent, name: string, labels: Labels, replicas: number, template: object): Child {
  const { namespace } = service.metadata;
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace, labels, ...ownedBy(service) },
    spec: { replicas, selector: { matchLabels: labels }, template },
  };
}

/** The two pods of a group. */
interface Pods {
  readonly leader: PodSpec;
  readonly worker: PodSpec;
}

function leaderWorkerSet(service: Parent, name: string, labels: Labels, workload: Workload, pods: Pods): Child {
  const [leaderTemplate, workerTemplate] = [pods.leader, pods.worker].map((spec) => ({ metadata: { labels }, spec }));
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', metadata: { name, namespace: service.metadata.namespace, labels, ...ownedBy(service) },
    spec: { replicas: replicasOf(workload), leaderWorkerTemplate: { size: sizeOf(workload), leaderTemplate, workerTemplate } },
  };
}

/** `pvc://<claim>/<path>` is mounted; models in other places are fetched. */
function modelVolume(uri: string): readonly object[] {
  const claimName = /^pvc:\/\/([^/]+)/.exec(uri)?.[1];
  return claimName === undefined ? [] : [{ name: 'kserve-model', persistentVolumeClaim: { claimName, readOnly: true } }];
}
