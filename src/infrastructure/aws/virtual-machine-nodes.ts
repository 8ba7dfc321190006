import { Lazy, Token } from 'cdktf';
import { Construct } from 'constructs';
import { availabilityFinding, costOf, offered, preferredFirst } from './instance-choice';
import { ManagedNodeGroup } from './managed-node-group';
import type { NodePlace } from './node-place';
import { AwsInstanceType } from '../../catalog/aws-instance-types';
import type { AwsRegion } from '../../catalog/aws-regions';
import { ValidationError } from '../../errors/validation-error';
import type { Finding } from '../../target/binding';
import { NODE_GROUP_LABEL, ZONE_LABEL } from '../../target/labels';
import type { NodeGroup } from '../../target/nodes';
import type { VirtualMachineNodesRequest } from '../../target/requests';

/**
 * Part of a node that virtual machines can have: an estimate. The rest is for the node itself, its daemons, and what
 * KubeVirt adds to each machine (about 0.2 GiB and a 512th of its memory).
 */
const USABLE = 0.9;
const DISK_GIB = 200;

/** Where the nodes of a zone are made. */
export interface VirtualMachineNodesProps extends NodePlace {
  readonly region: AwsRegion;
  readonly namespace: string;
  readonly zone: string;
  readonly keyArn?: string;
  readonly instanceTypes: readonly AwsInstanceType[];
}

/** What one machine takes. */
type Demand = Pick<VirtualMachineNodesRequest, 'cpus' | 'memoryGib'>;

/**
 * Whole machines that a zone's virtual machines share: managed node groups give `/dev/kvm` on no other type.
 *
 * Type and number are decided at synthesis, when every virtual machine is known.
 */
export class VirtualMachineNodes extends Construct {
  public readonly nodes: ManagedNodeGroup;
  /** Value of the label by which pods find them. */
  public readonly group: string;
  private readonly labels: Readonly<Record<string, string>>;
  private readonly props: VirtualMachineNodesProps;
  private readonly demands: Demand[] = [];

  constructor(scope: Construct, id: string, props: VirtualMachineNodesProps) {
    super(scope, id);
    this.props = props;
    this.group = `${props.namespace}.virtualization`;
    this.labels = { [NODE_GROUP_LABEL]: this.group, [ZONE_LABEL]: props.zone };
    this.nodes = new ManagedNodeGroup(this, 'NodeGroup', {
      ...props, name: [props.namespace, 'virtualization'], amiType: 'AL2023_x86_64_STANDARD', diskGib: DISK_GIB,
      instanceTypes: Lazy.listValue({ produce: () => [this.instanceType(this).name] }),
      minNodes: Token.asNumber(Lazy.anyValue({ produce: () => this.count })),
      maxNodes: Token.asNumber(Lazy.anyValue({ produce: () => this.count + 1 })),
      labels: this.labels,
      scaledByOthers: false,
    });
  }

  /** Makes room for one more machine; refuses one that fits no type, and warns where the type it needs may not exist. */
  public add(machine: Construct, demand: Demand): Finding[] {
    const before = this.demands.length > 0 ? this.instanceType(machine).name : undefined;
    this.demands.push({ cpus: demand.cpus, memoryGib: demand.memoryGib });
    const type = this.instanceType(machine);
    const subject = { prop: 'memory', value: `${demand.memoryGib} GiB`, region: this.props.region };
    return type.name === before ? [] : availabilityFinding(subject, type, machine);
  }

  /** What the machines run on and what that costs, as far as machines are known. */
  public get description(): string {
    const type = this.instanceType(this);
    return `${this.count} ${type.name} shared by ${this.demands.length} (${costOf(type)}); nothing smaller has /dev/kvm in a managed node group`;
  }

  /** Labels by which pods find them. */
  public get nodeSelector(): Readonly<Record<string, string>> {
    return { [NODE_GROUP_LABEL]: this.group };
  }

  /** What the nodes are, as far as machines are known. */
  public get facts(): NodeGroup {
    const machines = this;
    return {
      name: this.nodes.name, zone: this.props.zone, labels: this.labels, taints: [], nodeSelector: this.nodeSelector, virtualMachines: true,
      get instanceType() { return machines.instanceType(machines).name; },
      get minNodes() { return machines.count; },
      get maxNodes() { return machines.count + 1; },
    };
  }

  private instanceType(scope: Construct): AwsInstanceType {
    const cpus = Math.max(...this.demands.map((demand) => demand.cpus));
    const memoryGib = Math.max(...this.demands.map((demand) => demand.memoryGib));
    const metal = preferredFirst(this.props.instanceTypes, AwsInstanceType.all()).filter((type) => type.metal);
    const suitable = metal.filter((type) => holds(type, { cpus, memoryGib }));
    if (suitable.length === 0) {
      const largest = Math.floor(Math.max(...metal.map((type) => type.memoryGib)) * USABLE);
      throw new ValidationError({
        code: 'VirtualMachineTooLarge', prop: 'memory', value: `${memoryGib} GiB`,
        rule: `with ${cpus} cpus fits no metal instance type of the catalog`, remedy: `use at most ${largest} GiB, or add a type with AwsInstanceType.custom`,
      }, scope);
    }
    return offered({ prop: 'memory', value: `${memoryGib} GiB`, region: this.props.region }, suitable, scope);
  }

  /** Nodes that hold all machines, packed largest first. */
  private get count(): number {
    const type = this.instanceType(this);
    const free: Demand[] = [];
    const largestFirst = [...this.demands].sort((a, b) => b.memoryGib - a.memoryGib || b.cpus - a.cpus);
    for (const demand of largestFirst) {
      const place = free.findIndex((node) => node.cpus >= demand.cpus && node.memoryGib >= demand.memoryGib);
      const node = place < 0 ? usable(type) : free[place];
      free.splice(place < 0 ? free.length : place, 1, { cpus: node.cpus - demand.cpus, memoryGib: node.memoryGib - demand.memoryGib });
    }
    return free.length;
  }
}

function usable(type: AwsInstanceType): Demand {
  return { cpus: Math.floor(type.vcpus * USABLE), memoryGib: Math.floor(type.memoryGib * USABLE) };
}

function holds(type: AwsInstanceType, demand: Demand): boolean {
  const room = usable(type);
  return room.cpus >= demand.cpus && room.memoryGib >= demand.memoryGib;
}
