import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { Deployment } from './api/apps';
import { ServiceAccount } from './api/core';
import type { StringMap } from './api/metadata';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from './api/networking';
import { PodDisruptionBudget } from './api/policy';
import type { Conventions } from './conventions';
import { ENGINE_PORT } from './engine-arguments';
import { startupSeconds } from './engine-lifecycle';
import { enginePod } from './engine-pod';
import { objectLabels, ROLE_LABEL, roleLabels, roleSelector, selectorLabels, workloadLabels } from './labels';
import { allow, namespaceOf, tcp, to } from './network-policies';
import type { Finding } from '../../target/binding';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../target/inference-request';
import { WORKLOAD_LABEL } from '../../target/labels';
import { PodMonitor } from '../crds/monitoring';

/** The replicas of a pool, role by role, with the identity that reads the model and what keeps some of them up. */
export function engines(scope: Construct, need: InferenceRequest, conventions: Conventions): readonly Deployment[] {
  engineServiceAccount(scope, need);
  return rolesOf(need).map((role) => engine(scope, role, conventions));
}

function engine(scope: Construct, need: RoleRequest, conventions: Conventions): Deployment {
  const selector = { matchLabels: roleSelector(need) };
  disruptionBudget(scope, need, selector.matchLabels);
  return new Deployment(scope, roleId(need, 'Resource'), {
    metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
    spec: {
      ...(need.scaling === undefined && { replicas: need.minReplicas }),
      progressDeadlineSeconds: startupSeconds(need) + 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: rollout(need) },
      selector,
      template: enginePod(need, conventions),
    },
  });
}

/** Id of an object that each role has one of: roles that only prefill stand beside those that answer. */
export function roleId({ role }: Pick<RoleRequest, 'role'>, id: string): string {
  return role === 'prefill' ? `Prefill${id}` : id;
}

/** The identity that reads the models. */
export function engineServiceAccount(scope: Construct, { serviceAccountName: name, namespace }: InferenceRequest): void {
  new ServiceAccount(scope, 'ServiceAccount', { metadata: { name, namespace, labels: objectLabels(name) }, automountServiceAccountToken: false });
}

/** A new replica starts before an old one goes where the nodes hold both for certain; elsewhere it would wait for a GPU that the old one has. */
export function rollout({ surgeReplicas = () => 0 }: Pick<RoleRequest, 'surgeReplicas'>): { readonly maxSurge: number; readonly maxUnavailable: number } {
  return Lazy.any({ produce: () => (surgeReplicas() > 0 ? { maxSurge: 1, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: 1 }) });
}

/** Lets one replica go at a time while nodes are drained; a pool that never has more than one has nothing to keep. */
export function disruptionBudget(scope: Construct, need: RoleRequest, matchLabels: StringMap): void {
  if (need.maxReplicas > 1) {
    new PodDisruptionBudget(scope, roleId(need, 'DisruptionBudget'), {
      metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
      spec: { maxUnavailable: 1, selector: { matchLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    });
  }
}

/** Who may call the engine, and the way to its models. */
export function engineTraffic(scope: Construct, need: InferenceRequest, conventions: Conventions, callers: readonly NetworkPolicyPeer[]): void {
  const egress = modelEgress(need);
  allow(scope, 'Traffic', {
    name: need.name, namespace: need.namespace, podLabels: selectorLabels(need.name, 'engine'),
    ingress: [{ from: [...callers, namespaceOf(conventions.monitoringNamespace)], ports: tcp(ENGINE_PORT) }],
    ...(egress.length > 0 && { egress }),
  });
}

/** Scrapes the engine; its series carry the workload's label, which scaling asks by. */
export function engineMetrics(scope: Construct, need: InferenceRequest, conventions: Conventions): PodMonitor {
  return new PodMonitor(scope, 'Metrics', {
    metadata: { name: need.name, namespace: need.namespace, labels: { ...workloadLabels(need.name, 'engine'), ...conventions.podMonitorLabels } },
    spec: {
      selector: { matchLabels: selectorLabels(need.name, 'engine') },
      podTargetLabels: need.roles.length > 1 ? [WORKLOAD_LABEL, ROLE_LABEL] : [WORKLOAD_LABEL],
      podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '15s' }],
    },
  });
}

/** Advice on a store that cannot follow the replicas. */
export function engineFindings(need: InferenceRequest): readonly Finding[] {
  const { modelStore, roles } = need;
  const maxReplicas = roles.reduce((sum, role) => sum + role.maxReplicas, 0);
  const tied = modelStore.kind === 'volume' && modelStore.accessMode === 'ReadWriteOnce' && maxReplicas > 1;
  const message = `'maxReplicas' (${maxReplicas}) run on one node only, the one that holds the volume of models; use a storage class with ReadWriteMany`;
  return tied ? [{ code: 'ModelVolumeOnOneNode', severity: 'warning', message }] : [];
}

/** The way to a store outside of the cluster. */
export function modelEgress({ modelStore }: InferenceRequest): readonly NetworkPolicyEgressRule[] {
  return modelStore.kind === 'object-store' ? modelStore.egress.map(to) : [];
}
