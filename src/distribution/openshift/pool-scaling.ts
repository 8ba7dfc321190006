import type { Construct } from 'constructs';
import { POOL_SERIES_LABEL } from './kserve-pods';
import type { Fulfilment } from '../../target/binding';
import type { RoleRequest } from '../../target/inference-request';
import type { ScalingRequest } from '../../target/scaling-request';
import type { PrometheusTrigger } from '../crds/keda';
import type { LlmInferenceServiceSpec } from '../crds/kserve';
import { TriggerAuthentication } from '../crds/trigger-authentication';
import { ServiceAccount } from '../kubernetes/api/core';
import type { ObjectMeta } from '../kubernetes/api/metadata';
import { Role, RoleBinding, type PolicyRule, type Subject } from '../kubernetes/api/rbac';
import type { Conventions } from '../kubernetes/conventions';
import { workloadLabels } from '../kubernetes/labels';
import { requireScalable, scalingBehavior, scalingTrigger } from '../kubernetes/scaling';

/** The operator of the custom metrics autoscaler, which is KEDA on OpenShift. */
const KEDA_OPERATOR: Subject = { kind: 'ServiceAccount', name: 'keda-operator', namespace: 'openshift-keda' };

/** ConfigMap that OpenShift puts into every namespace: who signs the certificates of its Services. */
const SERVICE_CA = { name: 'openshift-service-ca.crt', key: 'service-ca.crt' };

/** How many replicas KServe keeps: a number, or a range that KEDA moves in. */
export function replicas(scope: Construct, need: RoleRequest, conventions: Conventions): Pick<LlmInferenceServiceSpec, 'replicas' | 'scaling'> {
  const { minReplicas, maxReplicas, scaling } = need;
  if (scaling === undefined) {
    return { replicas: minReplicas };
  }
  // KServe's own picker holds no requests back
  requireScalable(need, scaling, false, scope);
  const triggers = [metricsTrigger(need, scaling, conventions, metricsReader(scope, need))];
  // the definition's own rule reads the name without asking whether it is there: left out, it refuses the object
  const advanced = { horizontalPodAutoscalerConfig: { name: '', behavior: scalingBehavior(need) } };
  return { scaling: { minReplicas, maxReplicas, keda: { advanced, triggers } } };
}

/** What is said of that. */
export function scalingFulfilment({ minReplicas, scaling }: RoleRequest, objects: Fulfilment['objects']): Fulfilment {
  return scaling === undefined
    ? { capability: 'pod_autoscaling', level: 'not-applicable', reason: `replicas are fixed at ${minReplicas}, because no scaling is declared`, objects: [] }
    : { capability: 'pod_autoscaling', level: 'equal', reason: `KServe has KEDA scale replicas by ${scaling.metric}, read from the monitoring of user workloads`, objects };
}

/** The cluster's metrics are read with the rights that a token has in this namespace. */
function metricsTrigger(need: RoleRequest, scaling: ScalingRequest, conventions: Conventions, authentication: string): PrometheusTrigger {
  const trigger = scalingTrigger(need, scaling, conventions.prometheusUrl, POOL_SERIES_LABEL);
  return { ...trigger, metadata: { ...trigger.metadata, namespace: need.namespace, authModes: 'bearer' }, authenticationRef: { name: authentication } };
}

/** An identity that may read the metrics of this namespace, and leave for KEDA to take it; returns the name of both. */
function metricsReader(scope: Construct, need: RoleRequest): string {
  const { namespace } = need;
  const name = `${need.name}-metrics`;
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
  return name;
}

function grant(scope: Construct, id: string, metadata: ObjectMeta, rule: PolicyRule, subject: Subject): void {
  new Role(scope, id, { metadata, rules: [rule] });
  new RoleBinding(scope, `${id}Binding`, { metadata, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name }, subjects: [subject] });
}
