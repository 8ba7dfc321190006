import { ANY_PORT } from './engine-ports';
import type { RoleRequest } from '../../../target/inference-request';
import type { LabelSelector } from '../api/metadata';
import type { PodSecurityContext, PodSpec, TopologySpreadConstraint } from '../api/pod';
import { replicaSelector, roleSelector, selectorLabels } from '../labels';

const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';

/** Label that the pods of one leader and its workers share. @see https://lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables/ */
const GROUP_KEY = 'leaderworkerset.sigs.k8s.io/group-key';

/** What a pod's place has to do with those of others: what talks much is near, and what replaces one another is apart. */
export function meeting(need: RoleRequest): Pick<PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  if (need.kvTransfer !== undefined) {
    return { ...near({ labelSelector: { matchLabels: selectorLabels(need.name, 'engine') } }), ...apart(need, [HOST]) };
  }
  return need.podsPerReplica > 1
    ? near({ labelSelector: { matchLabels: replicaSelector(need) }, matchLabelKeys: [GROUP_KEY] })
    : apart(need, [ZONE, HOST]);
}

/** Names the ports that the kernel gives to whoever asks for any, where other pods must reach those: a policy can then name them. */
export function openPorts({ kvTransfer, podsPerReplica }: RoleRequest): Pick<PodSecurityContext, 'sysctls'> {
  const reached = kvTransfer !== undefined || podsPerReplica > 1;
  return reached ? { sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: `${ANY_PORT.first} ${ANY_PORT.last}` }] } : {};
}

/** In one zone, if it has room: not every cluster names zones, and a far replica is better than none. */
function near(pods: { readonly labelSelector: LabelSelector; readonly matchLabelKeys?: readonly string[] }): Pick<PodSpec, 'affinity'> {
  const podAffinityTerm = { ...pods, topologyKey: ZONE };
  return { affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } } };
}

/** Replicas prefer different places; one alone has nothing to be apart from. */
function apart(need: RoleRequest, places: readonly string[]): Pick<PodSpec, 'topologySpreadConstraints'> {
  const labelSelector = { matchLabels: roleSelector(need) };
  const over = (topologyKey: string): TopologySpreadConstraint => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector });
  return need.maxReplicas > 1 && need.podsPerReplica === 1 ? { topologySpreadConstraints: places.map(over) } : {};
}
