import { Lazy, type ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Deployment } from '../api/apps';
import { ServiceAccount } from '../api/core';
import type { StringMap } from '../api/metadata';
import { PodDisruptionBudget } from '../api/policy';
import type { Conventions } from '../conventions';
import { arrivalSeconds, startupSeconds } from './engine-lifecycle';
import { enginePod, portName } from './engine-pod';
import { targetPortsOf } from './engine-ports';
import { objectLabels, replicaSelector, ROLE_LABEL, roleLabels, roleSelector, selectorLabels, workloadLabels } from '../labels';
import { disaggregatedSet, leaderWorkers } from './leader-workers';
import type { Finding } from '../../../target/binding';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';
import { WORKLOAD_LABEL } from '../../../target/labels';
import { PodMonitor } from '../../crds/monitoring';

/** The replicas of a pool, role by role, with the identity that reads the model and what keeps some of them up. */
export function engines(scope: Construct, need: InferenceRequest, conventions: Conventions): readonly ApiObject[] {
  engineServiceAccount(scope, need);
  const roles = rolesOf(need);
  if (!roles.some(({ jointRollout }) => jointRollout)) {
    return roles.map((role) => engine(scope, role, conventions));
  }
  roles.forEach((role) => disruptionBudget(scope, role, replicaSelector(role)));
  return [disaggregatedSet(scope, 'Resource', need, conventions)];
}

function engine(scope: Construct, need: RoleRequest, conventions: Conventions): ApiObject {
  const grouped = need.podsPerReplica > 1;
  disruptionBudget(scope, need, grouped ? replicaSelector(need) : roleSelector(need));
  return grouped ? leaderWorkers(scope, roleId(need, 'Resource'), need, conventions) : deployment(scope, need, conventions);
}

function deployment(scope: Construct, need: RoleRequest, conventions: Conventions): Deployment {
  return new Deployment(scope, roleId(need, 'Resource'), {
    metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
    spec: {
      ...(need.scaling === undefined && { replicas: need.minReplicas }),
      progressDeadlineSeconds: arrivalSeconds(need) + startupSeconds(need) + 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: rollout(need) },
      selector: { matchLabels: roleSelector(need) },
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

/** Scrapes the engine; its series carry the workload's label, which scaling asks by. */
export function engineMetrics(scope: Construct, need: InferenceRequest, conventions: Conventions): PodMonitor {
  return new PodMonitor(scope, 'Metrics', {
    metadata: { name: need.name, namespace: need.namespace, labels: { ...workloadLabels(need.name, 'engine'), ...conventions.podMonitorLabels } },
    spec: {
      selector: { matchLabels: selectorLabels(need.name, 'engine') },
      podTargetLabels: need.roles.length > 1 ? [WORKLOAD_LABEL, ROLE_LABEL] : [WORKLOAD_LABEL],
      podMetricsEndpoints: targetPortsOf(need).map((_, rank) => ({ port: portName(rank), path: '/metrics', interval: '15s' })),
    },
  });
}

/** Advice on a store that cannot follow the replicas. */
export function engineFindings(need: InferenceRequest): readonly Finding[] {
  const { modelStore, roles } = need;
  const maxReplicas = roles.reduce((sum, role) => sum + role.maxReplicas, 0);
  const pods = roles.reduce((sum, role) => sum + role.maxReplicas * role.podsPerReplica, 0);
  const tied = modelStore.kind === 'volume' && modelStore.accessMode === 'ReadWriteOnce' && pods > 1;
  const whole = pods === maxReplicas ? '' : `, in ${pods} pods,`;
  const message = `'maxReplicas' (${maxReplicas})${whole} run on one node only, the one that holds the volume of models; use a storage class with ReadWriteMany`;
  return tied ? [{ code: 'ModelVolumeOnOneNode', severity: 'warning', message }] : [];
}
