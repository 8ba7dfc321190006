import type { Construct } from 'constructs';
import type { NamedRequest } from '../../target/requests';
import { TriggerAuthentication } from '../crds/trigger-authentication';
import { ServiceAccount } from '../kubernetes/api/core';
import type { ObjectMeta } from '../kubernetes/api/metadata';
import { Role, RoleBinding, type PolicyRule, type Subject } from '../kubernetes/api/rbac';
import { workloadLabels } from '../kubernetes/labels';

/** The operator of the custom metrics autoscaler, which is KEDA on OpenShift. */
const KEDA_OPERATOR: Subject = { kind: 'ServiceAccount', name: 'keda-operator', namespace: 'openshift-keda' };

/** ConfigMap that OpenShift puts into every namespace: who signs the certificates of its Services. */
const SERVICE_CA = { name: 'openshift-service-ca.crt', key: 'service-ca.crt' };

/** Name of the identity that reads a pool's metrics, and of all that belongs to it. */
export function readerName({ name }: Pick<NamedRequest, 'name'>): string {
  return `${name}-metrics`;
}

/** An identity that may read the metrics of its namespace, and leave for KEDA to take it. */
export function metricsReader(scope: Construct, need: NamedRequest): void {
  const { namespace } = need;
  const name = readerName(need);
  const metadata = { name, namespace, labels: workloadLabels(need.name, 'engine') };
  new ServiceAccount(scope, 'MetricsReader', { metadata, automountServiceAccountToken: false });
  grant(scope, 'MetricsRole', metadata, { apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get'] }, { kind: 'ServiceAccount', name, namespace });
  const token = { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: [name], verbs: ['create'] };
  grant(scope, 'TokenRole', { ...metadata, name: `${name}-token` }, token, KEDA_OPERATOR);
  new TriggerAuthentication(scope, 'MetricsAuthentication', {
    metadata,
    spec: {
      boundServiceAccountToken: [{ parameter: 'bearerToken', serviceAccountName: name }],
      configMapTargetRef: [{ parameter: 'ca', ...SERVICE_CA }],
    },
  });
}

function grant(scope: Construct, id: string, metadata: ObjectMeta, rule: PolicyRule, subject: Subject): void {
  new Role(scope, id, { metadata, rules: [rule] });
  new RoleBinding(scope, `${id}Binding`, { metadata, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name }, subjects: [subject] });
}
