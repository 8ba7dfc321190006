/** A taint that a pod accepts. @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Toleration {
  readonly key: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'NoExecute';
}

/** Which nodes a pod runs on. */
export interface NodePlacement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
}

/** Pods that may be named in a NetworkPolicy: those with all the labels, in the namespace. */
export interface Peer {
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
}

/** A peer that listens. */
export interface Endpoint extends Peer {
  /** TCP port of the pod. */
  readonly port: number;
  /** Address that clients in the cluster use. */
  readonly url: string;
}

/** A place outside the cluster that pods may open TCP connections to. */
export interface Egress {
  /** CIDR block. */
  readonly cidr: string;
  readonly ports: readonly number[];
  /** Why, for whoever reads the policy. */
  readonly reason: string;
}
