import type { KubernetesObject } from '../core/rendered';

/** Kinds that others of the same file stand on, in the order in which they are applied; all other kinds come between. */
const FIRST_KINDS = [
  'Namespace', 'CustomResourceDefinition', 'PriorityClass', 'StorageClass', 'RuntimeClass', 'ResourceQuota', 'LimitRange', 'NetworkPolicy',
  'ServiceAccount', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ConfigMap', 'Secret', 'PersistentVolume', 'PersistentVolumeClaim', 'Service',
];

/** Kinds that judge what is applied after them. */
const LAST_KINDS = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** Objects by kind (what others need first), then namespace and name. */
export function inApplyOrder(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...objects].sort((a, b) => rankOf(a.kind) - rankOf(b.kind) || compare(sortKeyOf(a), sortKeyOf(b)));
}

function rankOf(kind: string): number {
  const first = FIRST_KINDS.indexOf(kind);
  const last = LAST_KINDS.indexOf(kind);
  return first !== -1 ? first : FIRST_KINDS.length + 1 + last;
}

/** Kind, namespace, name and API, kept apart by a character that none of them can hold. */
function sortKeyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return [kind, metadata.namespace ?? '', metadata.name, apiVersion].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
