import { Construct } from 'constructs';
import { requireImageSource, type VmImage } from './vm-image';
import type { IClient } from '../core/access';
import { Environment } from '../core/environment';
import { Manifests } from '../core/manifests';
import { placed } from '../errors/place';
import { inScope, requireCount, requireDistinct, requireList, requireMethods, requireProps, whereGiven } from '../errors/requirements';
import { SovereignDataZone } from '../sovereignty/sovereign-data-zone';
import type { VirtualMachineBinding } from '../target/distribution';
import type { NodePlacement, Peer } from '../target/placement';
import type { VmImageSource } from '../target/requests';
import type { Size } from '../units';
import { wholeGibibytes } from '../units/gibibytes';

/** A machine as it stood in the old data centre. */
export interface LegacyVmProps {
  /** What its disk is filled from. */
  readonly image: VmImage;
  /** Virtual CPUs. */
  readonly cpus: number;
  /** Memory of the guest. */
  readonly memory: Size;
  /** Its one disk, which outlives the machine. */
  readonly disk: Size;
  /** TCP ports that it listens on, for its Service. @default - none: it is found by name and calls others */
  readonly ports?: readonly number[];
}

/** Room for what KubeVirt puts before the name in the names of its pods. */
const NAME_LENGTH = 48;

/** Largest memory and disk, GiB: above these a figure was meant in another unit. */
const LARGEST_GIB = { memory: 24_576, disk: 65_536 };

/**
 * A virtual machine beside the containers, for what cannot become one.
 *
 * Its disk is an object of its own: deleting the machine keeps the data.
 *
 * @see https://kubevirt.io/user-guide/
 */
export class LegacyVm extends Construct implements IClient {
  private readonly binding: VirtualMachineBinding;

  constructor(scope: Construct, id: string, props: LegacyVmProps) {
    super(placed(scope, id), id);
    const zone = SovereignDataZone.of(this);
    this.validate(props);
    zone._admitVirtualMachine();
    const name = zone._nameOf(this, 'a VirtualMachine', NAME_LENGTH);
    this.binding = this.bindMachine(zone, name, props, this.bindNodes(zone, name, props));
  }

  /** The pods that the machine sends from. */
  public get peer(): Peer {
    return this.binding.peer;
  }

  private validate(props: LegacyVmProps): void {
    requireProps(props, this);
    requireMethods('image', props.image, 'VmImage', ['bind'], this);
    requireCount('cpus', props.cpus, { min: 1, max: 256 }, this);
    wholeGibibytes('memory', props.memory, { min: 1, max: LARGEST_GIB.memory }, this);
    wholeGibibytes('disk', props.disk, { min: 1, max: LARGEST_GIB.disk }, this);
    whereGiven(props.ports, (ports) => this.requirePorts(ports));
  }

  private requirePorts(ports: readonly number[]): void {
    requireList('ports', ports, (port) => requireCount('ports', port, { min: 1, max: 65_535 }, this), this);
    requireDistinct('ports', ports, this);
  }

  private sourceOf(image: VmImage): VmImageSource {
    const source = image.bind();
    inScope(this, () => requireImageSource(source, 'image.'));
    return source;
  }

  private bindNodes(zone: SovereignDataZone, name: string, props: LegacyVmProps): NodePlacement {
    const environment = Environment.of(this);
    const binding = environment.target.infrastructure.bindVirtualMachineNodes(this, {
      name, namespace: zone.namespace, zone: zone.namespace, cpus: props.cpus, memoryGib: props.memory.toGibibytes(),
    });
    // shared by the machines of the zone: a patch on one of them is not meant for the nodes
    environment.record(this, { ...binding, primary: undefined });
    environment.recordNodes(binding.nodes);
    return binding.placement;
  }

  private bindMachine(zone: SovereignDataZone, name: string, props: LegacyVmProps, placement: NodePlacement): VirtualMachineBinding {
    const environment = Environment.of(this);
    const binding = environment.target.distribution.bindVirtualMachine(new Manifests(this, 'Manifests'), {
      name,
      namespace: zone.namespace,
      cluster: environment.cluster,
      image: this.sourceOf(props.image),
      cpus: props.cpus,
      memoryGib: props.memory.toGibibytes(),
      diskGib: props.disk.toGibibytes(),
      ports: [...props.ports ?? []],
      storage: zone._data.storage,
      placement,
    });
    environment.record(this, binding);
    return binding;
  }
}
