import type { OwnObject } from './broken';

const SERVE = ['vllm', 'serve', '/models/a/b'];
const LABELS = { app: 'own' };
const GPUS = (count: number) => ({ limits: { 'nvidia.com/gpu': String(count) }, requests: { 'nvidia.com/gpu': String(count) } });
const ON_NODES = { nodeSelector: { 'aiplane.dev/zone': 'zone', 'aiplane.dev/node-group': 'zone-gpus' }, tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] };
const SCRATCH = { volumes: [{ name: 'tmp', emptyDir: {} }] };

/** What an engine of the user's own differs in. */
export interface OwnEngine {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly object[];
  readonly gpus?: number;
  readonly ports?: readonly object[];
  readonly initContainers?: readonly object[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: object;
}

/** A pod with vLLM, valid as it is. */
export function aPod({ args = [], command = SERVE, env = [], gpus = 1, ports = [], initContainers, labels = LABELS, spec }: OwnEngine = {}) {
  return {
    metadata: { labels },
    spec: {
      enableServiceLinks: false,
      ...ON_NODES,
      ...SCRATCH,
      ...(initContainers && { initContainers }),
      containers: [{ name: 'vllm', image: 'registry.ffm1.example/mirror/docker.io/vllm/vllm-openai:v0.27.1', command, args, env, ports, resources: GPUS(gpus) }],
      ...spec,
    },
  };
}

/** Replicas of one pod. */
export function aDeployment(engine: OwnEngine = {}, name = 'own'): OwnObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { selector: { matchLabels: engine.labels ?? LABELS }, template: aPod(engine) } };
}

/** Replicas of a leader and its workers. */
export function aLeaderWorkerSet(engine: OwnEngine = {}, size = 2): OwnObject {
  return { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', metadata: { name: 'own' }, spec: { replicas: 1, leaderWorkerTemplate: { size, workerTemplate: aPod(engine) } } };
}

/** Two roles, each replicas of pods. */
export function aDisaggregatedSet(prefill: OwnEngine = {}, decode: OwnEngine = {}): OwnObject {
  const groups = (engine: OwnEngine) => ({ replicas: 1, leaderWorkerTemplate: { size: 1, workerTemplate: aPod(engine) } });
  return { apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSet', metadata: { name: 'own' }, spec: { roles: [{ name: 'prefill', spec: groups(prefill) }, { name: 'decode', spec: groups(decode) }] } };
}

/** The Service of a picker that the output does not show. */
export const PICKER_ELSEWHERE: OwnObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'own-epp' }, spec: { ports: [{ port: 9002 }] } };

/** A pool over pods with labels. */
export function anInferencePool(labels: Readonly<Record<string, string>> = LABELS, targetPorts: readonly number[] = [8000], name = 'own'): OwnObject {
  return {
    apiVersion: 'inference.networking.k8s.io/v1', kind: 'InferencePool', metadata: { name },
    spec: {
      selector: { matchLabels: labels }, targetPorts: targetPorts.map((number) => ({ number })),
      endpointPickerRef: { group: '', kind: 'Service', name: 'own-epp', port: { number: 9002 }, failureMode: 'FailOpen' },
    },
  };
}

/** A routing sidecar before an engine. */
export function aSidecar(...args: readonly string[]): object {
  return { name: 'routing-proxy', image: 'ghcr.io/llm-d/llm-d-routing-sidecar:v0.10.0', restartPolicy: 'Always', args };
}
