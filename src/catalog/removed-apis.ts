import { kubernetesMinorOf } from './kubernetes-minors';
import type { Sourced } from './sourced';

/** A version of an API that clusters no longer serve. */
export interface RemovedApi extends Sourced {
  /** First Kubernetes minor without it, such as `1.25`. */
  readonly removedIn: string;
  /** What to write instead. */
  readonly replacement: string;
}

const GUIDE = { source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/', asOf: '2026-11-23' };

/** By `apiVersion kind`, or by `apiVersion` where a whole version is gone. */
const REMOVED: Readonly<Record<string, RemovedApi>> = {
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': { removedIn: '1.22', replacement: 'admissionregistration.k8s.io/v1', ...GUIDE },
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': { removedIn: '1.22', replacement: 'admissionregistration.k8s.io/v1', ...GUIDE },
  'apiextensions.k8s.io/v1beta1': { removedIn: '1.22', replacement: 'apiextensions.k8s.io/v1', ...GUIDE },
  'apps/v1beta1': { removedIn: '1.16', replacement: 'apps/v1', ...GUIDE },
  'apps/v1beta2': { removedIn: '1.16', replacement: 'apps/v1', ...GUIDE },
  'autoscaling/v2beta1': { removedIn: '1.25', replacement: 'autoscaling/v2', ...GUIDE },
  'autoscaling/v2beta2': { removedIn: '1.26', replacement: 'autoscaling/v2', ...GUIDE },
  'batch/v1beta1': { removedIn: '1.25', replacement: 'batch/v1', ...GUIDE },
  'certificates.k8s.io/v1beta1': { removedIn: '1.22', replacement: 'certificates.k8s.io/v1', ...GUIDE },
  'coordination.k8s.io/v1beta1 Lease': { removedIn: '1.22', replacement: 'coordination.k8s.io/v1', ...GUIDE },
  'discovery.k8s.io/v1beta1': { removedIn: '1.25', replacement: 'discovery.k8s.io/v1', ...GUIDE },
  'events.k8s.io/v1beta1': { removedIn: '1.25', replacement: 'events.k8s.io/v1', ...GUIDE },
  'extensions/v1beta1': { removedIn: '1.22', replacement: 'apps/v1 or networking.k8s.io/v1', ...GUIDE },
  'flowcontrol.apiserver.k8s.io/v1beta1': { removedIn: '1.26', replacement: 'flowcontrol.apiserver.k8s.io/v1', ...GUIDE },
  'flowcontrol.apiserver.k8s.io/v1beta2': { removedIn: '1.29', replacement: 'flowcontrol.apiserver.k8s.io/v1', ...GUIDE },
  'flowcontrol.apiserver.k8s.io/v1beta3': { removedIn: '1.32', replacement: 'flowcontrol.apiserver.k8s.io/v1', ...GUIDE },
  'networking.k8s.io/v1beta1 Ingress': { removedIn: '1.22', replacement: 'networking.k8s.io/v1', ...GUIDE },
  'networking.k8s.io/v1beta1 IngressClass': { removedIn: '1.22', replacement: 'networking.k8s.io/v1', ...GUIDE },
  'node.k8s.io/v1beta1': { removedIn: '1.25', replacement: 'node.k8s.io/v1', ...GUIDE },
  'policy/v1beta1': { removedIn: '1.25', replacement: 'policy/v1', ...GUIDE },
  'rbac.authorization.k8s.io/v1beta1': { removedIn: '1.22', replacement: 'rbac.authorization.k8s.io/v1', ...GUIDE },
  'scheduling.k8s.io/v1beta1': { removedIn: '1.22', replacement: 'scheduling.k8s.io/v1', ...GUIDE },
  'storage.k8s.io/v1beta1 CSIStorageCapacity': { removedIn: '1.27', replacement: 'storage.k8s.io/v1', ...GUIDE },
};

/** The removal that a cluster of a Kubernetes minor has behind it, if any. */
export function removalOf(apiVersion: string, kind: string, kubernetesVersion: string): RemovedApi | undefined {
  const removed = REMOVED[`${apiVersion} ${kind}`] ?? REMOVED[apiVersion];
  return removed !== undefined && kubernetesMinorOf(removed.removedIn) <= kubernetesMinorOf(kubernetesVersion) ? removed : undefined;
}
