import type { Construct } from 'constructs';
import { Service } from '../api/core';
import { selectorLabels, workloadLabels } from '../labels';
import { placed } from '../placed';
import { imageImport } from './virtual-machine-image';
import { ValidationError } from '../../../errors/validation-error';
import type { Fulfilment } from '../../../target/binding';
import type { VirtualMachineBinding } from '../../../target/distribution';
import type { VirtualMachineRequest } from '../../../target/requests';
import { DataVolume } from '../../crds/cdi';
import { VirtualMachine, type VirtualMachineDomain, type VirtualMachineInstanceSpec } from '../../crds/kubevirt';

/** Ports that a running migration needs for itself. @see https://kubevirt.io/user-guide/compute/live_migration/ */
const MIGRATION_PORTS: readonly number[] = [49152, 49153];

const DISK = 'root';
const NETWORK = 'default';

/** Runs a virtual machine on a disk that outlives it, closed to all but what is declared. */
export function runVirtualMachine(scope: Construct, need: VirtualMachineRequest): VirtualMachineBinding {
  requirePortsFree(need, scope);
  const labels = workloadLabels(need.name, 'virtual-machine');
  const metadata = { name: need.name, namespace: need.namespace, labels };
  const machine = new VirtualMachine(scope, 'Resource', {
    metadata,
    spec: { runStrategy: 'Always', template: { metadata: { labels }, spec: instance(need) } },
  });
  const { source, findings } = imageImport(scope, need);
  const disk = new DataVolume(scope, 'Disk', {
    metadata,
    spec: {
      source,
      storage: {
        storageClassName: need.storage.className,
        accessModes: [need.storage.accessMode],
        resources: { requests: { storage: `${need.diskGib}Gi` } },
      },
    },
  });
  nameService(scope, need);
  const run: Fulfilment = { capability: 'vm.run', level: 'equal', reason: 'KubeVirt runs the machine on a disk of its own', objects: [machine, disk] };
  return {
    primary: machine,
    peer: { namespace: need.namespace, podLabels: selectorLabels(need.name, 'virtual-machine') },
    fulfilments: [run, liveMigration(need, machine)],
    findings,
  };
}

function instance(need: VirtualMachineRequest): VirtualMachineInstanceSpec {
  return {
    domain: domain(need),
    evictionStrategy: migratable(need) ? 'LiveMigrate' : 'None',
    terminationGracePeriodSeconds: 180,
    ...placed(need.placement),
    networks: [{ name: NETWORK, pod: {} }],
    volumes: [{ name: DISK, dataVolume: { name: need.name } }],
  };
}

function domain(need: VirtualMachineRequest): VirtualMachineDomain {
  const ports = namedPorts(need).map(({ name, port }) => ({ name, port, protocol: 'TCP' as const }));
  return {
    cpu: { cores: need.cpus },
    memory: { guest: `${need.memoryGib}Gi` },
    devices: {
      disks: [{ name: DISK, disk: { bus: 'virtio' } }],
      interfaces: [{ name: NETWORK, masquerade: {}, ...(ports.length > 0 && { ports }) }],
      rng: {},
    },
  };
}

/** A name for the machine: headless, so that it answers with the machine's own address. */
function nameService(scope: Construct, need: VirtualMachineRequest): void {
  const ports = namedPorts(need).map(({ name, port }) => ({ name, port, targetPort: port, protocol: 'TCP' as const }));
  new Service(scope, 'Service', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'virtual-machine') },
    spec: { clusterIP: 'None', selector: selectorLabels(need.name, 'virtual-machine'), ...(ports.length > 0 && { ports }) },
  });
}

function namedPorts(need: VirtualMachineRequest): readonly { readonly name: string; readonly port: number }[] {
  return need.ports.map((port) => ({ name: `tcp-${port}`, port }));
}

function migratable(need: VirtualMachineRequest): boolean {
  return need.storage.accessMode === 'ReadWriteMany';
}

function liveMigration(need: VirtualMachineRequest, machine: VirtualMachine): Fulfilment {
  return migratable(need)
    ? { capability: 'vm.liveMigration', level: 'equal', reason: 'the disk can be held by two nodes at once, so the machine moves while it runs', objects: [machine] }
    : { capability: 'vm.liveMigration', level: 'degraded', reason: 'one node at a time can hold the disk, so the machine is stopped when its node is drained', objects: [machine] };
}

function requirePortsFree(need: VirtualMachineRequest, scope: Construct): void {
  const taken = need.ports.find((port) => MIGRATION_PORTS.includes(port));
  if (taken !== undefined && migratable(need)) {
    const rule = `must not contain ${MIGRATION_PORTS.join(' or ')}, which live migration needs`;
    throw new ValidationError({ code: 'PortReserved', prop: 'ports', value: taken, rule, remedy: 'let the guest listen on another port' }, scope);
  }
}
