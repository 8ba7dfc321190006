import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap } from '../kubernetes/api/metadata';
import type { EnvVar, PodToleration, Probe, Resources } from '../kubernetes/api/pod';

export interface NimClaim {
  readonly create?: boolean;
  readonly name?: string;
  readonly storageClass?: string;
  readonly size?: string;
  readonly volumeAccessMode?: 'ReadWriteOnce' | 'ReadWriteMany';
  readonly subPath?: string;
}

/** @see https://docs.nvidia.com/nim-operator/latest/cache.html */
export interface NimCacheSpec {
  readonly source: {
    readonly ngc: {
      readonly modelPuller: string;
      readonly pullSecret?: string;
      readonly authSecret: string;
      readonly model: { readonly profiles: readonly string[] } | { readonly tensorParallelism: string };
    };
  };
  readonly storage: { readonly pvc: NimClaim };
  readonly env?: readonly EnvVar[];
  readonly resources: { readonly cpu: string; readonly memory: string };
  readonly nodeSelector?: StringMap;
  readonly tolerations?: readonly PodToleration[];
  readonly runtimeClassName?: string;
}

/** NIMCache `apps.nvidia.com/v1alpha1`: its spec cannot change. */
export class NimCache extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: NimCacheSpec }) {
    super(scope, id, { apiVersion: 'apps.nvidia.com/v1alpha1', kind: 'NIMCache', ...props });
  }
}

export interface NimProbe {
  readonly enabled: boolean;
  readonly probe: Probe;
}

/** @see https://docs.nvidia.com/nim-operator/latest/service.html */
export interface NimServiceSpec {
  readonly image: { readonly repository: string; readonly tag: string; readonly pullPolicy: 'IfNotPresent'; readonly pullSecrets?: readonly string[] };
  readonly replicas: number;
  /** Labels of the pods, beside the operator's own. */
  readonly labels: StringMap;
  readonly env: readonly EnvVar[];
  readonly storage: {
    readonly nimCache?: { readonly name: string; readonly profile?: string };
    readonly pvc?: NimClaim;
    readonly readOnly?: boolean;
    readonly sharedMemorySizeLimit?: string;
  };
  readonly resources: Resources;
  readonly nodeSelector?: StringMap;
  readonly tolerations?: readonly PodToleration[];
  readonly runtimeClassName?: string;
  readonly expose: { readonly service: { readonly type: 'ClusterIP'; readonly port: number } };
  readonly startupProbe: NimProbe;
}

/** NIMService `apps.nvidia.com/v1alpha1`. */
export class NimService extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: NimServiceSpec }) {
    super(scope, id, { apiVersion: 'apps.nvidia.com/v1alpha1', kind: 'NIMService', ...props });
  }
}
