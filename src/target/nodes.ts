/** A taint of nodes. @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Taint {
  /** Key, such as `nvidia.com/gpu`. */
  readonly key: string;
  /** Value that a toleration must equal, or accept by `Exists`. */
  readonly value: string;
  /** What becomes of pods that do not tolerate it. */
  readonly effect: 'NoSchedule' | 'NoExecute';
}

/** GPUs that each node of a group offers. */
export interface NodeGpus {
  /** Name of the accelerator, such as `H100_80GB`. */
  readonly accelerator: string;
  /** Extended resource that pods ask for. */
  readonly resourceName: string;
  /** GPUs of one node. */
  readonly perNode: number;
}

/** Adapters of each node of a group that move memory past the kernel. */
export interface NodeAdapters {
  /** Extended resource that pods ask for. */
  readonly resourceName: string;
  /** Adapters of one node. */
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
  /** Nodes that are always there. @default - whoever runs the machines decides */
  readonly minNodes?: number;
  /** Most nodes that there are at once. @default - whoever runs the machines decides */
  readonly maxNodes?: number;
  /** Labels that each node has. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints that each node has. */
  readonly taints: readonly Taint[];
  /** Labels by which pods ask for these nodes. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** GPUs of each node. @default - the nodes have none */
  readonly gpus?: NodeGpus;
  /** Adapters of each node that move memory past the kernel. @default - the nodes have none */
  readonly fabric?: NodeAdapters;
  /** Whether virtual machines run there, which needs `/dev/kvm`. @default false */
  readonly virtualMachines?: boolean;
}
