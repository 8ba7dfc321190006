import type { Sourced } from './sourced';

/** Kinds of a group that are in no namespace. */
interface ClusterScope extends Sourced {
  readonly kinds: readonly string[];
}

const API = { source: 'https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/', asOf: '2026-11-23' };

/** Groups of the API server itself; every kind of theirs that is not listed is in a namespace. */
const CLUSTER_SCOPED: Readonly<Record<string, ClusterScope>> = {
  '': { kinds: ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'], ...API },
  'admissionregistration.k8s.io': {
    kinds: [
      'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
      'ValidatingWebhookConfiguration',
    ],
    ...API,
  },
  'apiextensions.k8s.io': { kinds: ['CustomResourceDefinition'], ...API },
  'apiregistration.k8s.io': { kinds: ['APIService'], ...API },
  'apps': { kinds: [], ...API },
  'autoscaling': { kinds: [], ...API },
  'batch': { kinds: [], ...API },
  'certificates.k8s.io': { kinds: ['CertificateSigningRequest', 'ClusterTrustBundle'], ...API },
  'coordination.k8s.io': { kinds: [], ...API },
  'discovery.k8s.io': { kinds: [], ...API },
  'events.k8s.io': { kinds: [], ...API },
  'flowcontrol.apiserver.k8s.io': { kinds: ['FlowSchema', 'PriorityLevelConfiguration'], ...API },
  'networking.k8s.io': { kinds: ['IPAddress', 'IngressClass', 'ServiceCIDR'], ...API },
  'node.k8s.io': { kinds: ['RuntimeClass'], ...API },
  'policy': { kinds: [], ...API },
  'rbac.authorization.k8s.io': { kinds: ['ClusterRole', 'ClusterRoleBinding'], ...API },
  'resource.k8s.io': { kinds: ['DeviceClass', 'DeviceTaintRule', 'ResourceSlice'], ...API },
  'scheduling.k8s.io': { kinds: ['PriorityClass'], ...API },
  'storage.k8s.io': { kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'], ...API },
};

/** Whether objects of a kind are in a namespace; undefined for groups that a cluster's operators bring. */
export function isNamespaced(apiVersion: string, kind: string): boolean | undefined {
  const scope = CLUSTER_SCOPED[apiVersion.includes('/') ? apiVersion.split('/')[0]! : ''];
  return scope === undefined ? undefined : !scope.kinds.includes(kind);
}
