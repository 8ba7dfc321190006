import type { ApiClient } from '../kubernetes/api-client';
import type { Failure } from '../run/step';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

interface Workload {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly replicas?: number; readonly completions?: number };
  readonly status: {
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly succeeded?: number;
    readonly numberReady?: number;
    readonly desiredNumberScheduled?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** How far a kind of workload is: what is ready, of what is wanted. */
interface Kind {
  readonly kind: string;
  readonly path: string;
  readonly ready: (workload: Workload) => number;
  readonly wanted: (workload: Workload) => number;
}

const KINDS: readonly Kind[] = [
  { kind: 'Deployment', path: '/apis/apps/v1/deployments', ready: ({ status }) => status.availableReplicas ?? 0, wanted: ({ spec }) => spec.replicas ?? 1 },
  { kind: 'StatefulSet', path: '/apis/apps/v1/statefulsets', ready: ({ status }) => status.readyReplicas ?? 0, wanted: ({ spec }) => spec.replicas ?? 1 },
  { kind: 'DaemonSet', path: '/apis/apps/v1/daemonsets', ready: ({ status }) => status.numberReady ?? 0, wanted: ({ status }) => Math.max(1, status.desiredNumberScheduled ?? 0) },
  { kind: 'Job', path: '/apis/batch/v1/jobs', ready: ({ status }) => status.succeeded ?? 0, wanted: ({ spec }) => spec.completions ?? 1 },
];

/** The state of everything that makes pods. */
export interface Workloads {
  readonly ready: readonly string[];
  readonly waiting: readonly Failure[];
}

/** Looks at every Deployment, StatefulSet, DaemonSet and Job. */
export async function workloads(client: ApiClient): Promise<Workloads> {
  const lists = await Promise.all(KINDS.map(async (kind) => (await client.list<Workload>(kind.path)).map((workload) => ({ kind, workload }))));
  const all = lists.flat();
  const isComplete = ({ kind, workload }: typeof all[number]) => kind.ready(workload) >= kind.wanted(workload);
  const waiting = all.filter((item) => !isComplete(item));
  return {
    ready: all.filter(isComplete).map(({ kind, workload }) => nameOf(kind, workload)),
    waiting: waiting.map(({ kind, workload }) => ({ subject: nameOf(kind, workload), message: whyWaiting(kind, workload) })),
  };
}

function whyWaiting({ ready, wanted, kind }: Kind, workload: Workload): string {
  // a quota, a pod security standard or a policy that refuses pods shows here and nowhere else
  const refused = workload.status.conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')?.message;
  const none = kind === 'DaemonSet' && (workload.status.desiredNumberScheduled ?? 0) === 0 ? '; no node matches it' : '';
  return `${ready(workload)} of ${wanted(workload)} ready${none}${refused === undefined ? '' : `: ${refused}`}`;
}

function nameOf({ kind }: Kind, { metadata }: Workload): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}
