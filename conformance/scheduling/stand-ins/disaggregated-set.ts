import type { LeaderWorkerSetSpec, PodTemplate } from './leader-worker-set';
import { LEADER_WORKER_SET_GROUP, ownedBy, type Child, type Parent, type StandIn } from './stand-in';

interface Role {
  readonly name: string;
  readonly scaling?: { readonly mode?: 'Static' | 'External' };
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: LeaderWorkerSetSpec;
}

interface DisaggregatedSetSpec {
  readonly slices?: number;
  readonly roles: readonly Role[];
}

type Labels = Readonly<Record<string, string>>;

const PREFIX = 'disaggregatedset.x-k8s.io';
/** The controller takes a hash of all roles. */
const REVISION = 'standin';

/**
 * Roles of one model, such as prefill and decode: a LeaderWorkerSet for each role of each slice, and a scaler for each role that others
 * scale. What is written to the scaler's own `/scale` is not followed: `keda.ts` writes to the set behind it.
 *
 * @see https://lws.sigs.k8s.io/docs/concepts/disaggregatedset/
 */
export const DISAGGREGATED_SET: StandIn = {
  controller: 'DisaggregatedSet', apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSet', makes: [LEADER_WORKER_SET_GROUP],
  children: (set) => {
    const { slices = 1, roles } = set.spec as unknown as DisaggregatedSetSpec;
    const sets = Array.from({ length: slices }, (_, slice) => roles.map((role) => setOf(set, slice, role))).flat();
    return [...sets, ...roles.filter(({ scaling }) => scaling?.mode === 'External').map((role) => scalerOf(set, role))];
  },
};

/** Name of the set of a role. */
export function setName(name: string, slice: number, role: string): string {
  return `${name}-${slice}-${REVISION}-${role}`;
}

/** What an autoscaler names as its target; upstream's spelling. */
export function scalerName(name: string, role: string): string {
  return `${name}-${role}`;
}

function scalerOf(set: Parent, role: Role): Child {
  const { name, namespace } = set.metadata;
  const labels = { [`${PREFIX}/name`]: name, [`${PREFIX}/role`]: role.name };
  return {
    apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSetRoleScaler', metadata: { name: scalerName(name, role.name), namespace, labels, ...ownedBy(set) },
    spec: { replicas: role.spec.replicas ?? 1 },
  };
}

function setOf(set: Parent, slice: number, role: Role): Child {
  const { name, namespace } = set.metadata;
  const own: Labels = { [`${PREFIX}/name`]: name, [`${PREFIX}/role`]: role.name, [`${PREFIX}/slice`]: `${slice}`, [`${PREFIX}/revision`]: REVISION };
  const { leaderTemplate, workerTemplate, ...template } = role.spec.leaderWorkerTemplate;
  const leaders = leaderTemplate === undefined ? {} : { leaderTemplate: labelled(leaderTemplate, own) };
  const leaderWorkerTemplate = { ...template, ...leaders, workerTemplate: labelled(workerTemplate, own) };
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet',
    metadata: {
      name: setName(name, slice, role.name), namespace,
      labels: { ...role.metadata?.labels, ...own }, annotations: role.metadata?.annotations, ...ownedBy(set),
    },
    spec: { ...role.spec, leaderWorkerTemplate },
  };
}

function labelled(template: PodTemplate, labels: Labels): PodTemplate {
  return { ...template, metadata: { ...template.metadata, labels: { ...template.metadata?.labels, ...labels } } };
}
