import type { ApiClient } from '../kubernetes/api-client';

/** Resources of a container, as far as they are counted. */
export interface Container {
  readonly name: string;
  readonly resources?: { readonly requests?: Readonly<Record<string, string>>; readonly limits?: Readonly<Record<string, string>> };
}

/** A pod, as far as it is judged. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly nodeName?: string;
    /** Set by the API server, by the PriorityClass. */
    readonly priority?: number;
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly containers: readonly Container[];
  };
  readonly status: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[];
  };
}

/** All pods that are not on their way out. */
export async function livingPods(client: ApiClient): Promise<readonly Pod[]> {
  return (await client.list<Pod>('/api/v1/pods')).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Whether a pod serves, or has done its work. */
export function isDone({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}

/** GPUs that a pod asks for. */
export function gpusOf({ spec }: Pod): number {
  return spec.containers.reduce((sum, { resources }) => sum + Number(resources?.limits?.['nvidia.com/gpu'] ?? 0), 0);
}

/** Why a pod waits. */
export function waitingFor({ status }: Pod): string {
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled');
  return scheduled?.status === 'False' ? `${scheduled.reason}: ${scheduled.message}` : `is ${status.phase ?? 'not looked at'}`;
}

/** How a pod is named in messages: by what made it, since its own name is another in every run. */
export function podName({ metadata: { name, namespace, ownerReferences = [], labels = {} } }: Pod): string {
  const [owner] = ownerReferences;
  const hash = labels['pod-template-hash'];
  const maker = owner?.kind === 'ReplicaSet' && hash !== undefined ? owner.name.replace(`-${hash}`, '') : owner?.name;
  return maker === undefined ? `Pod/${namespace}/${name}` : `a pod of ${namespace}/${maker}`;
}
