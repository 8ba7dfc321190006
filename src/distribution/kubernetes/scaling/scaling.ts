import type { Construct } from 'constructs';
import type { Conventions } from '../conventions';
import { scaleTargetOf } from './scale-target';
import { activationTrigger, scalingTrigger } from './scaling-triggers';
import { ValidationError } from '../../../errors/validation-error';
import type { Fulfilment } from '../../../target/binding';
import type { RoleRequest } from '../../../target/inference-request';
import type { ScalingRequest } from '../../../target/scaling-request';
import { ScaledObject, type PrometheusTrigger, type ScaledObjectSpec, type ScalingBehavior } from '../../crds/keda';
import { VariantAutoscaling } from '../../crds/variant-autoscaling';
import { roleId } from '../engine/engine';
import { gracePeriodSeconds, readySeconds } from '../engine/engine-lifecycle';
import { requestSeconds } from '../gateway/routing';
import { roleLabels } from '../labels';

/** Seconds between two looks while there is no replica: the autoscaler itself looks while there are any. */
const POLLING_SECONDS = 15;

/** Seconds in which a pool at most doubles. */
const GROWTH_SECONDS = 300;

/** Longest period of a policy that the API takes, seconds. @see https://kubernetes.io/docs/reference/kubernetes-api/autoscaling/horizontal-pod-autoscaler-v2/ */
const LONGEST_PERIOD_SECONDS = 1800;

/** Figures that only the endpoint picker has. */
const PICKERS: ReadonlySet<ScalingRequest['metric']> = new Set(['picker-queue', 'pool-saturation']);

/**
 * How fast a pool may grow and shrink.
 *
 * Demand must be lower for as long as a start takes: a replica that went too early costs that time again. One goes at a
 * time, the next when it has drained.
 */
export function scalingBehavior(need: RoleRequest): ScalingBehavior {
  const drained = clamped(gracePeriodSeconds(need));
  return {
    scaleDown: { stabilizationWindowSeconds: quietSeconds(need), policies: [{ type: 'Pods', value: 1, periodSeconds: drained }] },
    scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: GROWTH_SECONDS }] },
  };
}

/** What a start usually takes: its limit is for the slowest store, half of it for most. */
function quietSeconds(need: RoleRequest): number {
  return clamped(Math.ceil(readySeconds(need) / 2));
}

/** Scales the replicas of a role where that is declared; says so where it is not. `picker` is whether one chooses among the replicas. */
export function scaleReplicas(scope: Construct, need: RoleRequest, conventions: Conventions, picker = true): Fulfilment {
  const { scaling } = need;
  if (scaling === undefined) {
    const reason = `replicas are fixed at ${need.minReplicas}, because no scaling is declared`;
    return { capability: 'pod_autoscaling', level: 'not-applicable', reason, objects: [] };
  }
  requireScalable(need, scaling, picker, scope);
  const variants = scaling.metric === 'variants' ? [variant(scope, need, scaling.cost)] : [];
  const scaled = new ScaledObject(scope, roleId(need, 'Scaling'), {
    metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
    spec: {
      scaleTargetRef: scaleTargetOf(need),
      ...replicaCounts(need),
      advanced: { horizontalPodAutoscalerConfig: { behavior: scalingBehavior(need) } },
      triggers: triggersOf(need, scaling, conventions),
    },
  });
  return { capability: 'pod_autoscaling', level: 'equal', reason: scalingReason(need, scaling), objects: [scaled, ...variants] };
}

/** Refuses what would not scale, or would never come back. */
export function requireScalable(need: RoleRequest, scaling: ScalingRequest, picker: boolean, scope: Construct): void {
  const held = picker && need.routing?.flowControl !== undefined;
  const remedy = picker ? "have the endpoint picker hold requests with 'routing: { flowControl: … }'" : 'serve the pool where an endpoint picker holds requests';
  if (PICKERS.has(scaling.metric) && !held) {
    const rule = 'is a figure of an endpoint picker that holds requests back, which this pool has not';
    throw new ValidationError({ code: 'NothingHoldsRequests', prop: 'scaleOn', value: scaling.metric, rule, remedy: `${remedy}, or scale on the engine's own ScalingMetric.queueDepth or kvCacheUse` }, scope);
  }
  if (need.minReplicas === 0 && !held) {
    const rule = 'leaves nobody to answer, and nothing holds requests until a replica has started';
    throw new ValidationError({ code: 'NothingHoldsRequests', prop: 'minReplicas', value: 0, rule, remedy: `set it to 1, or ${remedy}` }, scope);
  }
  if (need.minReplicas === 0) {
    requirePatience(need, scope);
  }
  if (scaling.metric === 'variants' && need.podsPerReplica > 1) {
    const rule = `are not chosen among where a replica is a leader with its workers (${need.podsPerReplica} pods)`;
    throw new ValidationError({ code: 'VariantsOfGroups', prop: 'scaleOn', value: scaling.metric, rule, remedy: 'scale on ScalingMetric.poolSaturation or kvCacheUse, or serve the model by replicas of one pod' }, scope);
  }
}

/** Refuses waits that end before the first replica has started: its requests would all fail. */
function requirePatience(need: RoleRequest, scope: Construct): void {
  const start = readySeconds(need);
  const waits = { 'routing.flowControl.defaultRequestTtl': need.routing?.flowControl?.defaultRequestTtlSeconds, 'routing.requestTimeout': requestSeconds(need) };
  const [prop, seconds] = Object.entries(waits).find(([, wait = start]) => wait < start) ?? [];
  if (prop !== undefined) {
    const rule = `ends before the first replica of a pool without one has started, which may take ${start} s`;
    const remedy = `set it to Duration.seconds(${start}) or more, or 'minReplicas' (0) to 1`;
    throw new ValidationError({ code: 'WaitEndsBeforeStart', prop, value: `${seconds} s`, rule, remedy }, scope);
  }
}

/** A pool that goes to zero is idle at 0 and else has one replica or more, which is what the autoscaler itself keeps. */
export function replicaCounts(need: RoleRequest): Pick<ScaledObjectSpec, 'minReplicaCount' | 'maxReplicaCount' | 'idleReplicaCount' | 'cooldownPeriod' | 'pollingInterval'> {
  const { minReplicas, maxReplicas } = need;
  return minReplicas === 0
    ? { pollingInterval: POLLING_SECONDS, idleReplicaCount: 0, minReplicaCount: 1, maxReplicaCount: maxReplicas, cooldownPeriod: quietSeconds(need) }
    : { minReplicaCount: minReplicas, maxReplicaCount: maxReplicas };
}

function triggersOf(need: RoleRequest, scaling: ScalingRequest, { prometheusUrl }: Conventions): readonly PrometheusTrigger[] {
  return [scalingTrigger(need, scaling, prometheusUrl), ...(need.minReplicas === 0 ? [activationTrigger(need, prometheusUrl)] : [])];
}

function scalingReason(need: RoleRequest, { metric }: ScalingRequest): string {
  return `KEDA scales replicas by ${metric}, read from Prometheus${waitReason(need)}`;
}

/** What is said of a pool that may have no replica. */
export function waitReason(need: RoleRequest): string {
  return need.minReplicas > 0 ? '' : `; without requests there is no replica, and the first request then waits up to ${readySeconds(need)} s for one to start`;
}

function variant(scope: Construct, need: RoleRequest, cost: number): VariantAutoscaling {
  return new VariantAutoscaling(scope, roleId(need, 'Variant'), {
    metadata: { name: need.roleName, namespace: need.namespace, labels: { ...roleLabels(need), 'inference.optimization/acceleratorName': need.accelerator.name } },
    spec: { modelID: need.model.name, scaleTargetRef: scaleTargetOf(need), variantCost: String(cost) },
  });
}

function clamped(seconds: number): number {
  return Math.min(Math.max(seconds, GROWTH_SECONDS), LONGEST_PERIOD_SECONDS);
}
