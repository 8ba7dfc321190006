import type { LeaderWorkerSetSpec, PodTemplate } from './leader-worker-set';
import { LEADER_WORKER_SET_GROUP, ownedBy, type Child, type Parent, type StandIn } from './stand-in';

interface Role {
  readonly name: string;
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
 * Roles of one model, such as prefill and decode: a LeaderWorkerSet for each role of each slice. Replicas are those of the object; what an
 * autoscaler would write to its role scalers is not followed.
 *
 * @see https://lws.sigs.k8s.io/docs/concepts/disaggregatedset/
 */
export const DISAGGREGATED_SET: StandIn = {
  controller: 'DisaggregatedSet', apiVersion: 'disaggregatedset.x-k8s.io/v1', kind: 'DisaggregatedSet', makes: [LEADER_WORKER_SET_GROUP],
  children: (set) => {
    const { slices = 1, roles } = set.spec as unknown as DisaggregatedSetSpec;
    return Array.from({ length: slices }, (_, slice) => roles.map((role) => setOf(set, slice, role))).flat();
  },
};

function setOf(set: Parent, slice: number, role: Role): Child {
  const { name, namespace } = set.metadata;
  const own: Labels = { [`${PREFIX}/name`]: name, [`${PREFIX}/role`]: role.name, [`${PREFIX}/slice`]: `${slice}`, [`${PREFIX}/revision`]: REVISION };
  const { leaderTemplate, workerTemplate, ...template } = role.spec.leaderWorkerTemplate;
  const leaders = leaderTemplate === undefined ? {} : { leaderTemplate: labelled(leaderTemplate, own) };
  const leaderWorkerTemplate = { ...template, ...leaders, workerTemplate: labelled(workerTemplate, own) };
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet',
    metadata: {
      name: `${name}-${slice}-${REVISION}-${role.name}`, namespace,
      labels: { ...role.metadata?.labels, ...own }, annotations: role.metadata?.annotations, ...ownedBy(set),
    },
    spec: { ...role.spec, leaderWorkerTemplate },
  };
}

function labelled(template: PodTemplate, labels: Labels): PodTemplate {
  return { ...template, metadata: { ...template.metadata, labels: { ...template.metadata?.labels, ...labels } } };
}
