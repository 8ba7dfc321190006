import { ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';

interface LlmInferenceServiceSpec {
  readonly labels?: Readonly<Record<string, string>>;
  readonly replicas?: number;
  readonly scaling?: { readonly minReplicas?: number };
  readonly model: { readonly uri: string };
  readonly router?: { readonly scheduler?: object };
  readonly template?: { readonly containers?: readonly object[]; readonly volumes?: readonly object[] };
}

/** A model service is a Deployment of engines and one of the scheduler. @see https://kserve.github.io/website/docs/model-serving/generative-inference/llmisvc/llmisvc-overview */
export const KSERVE: StandIn = {
  controller: 'KServe', apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceService',
  children: (service) => {
    const spec = service.spec as unknown as LlmInferenceServiceSpec;
    return [engines(service, spec), ...(spec.router?.scheduler === undefined ? [] : [scheduler(service)])];
  },
};

function engines(service: Parent, { labels: extra, replicas, scaling, model, template }: LlmInferenceServiceSpec): Child {
  const labels = { ...labelsOf(service, 'workload'), ...extra };
  const containers = (template?.containers ?? []).map((container) => ({ image: 'vllm', ...withProbes(container), securityContext: { ...RESTRICTED, ...securityOf(container) } }));
  return deployment(service, `${service.metadata.name}-kserve`, labels, replicas ?? scaling?.minReplicas ?? 1, {
    ...template, containers, volumes: [...template?.volumes ?? [], ...modelVolume(model.uri)],
  });
}

function scheduler(service: Parent): Child {
  const container = { name: 'main', image: 'endpoint-picker', resources: { requests: { cpu: '256m', memory: '500Mi' } }, securityContext: RESTRICTED };
  return deployment(service, `${service.metadata.name}-kserve-router-scheduler`, labelsOf(service, 'router-scheduler'), 1, { containers: [container] });
}

/** Labels that the controller gives its pods: those of the engines name the workload twice. */
function labelsOf({ metadata: { name } }: Parent, component: 'workload' | 'router-scheduler'): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'llminferenceservice', 'app.kubernetes.io/component': `llminferenceservice-${component}`,
    ...(component === 'workload' ? { 'kserve.io/component': 'workload', 'llm-d.ai/role': 'both' } : {}),
  };
}

function deployment(service: Parent, name: string, labels: Readonly<Record<string, string>>, replicas: number, spec: object): Child {
  const { namespace } = service.metadata;
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace, labels, ...ownedBy(service) },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

/** `pvc://<claim>/<path>` is mounted; models in other places are fetched. */
function modelVolume(uri: string): readonly object[] {
  const claimName = /^pvc:\/\/([^/]+)/.exec(uri)?.[1];
  return claimName === undefined ? [] : [{ name: 'kserve-model', persistentVolumeClaim: { claimName, readOnly: true } }];
}

function securityOf(container: object): object {
  return (container as { readonly securityContext?: object }).securityContext ?? {};
}

/** Probes that say how often and not where: the presets of the controller fill in the handler. */
function withProbes(container: object): object {
  const probes = Object.entries(container).filter(([key]) => key.endsWith('Probe'));
  const whole = probes.map(([key, probe]) => [key, hasHandler(probe as object) ? probe as object : { ...HEALTH, ...probe as object }]);
  return { ...container, ...Object.fromEntries(whole) as object };
}

const HEALTH = { httpGet: { path: '/health', port: 8000, scheme: 'HTTPS' } };

function hasHandler(probe: object): boolean {
  return ['httpGet', 'exec', 'tcpSocket', 'grpc'].some((handler) => handler in probe);
}
