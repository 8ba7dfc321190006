import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap, TemplateMeta } from '../kubernetes/api/metadata';
import type { PodToleration } from '../kubernetes/api/pod';

export interface VirtualMachineInterface {
  readonly name: string;
  readonly masquerade: Readonly<Record<string, never>>;
  readonly ports?: readonly { readonly name: string; readonly port: number; readonly protocol: 'TCP' }[];
}

export interface VirtualMachineDomain {
  readonly cpu: { readonly cores: number };
  readonly memory: { readonly guest: string };
  readonly devices: {
    readonly disks: readonly { readonly name: string; readonly disk: { readonly bus: 'virtio' | 'sata' } }[];
    readonly interfaces: readonly VirtualMachineInterface[];
    readonly rng?: Readonly<Record<string, never>>;
  };
}

export interface VirtualMachineInstanceSpec {
  readonly domain: VirtualMachineDomain;
  readonly evictionStrategy: 'None' | 'LiveMigrate';
  readonly terminationGracePeriodSeconds: number;
  readonly nodeSelector?: StringMap;
  readonly tolerations?: readonly PodToleration[];
  readonly networks: readonly { readonly name: string; readonly pod: Readonly<Record<string, never>> }[];
  readonly volumes: readonly { readonly name: string; readonly dataVolume: { readonly name: string } }[];
}

/** @see https://kubevirt.io/api-reference/main/definitions.html#_v1_virtualmachinespec */
export interface VirtualMachineSpec {
  readonly runStrategy: 'Always' | 'Halted' | 'RerunOnFailure';
  readonly template: { readonly metadata: TemplateMeta; readonly spec: VirtualMachineInstanceSpec };
}

/** VirtualMachine `kubevirt.io/v1`. */
export class VirtualMachine extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: VirtualMachineSpec }) {
    super(scope, id, { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', ...props });
  }
}
