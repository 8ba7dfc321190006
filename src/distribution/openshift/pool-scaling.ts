import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { OpenShiftCluster } from './cluster';
import { POOL_SERIES_LABEL, ROLE_SERIES_LABEL, workloadOf } from './kserve-pods';
import { metricsReader, readerName } from './metrics-reader';
import { hasPart } from '../../catalog/openshift-ai-releases';
import type { Fulfilment } from '../../target/binding';
import { rolesOf, type InferenceRequest, type RoleRequest, type ScalingRequest } from '../../target/inference-request';
import { ScaledObject, type PrometheusTrigger, type ScaledObjectSpec } from '../crds/keda';
import type { LlmInferenceService, LlmWorkload } from '../crds/kserve';
import { roleId } from '../kubernetes/engine';
import { roleLabels } from '../kubernetes/labels';
import { SCALING_BEHAVIOR, scalingTrigger } from '../kubernetes/scaling';

/** How the replicas of a pool move, and what is said of it. */
export interface PoolScaling {
  readonly replicas: (need: RoleRequest) => Pick<LlmWorkload, 'replicas' | 'scaling'>;
  readonly fulfilments: (service: LlmInferenceService) => readonly Fulfilment[];
}

/** KServe keeps a number of replicas, or has KEDA move them in a range; where its release cannot, KEDA is told by us. */
export function scaling(scope: Construct, need: InferenceRequest, cluster: OpenShiftCluster): PoolScaling {
  const roles = rolesOf(need);
  const byKServe = hasPart(cluster.aiVersion, 'keda');
  if (roles.some((role) => role.scaling !== undefined && costOf(role.scaling) === undefined)) {
    metricsReader(scope, need);
  }
  const scaled = roles.map((role) => ({ role, ours: byKServe ? [] : scaledByUs(scope, role, cluster) }));
  return {
    replicas: (role) => replicas(role, cluster, byKServe),
    fulfilments: (service) => scaled.map(({ role, ours }) => scalingFulfilment(role, ours.length > 0 ? ours : [service])),
  };
}

function replicas(need: RoleRequest, cluster: OpenShiftCluster, byKServe: boolean): Pick<LlmWorkload, 'replicas' | 'scaling'> {
  if (need.scaling === undefined) {
    return { replicas: need.minReplicas };
  }
  const { minReplicaCount: minReplicas, maxReplicaCount: maxReplicas, ...idle } = rangeOf(need);
  // the definition's own rule reads the name without asking whether it is there: left out, it refuses the object
  const keda = { ...idle, advanced: { horizontalPodAutoscalerConfig: { name: '' as const, behavior: SCALING_BEHAVIOR } } };
  const variantCost = costOf(need.scaling);
  if (variantCost !== undefined) {
    return { scaling: { minReplicas, maxReplicas, wva: { variantCost, keda } } };
  }
  return byKServe ? { scaling: { minReplicas, maxReplicas, keda: { ...keda, triggers: [metricsTrigger(need, need.scaling, cluster)] } } } : {};
}

/** From one replica on; a pool that may go to none is idle at none. */
function rangeOf({ minReplicas, maxReplicas }: RoleRequest): Pick<ScaledObjectSpec, 'minReplicaCount' | 'maxReplicaCount' | 'idleReplicaCount'> {
  return { minReplicaCount: Math.max(minReplicas, 1), maxReplicaCount: maxReplicas, ...(minReplicas === 0 && { idleReplicaCount: 0 as const }) };
}

/** What a replica costs, where the variant autoscaler chooses among deployments of one model by that. */
function costOf({ metric, cost }: { readonly metric: string; readonly cost?: number }): string | undefined {
  return metric === 'variants' ? String(cost) : undefined;
}

/** KServe leaves the number of replicas alone where it is told none. */
function scaledByUs(scope: Construct, need: RoleRequest, cluster: OpenShiftCluster): readonly ScaledObject[] {
  return need.scaling === undefined || costOf(need.scaling) !== undefined ? [] : [new ScaledObject(scope, roleId(need, 'Scaling'), {
    metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
    spec: {
      scaleTargetRef: workloadOf(need.name, need),
      ...rangeOf(need),
      advanced: { horizontalPodAutoscalerConfig: { behavior: SCALING_BEHAVIOR } },
      triggers: [metricsTrigger(need, need.scaling, cluster)],
    },
  })];
}

/** The cluster's metrics are read with the rights that a token has in this namespace. */
function metricsTrigger(need: RoleRequest, request: ScalingRequest, { conventions }: OpenShiftCluster): PrometheusTrigger {
  const trigger = scalingTrigger(need, request, conventions.prometheusUrl, seriesOf(need));
  return { ...trigger, metadata: { ...trigger.metadata, namespace: need.namespace, authModes: 'bearer' }, authenticationRef: { name: readerName(need) } };
}

/** What tells the series of a role, up to the name of the pool: KServe's monitors say the role by a label of their own. */
function seriesOf({ role }: RoleRequest): string {
  return role === 'prefill-decode' ? POOL_SERIES_LABEL : `${ROLE_SERIES_LABEL}="${role}",${POOL_SERIES_LABEL}`;
}

function scalingFulfilment(need: RoleRequest, objects: readonly ApiObject[]): Fulfilment {
  if (need.scaling === undefined) {
    return { capability: 'pod_autoscaling', level: 'not-applicable', reason: `replicas are fixed at ${need.minReplicas}, because no scaling is declared`, objects: [] };
  }
  const scaler = objects.some(({ kind }) => kind === 'ScaledObject') ? 'KEDA scales' : 'KServe has KEDA scale';
  return { capability: 'pod_autoscaling', level: 'equal', reason: `${scaler} replicas by ${need.scaling.metric}, read from the monitoring of user workloads`, objects };
}
