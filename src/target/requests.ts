import type { ImageRegistry } from './images';
import type { Egress, Endpoint, NodePlacement, Peer } from './placement';
import type { ModelStore, ZoneStorage } from './storage';
import type { NodeFabric } from './transfer-request';
import type { Accelerator } from '../catalog/accelerators';
import type { Jurisdiction } from '../catalog/jurisdictions';

/** Who holds the keys that data at rest is encrypted with. */
export type KeyHolder = 'customer' | 'provider';

/** An object to create: its name and the namespace it is in. */
export interface NamedRequest {
  /** DNS-1123 label, unique among objects of its kind in the namespace, the same in every environment. */
  readonly name: string;
  /** Namespace that it is in. */
  readonly namespace: string;
}

/** One place the platform runs. */
export interface EnvironmentRequest {
  /** DNS-1123 label, unique in the platform. */
  readonly name: string;
}

/** What the cluster of an environment is, as far as workloads must know. */
export interface ClusterFacts {
  /** Kubernetes minor, such as `1.34`. */
  readonly kubernetesVersion: string;
  /** Whether pods can reach the internet. */
  readonly internetEgress: boolean;
  /** Where images are pulled from. */
  readonly registry: ImageRegistry;
  /** Where the Kubernetes API server answers, seen from a pod. */
  readonly apiServer: Egress;
}

/** A zone, as the infrastructure must prepare it. */
export interface ZoneInfrastructureRequest extends NamedRequest {
  /** Name of the environment. */
  readonly environment: string;
  /** The law that its data is under; the place must be in one of its countries. */
  readonly jurisdiction: Jurisdiction;
  /** Who holds the keys of its data at rest. */
  readonly keyHolder: KeyHolder;
}

/** A zone, as the cluster must contain it. */
export interface ZoneRequest extends NamedRequest {
  /** What the cluster is. */
  readonly cluster: ClusterFacts;
  /** The law that its data is under. */
  readonly jurisdiction: Jurisdiction;
  /** Where its disks come from. */
  readonly storage: ZoneStorage;
  /** Where the weights of its models lie. */
  readonly modelStore: ModelStore;
  /** GPUs that pods of the zone may ask for together; read at synthesis, when every node group is known. */
  readonly gpuQuota: () => number;
  /** Whether the zone holds virtual machines; read at synthesis. */
  readonly virtualMachines: () => boolean;
  /** Whether controllers make pods in the zone that set no seccomp profile; read at synthesis. @default - none does */
  readonly unconfinedPods?: () => boolean;
  /** Values of the label by which pods ask for groups of the zone's nodes; read at synthesis. @default - none */
  readonly nodeGroups?: () => readonly string[];
  /** Storage classes that volumes of the zone may be of; read at synthesis. @default - any */
  readonly storageClasses?: () => readonly string[];
  /** Registries, with host and path, that pods of the zone may run images of. @default - any */
  readonly registries?: readonly string[];
  /** Whether the zone holds inference pools; read at synthesis. */
  readonly inferencePools: () => boolean;
}

/** Nodes with GPUs. */
export interface GpuNodesRequest extends NamedRequest {
  /** Namespace of the zone that they serve alone. */
  readonly zone: string;
  /** Model of the GPUs. */
  readonly accelerator: Accelerator;
  /** GPUs that a node must offer at least. */
  readonly gpusPerNode: number;
  /** Nodes that are always there. */
  readonly minNodes: number;
  /** Most nodes that there are at once. */
  readonly maxNodes: number;
  /** Disk of a node, GiB. */
  readonly diskGib: number;
  /** Whether the nodes must have adapters that move memory to one another past the kernel. @default false */
  readonly fabric?: boolean;
}

/** Software that makes the GPUs of existing nodes usable by pods. */
export interface GpuSoftwareRequest extends NamedRequest {
  /** What the cluster is. */
  readonly cluster: ClusterFacts;
  /** Model of the GPUs. */
  readonly accelerator: Accelerator;
  /** Which nodes they are in. */
  readonly placement: NodePlacement;
  /** Whether the nodes come with the NVIDIA driver and container toolkit. */
  readonly driverPreinstalled: boolean;
  /** Adapters of the nodes that move memory past the kernel. @default - they have none */
  readonly fabric?: NodeFabric;
}

/** Nodes that can run virtual machines (with `/dev/kvm`), to hold one more of them. */
export interface VirtualMachineNodesRequest extends NamedRequest {
  /** Namespace of the zone that they serve alone. */
  readonly zone: string;
  /** CPUs of the machine to hold. */
  readonly cpus: number;
  /** Memory of the machine to hold, GiB. */
  readonly memoryGib: number;
}

/** An identity for the pods of a pool, allowed to read the zone's models and nothing else. */
export interface ModelAccessRequest extends NamedRequest {
  /** Namespace of the zone whose models are read. */
  readonly zone: string;
  /** Service account of the pods. */
  readonly serviceAccountName: string;
}

/** What all pools of a zone share: the entrance, and the volume of models where that is their store. */
export interface InferenceGatewayRequest extends NamedRequest {
  /** What the cluster is. */
  readonly cluster: ClusterFacts;
  /** Where the weights of the zone's models lie. */
  readonly modelStore: ModelStore;
  /** ConfigMap with the authority whose certificates clients must show; read at synthesis, when every verb was said. @default - clients need none */
  readonly clientAuthority?: () => string | undefined;
  /** The one of the two that is asked for: pools without an entrance need the volume alone. @default - both */
  readonly part?: 'entrance' | 'volume';
}

/** A rank that pods of a zone may have; the name is the rank's own. */
export interface PriorityRequest {
  /** DNS-1123 label, unique in the cluster. */
  readonly name: string;
  /** Namespace of the zone whose pods have it. */
  readonly zone: string;
  /** Pods of a higher one are scheduled first, and above 0 take the place of those of a lower one; all pods without one have 0. */
  readonly priority: number;
}

/** Where the disk of a virtual machine is filled from. @see https://kubevirt.io/user-guide/storage/containerized_data_importer/ */
export type VmImageSource =
  | { readonly kind: 'registry'; readonly reference: string }
  | { readonly kind: 'http'; readonly url: string; readonly checksum: string }
  | { readonly kind: 'pvc'; readonly name: string; readonly namespace: string };

/** A virtual machine to run. */
export interface VirtualMachineRequest extends NamedRequest {
  /** What the cluster is. */
  readonly cluster: ClusterFacts;
  /** What its disk is filled from, once. */
  readonly image: VmImageSource;
  /** Virtual CPUs. */
  readonly cpus: number;
  /** Main memory, GiB. */
  readonly memoryGib: number;
  /** Capacity of its disk, GiB. */
  readonly diskGib: number;
  /** TCP ports that it listens on. */
  readonly ports: readonly number[];
  /** Where its disk comes from. */
  readonly storage: ZoneStorage;
  /** Which nodes it runs on. */
  readonly placement: NodePlacement;
}

/** Leave for one party to call another. */
export interface AccessRequest extends NamedRequest {
  /** The pods that call. */
  readonly from: Peer;
  /** The pods that answer, and their port. */
  readonly to: Endpoint;
}

/** The container images that the manifests of an environment name, upstream references, sorted. */
export interface ImagesRequest {
  /** References as upstream publishes them, each once. */
  readonly references: readonly string[];
}
