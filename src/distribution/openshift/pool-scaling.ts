import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { OpenShiftCluster } from './cluster';
import { workloadOf } from './kserve-pods';
import { seriesOf } from './kserve-series';
import { metricsReader, readerName } from './metrics-reader';
import { hasPart, hasRouterKinds } from '../../catalog/openshift-ai-releases';
import { whereGiven } from '../../errors/requirements';
import type { Fulfilment } from '../../target/binding';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../target/inference-request';
import type { ScalingRequest } from '../../target/scaling-request';
import { ScaledObject, type PrometheusTrigger } from '../crds/keda';
import type { LlmInferenceService, LlmWorkload } from '../crds/kserve';
import { roleId } from '../kubernetes/engine/engine';
import { roleLabels } from '../kubernetes/labels';
import { replicaCounts, requireScalable, scalingBehavior, waitReason } from '../kubernetes/scaling/scaling';
import { activationTrigger, scalingTrigger } from '../kubernetes/scaling/scaling-triggers';

/** How the replicas of a pool move, and what is said of it. */
export interface PoolScaling {
  readonly replicas: (need: RoleRequest) => Pick<LlmWorkload, 'replicas' | 'scaling'>;
  readonly fulfilments: (service: LlmInferenceService) => readonly Fulfilment[];
}

/** KServe keeps a number of replicas, or has KEDA move them in a range; where its release cannot, KEDA is told by us. */
export function scaling(scope: Construct, need: InferenceRequest, cluster: OpenShiftCluster): PoolScaling {
  const roles = rolesOf(need);
  roles.forEach((role) => whereGiven(role.scaling, (asked) => { requireScalable(role, asked, hasRouterKinds(cluster.aiVersion), scope); }));
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
  const { minReplicaCount: minReplicas, maxReplicaCount: maxReplicas, ...idle } = replicaCounts(need);
  // the definition's own rule reads the name without asking whether it is there: left out, it refuses the object
  const keda = { ...idle, advanced: { horizontalPodAutoscalerConfig: { name: '' as const, behavior: scalingBehavior(need) } } };
  const variantCost = costOf(need.scaling);
  if (variantCost !== undefined) {
    return { scaling: { minReplicas, maxReplicas, wva: { variantCost, keda } } };
  }
  return byKServe ? { scaling: { minReplicas, maxReplicas, keda: { ...keda, triggers: triggersOf(need, need.scaling, cluster) } } } : {};
}

/** What a replica costs, where the variant autoscaler chooses among deployments of one model by that. */
function costOf(asked: ScalingRequest): string | undefined {
  return asked.metric === 'variants' ? String(asked.cost) : undefined;
}

/** KServe leaves the number of replicas alone where it is told none. */
function scaledByUs(scope: Construct, need: RoleRequest, cluster: OpenShiftCluster): readonly ScaledObject[] {
  return need.scaling === undefined || costOf(need.scaling) !== undefined ? [] : [new ScaledObject(scope, roleId(need, 'Scaling'), {
    metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
    spec: {
      scaleTargetRef: workloadOf(need.name, need),
      ...replicaCounts(need),
      advanced: { horizontalPodAutoscalerConfig: { behavior: scalingBehavior(need) } },
      triggers: triggersOf(need, need.scaling, cluster),
    },
  })];
}

/** A pool without a replica has no series but the picker's, which starts the first one. */
function triggersOf(need: RoleRequest, asked: ScalingRequest, { conventions: { prometheusUrl } }: OpenShiftCluster): readonly PrometheusTrigger[] {
  const series = seriesOf(need);
  const first = need.minReplicas === 0 ? [activationTrigger(need, prometheusUrl, series)] : [];
  return [scalingTrigger(need, asked, prometheusUrl, series), ...first].map((trigger) => authenticated(trigger, need));
}

/** The cluster's metrics are read with the rights that a token has in this namespace. */
function authenticated(trigger: PrometheusTrigger, need: RoleRequest): PrometheusTrigger {
  return { ...trigger, metadata: { ...trigger.metadata, namespace: need.namespace, authModes: 'bearer' }, authenticationRef: { name: readerName(need) } };
}

function scalingFulfilment(need: RoleRequest, objects: readonly ApiObject[]): Fulfilment {
  if (need.scaling === undefined) {
    return { capability: 'pod_autoscaling', level: 'not-applicable', reason: `replicas are fixed at ${need.minReplicas}, because no scaling is declared`, objects: [] };
  }
  const scaler = objects.some(({ kind }) => kind === 'ScaledObject') ? 'KEDA scales' : 'KServe has KEDA scale';
  return { capability: 'pod_autoscaling', level: 'equal', reason: `${scaler} replicas by ${need.scaling.metric}, read from the monitoring of user workloads${waitReason(need)}`, objects };
}
