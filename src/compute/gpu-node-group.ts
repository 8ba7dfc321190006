import { Construct } from 'constructs';
import { contention, holdsBesides, mostClaimed, sharesOf, type ClaimedNodes, type GpuClaim } from './gpu-claim';
import { nodesFor, PodsOfSize } from './node-packing';
import { requireAccelerator, type Accelerator } from '../catalog/accelerators';
import { Environment } from '../core/environment';
import { judgeLate } from '../core/late-violations';
import { Manifests } from '../core/manifests';
import { placed } from '../errors/place';
import { inScope, requireCount, requireFlag, requireProps, whereGiven } from '../errors/requirements';
import { ValidationError, type Violation } from '../errors/validation-error';
import { SovereignDataZone } from '../sovereignty/sovereign-data-zone';
import type { NodesBinding } from '../target/infrastructure';
import type { NodePlacement } from '../target/placement';
import type { NodeFabric } from '../target/transfer-request';
import { Size } from '../units';
import { wholeGibibytes } from '../units/gibibytes';

/** Which GPUs, and how many. */
export interface GpuNodeGroupProps {
  /** Model of the GPUs: `Accelerator.H100_80GB`. */
  readonly accelerator: Accelerator;
  /** Most nodes that there are at once. They cost money while they run: the report says how much. */
  readonly maxNodes: number;
  /** Nodes that are always there. @default - as many as `maxNodes` */
  readonly minNodes?: number;
  /** GPUs that a node offers at least. @default 1 */
  readonly gpusPerNode?: number;
  /** Disk of a node, for images and scratch space. @default Size.gibibytes(200) */
  readonly disk?: Size;
  /**
   * Whether nodes have adapters that move memory to one another past the kernel (RDMA), for what pods of several nodes
   * send one another. The nodes then stand close together, in one availability zone. @default false
   */
  readonly fabric?: boolean;
}

const NODES_SYMBOL = Symbol.for('aiplane.GpuNodeGroup');

/** Smallest and largest disk of a node, GiB: images take the one, a volume of the clouds has no more than the other. */
const DISK_GIB = { min: 20, max: 16_384 };

/** Node groups are named in node labels with their zone before them. */
const NAME_LENGTH = 22;

/**
 * Nodes of one kind with GPUs, for the pools of one zone and for nothing else.
 *
 * Where machines can be created they are; elsewhere the group names machines that exist, by label.
 *
 * @see https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
 */
export class GpuNodeGroup extends Construct {
  /** Whether a value is such a group; by symbol, so that two copies of the library agree. */
  public static isGpuNodeGroup(value: unknown): value is GpuNodeGroup {
    return typeof value === 'object' && value !== null && NODES_SYMBOL in value;
  }

  /** Model of the GPUs. */
  public readonly accelerator: Accelerator;
  /** Nodes that are always there. */
  public readonly minNodes: number;
  /** Most nodes that there are at once. */
  public readonly maxNodes: number;
  /** GPUs that pools may use of a node. */
  public readonly gpusPerNode: number;
  /** @internal which nodes these are */
  public readonly _placement: NodePlacement;
  /** @internal main memory of one of these nodes, GiB, where it is known */
  public readonly _memoryGib: number | undefined;
  /** @internal what their pods may send past the kernel by */
  public readonly _fabric: NodeFabric | undefined;
  private readonly claims: GpuClaim[] = [];

  constructor(scope: Construct, id: string, props: GpuNodeGroupProps) {
    super(placed(scope, id), id);
    const zone = SovereignDataZone.of(this);
    Object.defineProperty(this, NODES_SYMBOL, { value: true });
    this.validate(props);
    this.accelerator = props.accelerator;
    this.maxNodes = props.maxNodes;
    this.minNodes = props.minNodes ?? props.maxNodes;
    this.gpusPerNode = props.gpusPerNode ?? 1;
    // a pod that a quota refuses is never made, and so evicts nobody: pools that contend may ask for more than there is
    zone._addGpus(() => Math.max(this.maxGpus, mostClaimed(this.claims)));
    const nodes = this.bindNodes(zone, props);
    this._placement = nodes.placement;
    this._memoryGib = nodes.memoryGib;
    this._fabric = nodes.fabric;
    this.bindSoftware(zone, nodes);
    judgeLate(this, () => this.oversubscription());
    this.reportContention();
  }

  /** GPUs of all nodes at their most. */
  public get maxGpus(): number {
    return this.maxNodes * this.gpusPerNode;
  }

  /** @internal notes pods that a pool runs; whether all fit is checked when all pools are known */
  public _claim(claim: GpuClaim): void {
    this.claims.push(claim);
  }

  /** @internal replicas that find a place for certain while every pool is at its most, 0 or 1; to be asked when all pools are known */
  public _surgeOf(gpusPerPod: number, podsPerReplica = 1): number {
    return holdsBesides(this.claimed, gpusPerPod, podsPerReplica) ? 1 : 0;
  }

  private get claimed(): ClaimedNodes {
    return { gpusPerNode: this.gpusPerNode, maxNodes: this.maxNodes, claims: this.claims };
  }

  private reportContention(): void {
    const environment = Environment.of(this);
    environment.recordLate(this, () => contention(this.claimed, this.accelerator.name));
    environment.shareNodes(() => ({
      path: this.node.path,
      accelerator: this.accelerator.name,
      gpus: this.maxGpus,
      pools: sharesOf(this.claims),
    }));
  }

  private oversubscription(): readonly Violation[] {
    const claimed = this.claims.reduce((sum, { pods: { gpus, count } }) => sum + gpus * count, 0);
    const needed = nodesFor(this.claims.map(({ pods }) => pods), this.gpusPerNode);
    if (needed <= this.maxNodes) {
      return [];
    }
    const listed = (figure: (pods: PodsOfSize) => string) => this.claims.map(({ path, pods }) => `'${path}' ${figure(pods)}`).join(', ');
    const rule = claimed > this.maxGpus
      ? `holds ${this.maxGpus} × ${this.accelerator.name}, but its pools always use ${claimed} (${listed(({ gpus, count }) => `${gpus * count}`)})`
      : `has nodes of ${this.gpusPerNode} × ${this.accelerator.name}, and the pods that its pools always run need ${needed} of them (${listed(({ gpus, count }) => `${count} of ${gpus}`)}): none is spread over two`;
    const remedy = `raise it to ${needed} or lower their 'minReplicas'`;
    return [{ code: 'NodesOversubscribed', prop: 'maxNodes', value: this.maxNodes, rule, remedy }];
  }

  private validate(props: GpuNodeGroupProps): void {
    requireProps(props, this);
    inScope(this, () => requireAccelerator('accelerator', props.accelerator));
    requireCount('maxNodes', props.maxNodes, { min: 1, max: 450 }, this);
    whereGiven(props.minNodes, (count) => requireCount('minNodes', count, { min: 0 }, this));
    whereGiven(props.gpusPerNode, (count) => requireCount('gpusPerNode', count, { min: 1, max: 16 }, this));
    whereGiven(props.fabric, (fabric) => requireFlag('fabric', fabric, this));
    whereGiven(props.disk, (disk) => wholeGibibytes('disk', disk, DISK_GIB, this));
    if ((props.minNodes ?? 0) > props.maxNodes) {
      const rule = `must be at most 'maxNodes' (${props.maxNodes})`;
      throw new ValidationError({ code: 'MinAboveMax', prop: 'minNodes', value: props.minNodes, rule, remedy: "lower it or raise 'maxNodes'" }, this);
    }
  }

  private bindNodes(zone: SovereignDataZone, { disk = Size.gibibytes(200), fabric = false }: GpuNodeGroupProps): NodesBinding {
    const environment = Environment.of(this);
    const { infrastructure } = environment.target;
    const binding = infrastructure.bindGpuNodes(this, {
      name: zone._nameOf(this, 'a node group', NAME_LENGTH),
      namespace: zone.namespace,
      zone: zone.namespace,
      accelerator: this.accelerator,
      gpusPerNode: this.gpusPerNode,
      minNodes: this.minNodes,
      maxNodes: this.maxNodes,
      diskGib: wholeGibibytes('disk', disk, DISK_GIB, this),
      ...(fabric && { fabric }),
    });
    if (fabric && binding.fabric === undefined) {
      const rule = `asks for adapters that move memory past the kernel, and nothing is known of any on nodes of '${infrastructure.name}'`;
      throw new ValidationError({ code: 'FabricUnknown', prop: 'fabric', value: fabric, rule, remedy: 'leave it out: what pods of several nodes send one another goes over TCP' }, this);
    }
    environment.record(this, binding);
    environment.recordNodes(binding.nodes);
    return binding;
  }

  private bindSoftware(zone: SovereignDataZone, nodes: NodesBinding): void {
    const environment = Environment.of(this);
    environment.record(this, environment.target.distribution.bindGpuSoftware(new Manifests(this, 'Manifests', { phase: '10-platform' }), {
      name: zone._nameOf(this, 'a node group', NAME_LENGTH),
      namespace: zone.namespace,
      cluster: environment.cluster,
      accelerator: this.accelerator,
      placement: nodes.placement,
      driverPreinstalled: nodes.driverPreinstalled,
      ...(nodes.fabric && { fabric: nodes.fabric }),
    }));
  }
}
