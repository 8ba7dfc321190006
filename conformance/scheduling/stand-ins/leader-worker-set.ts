import { ownedBy, type Child, type Parent, type StandIn } from './stand-in';

/** A pod of a group. */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: object;
}

/** As far as pods follow from it. */
export interface LeaderWorkerSetSpec {
  readonly replicas?: number;
  readonly leaderWorkerTemplate: { readonly size?: number; readonly leaderTemplate?: PodTemplate; readonly workerTemplate: PodTemplate };
}

/** Groups of pods, each of a leader and its workers. @see https://lws.sigs.k8s.io/docs/concepts/ */
export const LEADER_WORKER_SET: StandIn = {
  controller: 'LeaderWorkerSet', apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet',
  children: (set) => {
    const { replicas = 1, leaderWorkerTemplate: { size = 1 } } = set.spec as unknown as LeaderWorkerSetSpec;
    return Array.from({ length: replicas * size }, (_, index) => member(set, Math.floor(index / size), index % size));
  },
};

function member(set: Parent, group: number, worker: number): Child {
  const { leaderWorkerTemplate: { leaderTemplate, workerTemplate } } = set.spec as unknown as LeaderWorkerSetSpec;
  const template = worker === 0 ? leaderTemplate ?? workerTemplate : workerTemplate;
  const { name, namespace } = set.metadata;
  const prefix = 'leaderworkerset.sigs.k8s.io';
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: {
      name: worker === 0 ? `${name}-${group}` : `${name}-${group}-${worker}`, namespace, annotations: template.metadata?.annotations,
      labels: { ...template.metadata?.labels, [`${prefix}/name`]: name, [`${prefix}/group-index`]: `${group}`, [`${prefix}/worker-index`]: `${worker}` },
      ...ownedBy(set),
    },
    spec: template.spec,
  };
}
