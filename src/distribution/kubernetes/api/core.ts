import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta, StringMap } from './metadata';

/** Namespace `v1`. */
export class Namespace extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta }) {
    super(scope, id, { apiVersion: 'v1', kind: 'Namespace', ...props });
  }
}

/** ServiceAccount `v1`. */
export class ServiceAccount extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly automountServiceAccountToken: boolean }) {
    super(scope, id, { apiVersion: 'v1', kind: 'ServiceAccount', ...props });
  }
}

/** ConfigMap `v1`. */
export class ConfigMap extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly data: StringMap }) {
    super(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props });
  }
}

/** ResourceQuota `v1`. @see https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export class ResourceQuota extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: { readonly hard: StringMap } }) {
    super(scope, id, { apiVersion: 'v1', kind: 'ResourceQuota', ...props });
  }
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/core/service-v1/ */
export interface ServiceSpec {
  readonly type?: 'ClusterIP';
  /** `None` makes the Service headless. @default - an address of the cluster's */
  readonly clusterIP?: 'None';
  readonly selector: StringMap;
  /** @default - none, which only a headless Service may have */
  readonly ports?: readonly ServicePort[];
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort?: number;
  readonly protocol: 'TCP';
  readonly appProtocol?: string;
}

/** Service `v1`. */
export class Service extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: ServiceSpec }) {
    super(scope, id, { apiVersion: 'v1', kind: 'Service', ...props });
  }
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/core/persistent-volume-claim-v1/ */
export interface PersistentVolumeClaimSpec {
  /** @default - the cluster's own default */
  readonly storageClassName?: string;
  readonly accessModes: readonly ('ReadWriteOnce' | 'ReadWriteMany')[];
  readonly resources: { readonly requests: { readonly storage: string } };
}

/** PersistentVolumeClaim `v1`. */
export class PersistentVolumeClaim extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: PersistentVolumeClaimSpec }) {
    super(scope, id, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...props });
  }
}
