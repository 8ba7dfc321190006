import { ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';

interface VirtualMachineSpec {
  readonly template: {
    readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
    readonly spec: {
      readonly domain: { readonly cpu?: { readonly cores?: number }; readonly memory?: { readonly guest?: string } };
      readonly nodeSelector?: Readonly<Record<string, string>>;
      readonly tolerations?: readonly object[];
      readonly affinity?: object;
      readonly volumes?: readonly VirtualMachineVolume[];
    };
  };
}

interface VirtualMachineVolume {
  readonly name: string;
  readonly dataVolume?: { readonly name: string };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

/** KubeVirt asks for a tenth of a core for each that the guest sees. */
const CPU_ALLOCATION_RATIO = 10;

/** A virtual machine is a pod that holds QEMU. @see https://kubevirt.io/user-guide/architecture/ */
export const KUBEVIRT: StandIn = { controller: 'KubeVirt', apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', children: (machine) => [launcher(machine)] };

function launcher(machine: Parent): Child {
  const { template } = machine.spec as unknown as VirtualMachineSpec;
  const { name, namespace } = machine.metadata;
  const labels = { ...template.metadata?.labels, 'kubevirt.io': 'virt-launcher', 'vm.kubevirt.io/name': name };
  const { nodeSelector, tolerations, affinity, volumes = [] } = template.spec;
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: `virt-launcher-${name}`, namespace, labels, ...ownedBy(machine) },
    spec: {
      // virt-controller adds the first label to every launcher
      nodeSelector: { 'kubevirt.io/schedulable': 'true', ...nodeSelector }, tolerations, affinity,
      automountServiceAccountToken: false,
      containers: [{ name: 'compute', image: 'virt-launcher', resources: resourcesOf(template), securityContext: { ...RESTRICTED, runAsUser: 107, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }],
      volumes: volumes.flatMap((volume) => claimOf(volume)),
    },
  };
}

function resourcesOf({ spec: { domain } }: VirtualMachineSpec['template']): object {
  const cpu = `${Math.ceil((domain.cpu?.cores ?? 1) * 1000 / CPU_ALLOCATION_RATIO)}m`;
  return { requests: { cpu, memory: domain.memory?.guest ?? '1Gi' }, limits: { 'devices.kubevirt.io/kvm': '1' } };
}

function claimOf({ name, dataVolume, persistentVolumeClaim }: VirtualMachineVolume): readonly object[] {
  const claimName = dataVolume?.name ?? persistentVolumeClaim?.claimName;
  return claimName === undefined ? [] : [{ name, persistentVolumeClaim: { claimName } }];
}
