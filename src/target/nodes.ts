/** A taint of nodes. @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'NoExecute';
}

/** GPUs that each node of a group offers. */
export interface NodeGpus {
  /** Name of the accelerator, such as `H100_80GB`. */
  readonly accelerator: string;
  /** Extended resource that pods ask for. */
  readonly resourceName: string;
  readonly perNode: number;
}

/** Adapters of each node of a group that move memory past the kernel. */
export interface NodeAdapters {
  /** Extended resource that pods ask for. */
  readonly resourceName: string;
  readonly perNode: number;
}

/** Nodes of one kind, as whoever runs the cluster finds them: made by Terraform, or prepared by hand. */
export interface NodeGroup {
  /** Unique in the environment. */
  readonly name: string;
  /** Zone that the nodes serve alone. @default - they serve every zone */
  readonly zone?: string;
  /** Type of the machines, in the words of the cloud. @default - whoever runs the machines chooses */
  readonly instanceType?: string;
  /** @default - whoever runs the machines decides */
  readonly minNodes?: number;
  /** @default - whoever runs the machines decides */
  readonly maxNodes?: number;
  /** Labels that each node has. */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Labels by which pods ask for these nodes. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** @default - the nodes have none */
  readonly gpus?: NodeGpus;
  /** @default - the nodes have none */
  readonly fabric?: NodeAdapters;
  /** Whether virtual machines run there, which needs `/dev/kvm`. @default false */
  readonly virtualMachines?: boolean;
}
