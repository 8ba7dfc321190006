import type { PersistentVolumeClaimSpec } from './core';
import type { LabelSelector, StringMap, TemplateMeta } from './metadata';
import type { Affinity } from '../../../target/zone-affinity';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/ */
export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly securityContext?: PodSecurityContext;
  readonly terminationGracePeriodSeconds?: number;
  readonly priorityClassName?: string;
  readonly runtimeClassName?: string;
  readonly hostNetwork?: true;
  readonly nodeSelector?: StringMap;
  readonly tolerations?: readonly PodToleration[];
  readonly affinity?: Partial<Affinity> & PodAffinities;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly restartPolicy?: 'OnFailure' | 'Never';
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
}

/** A pod to make. */
export interface PodTemplate {
  readonly metadata: TemplateMeta;
  readonly spec: PodSpec;
}

export interface PodToleration {
  readonly key?: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'NoExecute';
}

export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  readonly labelSelector: LabelSelector;
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity */
export interface PodAffinities {
  readonly podAffinity?: {
    readonly preferredDuringSchedulingIgnoredDuringExecution: readonly { readonly weight: number; readonly podAffinityTerm: PodAffinityTerm }[];
  };
}

export interface PodAffinityTerm {
  readonly labelSelector: LabelSelector;
  /** Labels whose value must be the pod's own. */
  readonly matchLabelKeys?: readonly string[];
  readonly topologyKey: string;
}

export interface PodSecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy?: 'OnRootMismatch' | 'Always';
  readonly seccompProfile?: { readonly type: 'RuntimeDefault' };
  /** @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls */
  readonly sysctls?: readonly { readonly name: string; readonly value: string }[];
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  /** Only of init containers, which then run beside the others. @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
  readonly restartPolicy?: 'Always';
  readonly env?: readonly EnvVar[];
  readonly ports?: readonly ContainerPort[];
  readonly resources?: Resources;
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly securityContext?: ContainerSecurityContext;
  readonly volumeMounts?: readonly VolumeMount[];
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef?: { readonly name: string; readonly key: string };
    readonly fieldRef?: { readonly fieldPath: string };
  };
}

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol?: 'TCP';
}

/** Quantities by resource name. @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export interface Resources {
  readonly requests?: StringMap;
  readonly limits?: StringMap;
}

export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: number };
  readonly grpc?: { readonly port: number; readonly service?: string };
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
}

export interface ContainerSecurityContext {
  readonly privileged?: true;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop: readonly string[] };
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: 'Memory'; readonly sizeLimit?: string };
  readonly configMap?: { readonly name: string };
  readonly persistentVolumeClaim?: { readonly claimName: string; readonly readOnly?: boolean };
  /** A claim that is made with the pod and goes with it. */
  readonly ephemeral?: { readonly volumeClaimTemplate: { readonly spec: PersistentVolumeClaimSpec } };
  /** The files of an OCI image. @see https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/ */
  readonly image?: { readonly reference: string; readonly pullPolicy: 'IfNotPresent' | 'Always' | 'Never' };
  readonly projected?: { readonly sources: readonly ProjectedSource[] };
  readonly hostPath?: { readonly path: string; readonly type: 'Directory' };
}

/** @see https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
export type ProjectedSource =
  | { readonly serviceAccountToken: { readonly path: string; readonly expirationSeconds: number } }
  | { readonly configMap: { readonly name: string; readonly items: readonly { readonly key: string; readonly path: string }[] } }
  | { readonly downwardAPI: { readonly items: readonly { readonly path: string; readonly fieldRef: { readonly fieldPath: string } }[] } };
