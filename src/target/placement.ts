/** A taint that a pod accepts. @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Toleration {
  /** Key of the taint. */
  readonly key: string;
  /** Whether any value of the taint is accepted, or one alone. */
  readonly operator: 'Exists' | 'Equal';
  /** Value that the taint must have. @default - any, with the operator `Exists` */
  readonly value?: string;
  /** Effect of the taint. */
  readonly effect: 'NoSchedule' | 'NoExecute';
}

/** Which nodes a pod runs on. */
export interface NodePlacement {
  /** Labels that a node must have. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Taints that the pod accepts. */
  readonly tolerations: readonly Toleration[];
}

/** Pods that may be named in a NetworkPolicy: those with all the labels, in the namespace. */
export interface Peer {
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Labels that all of the pods have, and no others in the namespace. */
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
  /** TCP ports there. */
  readonly ports: readonly number[];
  /** Why, for whoever reads the policy. */
  readonly reason: string;
}
