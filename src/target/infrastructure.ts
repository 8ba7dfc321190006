import type { Construct } from 'constructs';
import type { Binding } from './binding';
import type { Location } from './location';
import type { NodeGroup } from './nodes';
import type { NodePlacement } from './placement';
import type * as request from './requests';
import type { ModelStore, ZoneStorage } from './storage';
import type { NodeFabric } from './transfer-request';
import type { Violation } from '../errors/validation-error';

/** The answer to an environment: what its cluster is. */
export interface EnvironmentBinding extends Binding {
  /** What workloads must know of the cluster. */
  readonly cluster: request.ClusterFacts;
}

/** The answer to a zone: where its data lies. */
export interface ZoneInfrastructureBinding extends Binding {
  /** The StorageClass of the zone's disks. */
  readonly storage: ZoneStorage;
  /** Where the weights of the zone's models lie. */
  readonly modelStore: ModelStore;
}

/** The answer to a need for nodes: where pods find them. */
export interface NodesBinding extends Binding {
  /** What a pod must say to run there. */
  readonly placement: NodePlacement;
  /** What the nodes are, for the report. */
  readonly nodes: NodeGroup;
  /** Whether the nodes come with the GPU driver and container toolkit. */
  readonly driverPreinstalled: boolean;
  /** Main memory of one node, with what it keeps for itself, GiB. @default - whoever runs the machines knows */
  readonly memoryGib?: number;
  /** Adapters that move memory past the kernel. @default - what pods of several nodes send one another goes over TCP */
  readonly fabric?: NodeFabric;
}

/** The Terraform of an environment, resolved: the very JSON that is written. */
export interface TerraformConfiguration {
  /** Configurations of each provider, by its local name. @default - none is configured */
  readonly provider?: Readonly<Record<string, readonly JsonObject[]>>;
  /** Resources, by type and name. @default - there are none */
  readonly resource?: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  /** Data sources, by type and name. @default - there are none */
  readonly data?: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly [block: string]: unknown;
}

/** A JSON object of unknown form. */
export type JsonObject = { readonly [key: string]: unknown };

/** What stands against the resolved Terraform of an environment. */
export interface Objection {
  /** Path of the construct that the block comes from. @default - the environment: the block exists only as an override */
  readonly path?: string;
  /** What is wrong, and what to do. */
  readonly violation: Violation;
  /** Whether it is advice alone, which is reported as a finding. @default - it stops synthesis */
  readonly severity?: 'warning';
}

/**
 * Creates machines, keys, stores and identities: speaks Terraform, or nothing where they exist already.
 *
 * One method a need; a need left out does not compile. An instance holds no state of a program: it may serve many
 * environments, and what it made earlier it finds through the tree of its `scope`.
 */
export interface Infrastructure {
  /** Short name for tables and reports, such as `on-prem`. */
  readonly name: string;
  /** Where what it makes stands. */
  readonly location: Location;

  /** Network, cluster, system nodes and state backend of an environment. */
  bindEnvironment(scope: Construct, need: request.EnvironmentRequest): EnvironmentBinding;
  /** Keys and stores of a zone. */
  bindZone(scope: Construct, need: request.ZoneInfrastructureRequest): ZoneInfrastructureBinding;
  /** Nodes with GPUs. */
  bindGpuNodes(scope: Construct, need: request.GpuNodesRequest): NodesBinding;
  /** Nodes for virtual machines. */
  bindVirtualMachineNodes(scope: Construct, need: request.VirtualMachineNodesRequest): NodesBinding;
  /** Leave to read the zone's models. */
  bindModelAccess(scope: Construct, need: request.ModelAccessRequest): Binding;
  /** A place for every image; called once, at synthesis. */
  bindImages(scope: Construct, need: request.ImagesRequest): Binding;
  /** Judges the resolved Terraform, overrides and the user's own resources included: what leaves the place, what breaks a promise. */
  inspect(terraform: TerraformConfiguration): readonly Objection[];
}
