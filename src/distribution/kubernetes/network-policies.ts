import type { Construct } from 'constructs';
import { NetworkPolicy, type NetworkPolicySpec, type NetworkPolicyEgressRule, type NetworkPolicyIngressRule, type NetworkPolicyPeer, type NetworkPolicyPort } from './api/networking';
import type { ClusterService } from './conventions';
import { objectLabels } from './labels';
import type { Egress, Peer } from '../../target/placement';

/** Which pods of a namespace may do what. */
export interface Allowance {
  readonly name: string;
  readonly namespace: string;
  /** The pods that it is about. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** @default - none is added */
  readonly ingress?: readonly NetworkPolicyIngressRule[];
  /** @default - none is added */
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

/** Allows what an allowance says; its directions are those that it has rules for. */
export function allow(scope: Construct, id: string, allowance: Allowance): NetworkPolicy {
  const { name, namespace, podLabels, ingress, egress } = allowance;
  return new NetworkPolicy(scope, id, {
    metadata: { name, namespace, labels: objectLabels(name) },
    spec: {
      podSelector: labelled(podLabels),
      policyTypes: [...(ingress ? ['Ingress' as const] : []), ...(egress ? ['Egress' as const] : [])],
      ...(ingress && { ingress }),
      ...(egress && { egress }),
    },
  });
}

/** Denies every pod of a namespace all traffic that no other policy allows. */
export function denyAll(scope: Construct, id: string, namespace: string): NetworkPolicy {
  return new NetworkPolicy(scope, id, {
    metadata: { name: 'default-deny', namespace, labels: objectLabels('default-deny') },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** Lets every pod of a namespace resolve names, by the cluster's own name service alone. */
export function allowDns(scope: Construct, id: string, namespace: string, dns: ClusterService): NetworkPolicy {
  const ports = dns.ports.flatMap((port) => [{ protocol: 'UDP' as const, port }, { protocol: 'TCP' as const, port }]);
  return allow(scope, id, { name: 'allow-dns', namespace, podLabels: {}, egress: [{ to: [podsOf(dns)], ports }] });
}

/** An empty list of labels is not kept by the API server: all pods are an empty selector. */
function labelled(podLabels: Readonly<Record<string, string>>): NetworkPolicySpec['podSelector'] {
  return Object.keys(podLabels).length === 0 ? {} : { matchLabels: podLabels };
}

/** Pods in a namespace that may be another one. */
export function podsOf(peer: Peer): NetworkPolicyPeer {
  return { ...namespaceOf(peer.namespace), podSelector: { matchLabels: peer.podLabels } };
}

/** Label of every namespace: its name. @see https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** All pods of a namespace. */
export function namespaceOf(namespace: string) {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } } } as const satisfies NetworkPolicyPeer;
}

/** Pods of the namespace that the policy is in. */
export function podsHere(podLabels: Readonly<Record<string, string>>): NetworkPolicyPeer {
  return { podSelector: { matchLabels: podLabels } };
}

/** TCP ports. */
export function tcp(...ports: readonly number[]): readonly NetworkPolicyPort[] {
  return ports.map((port) => ({ protocol: 'TCP', port }));
}

/** TCP ports from the first to the last. */
export function tcpRange(first: number, last: number): NetworkPolicyPort {
  return { protocol: 'TCP', port: first, ...(last > first && { endPort: last }) };
}

/** A place outside the cluster. */
export function to(egress: Pick<Egress, 'cidr' | 'ports'>): NetworkPolicyEgressRule {
  return { to: [{ ipBlock: { cidr: egress.cidr } }], ports: tcp(...egress.ports) };
}
