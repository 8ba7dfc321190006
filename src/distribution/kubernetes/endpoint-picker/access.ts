import type { Construct } from 'constructs';
import { INFERENCE_POOL_GROUP } from '../../crds/inference';
import { ServiceAccount } from '../api/core';
import type { ObjectMeta } from '../api/metadata';
import { Role, RoleBinding } from '../api/rbac';

/** Metadata of an object that is in a namespace. */
type NamespacedMeta = ObjectMeta & { readonly namespace: string };

/** What the picker watches: the pool, its pods, and priorities and rewrites where their kinds are installed. */
export function pickerAccess(scope: Construct, metadata: NamespacedMeta, pickers: number): void {
  const { name, namespace } = metadata;
  const verbs = ['get', 'list', 'watch'];
  new ServiceAccount(scope, 'PickerServiceAccount', { metadata, automountServiceAccountToken: false });
  new Role(scope, 'PickerRole', {
    metadata,
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs },
      { apiGroups: [INFERENCE_POOL_GROUP], resources: ['inferencepools'], verbs },
      { apiGroups: ['llm-d.ai'], resources: ['inferencemodelrewrites', 'inferenceobjectives'], verbs },
    ],
  });
  new RoleBinding(scope, 'PickerRoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  if (pickers > 1) {
    leaderElection(scope, metadata);
  }
}

/** Pickers that stand by learn from a lease which of them answers. */
function leaderElection(scope: Construct, picker: NamespacedMeta): void {
  const metadata = { ...picker, name: `${picker.name}-leader-election` };
  new Role(scope, 'PickerElectionRole', {
    metadata,
    rules: [
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
    ],
  });
  new RoleBinding(scope, 'PickerElectionRoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', name: picker.name, namespace: picker.namespace }],
  });
}
