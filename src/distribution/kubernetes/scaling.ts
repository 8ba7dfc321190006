import type { Construct } from 'constructs';
import type { Conventions } from './conventions';
import { roleId } from './engine';
import { roleLabels } from './labels';
import { scaleTargetOf } from './scale-target';
import type { Fulfilment } from '../../target/binding';
import type { RoleRequest, ScalingRequest } from '../../target/inference-request';
import { WORKLOAD_LABEL } from '../../target/labels';
import { ScaledObject, type PrometheusTrigger, type ScalingBehavior } from '../crds/keda';

/** Gauges of the engine. @see https://docs.vllm.ai/en/latest/design/metrics/ */
const GAUGES: Readonly<Record<ScalingRequest['metric'], string>> = {
  'queue-depth': 'vllm:num_requests_waiting',
  'running-requests': 'vllm:num_requests_running',
};

/** Seconds that demand must stay lower before a replica goes, and higher before the next one comes: about what one takes to load. */
const STABILIZATION_SECONDS = 300;

/** How fast a pool may grow and shrink: one replica at a time down, for each takes its cache along. */
export const SCALING_BEHAVIOR: ScalingBehavior = {
  scaleDown: { stabilizationWindowSeconds: STABILIZATION_SECONDS, policies: [{ type: 'Pods', value: 1, periodSeconds: STABILIZATION_SECONDS }] },
  scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: STABILIZATION_SECONDS }] },
};

/** The sum over the pool's replicas, of which KEDA makes the average a replica; `poolLabel` is the label of the series that names the pool. */
export function scalingTrigger(
  need: RoleRequest, scaling: ScalingRequest, prometheusUrl: string, poolLabel: string = seriesLabel(WORKLOAD_LABEL),
): PrometheusTrigger {
  const series = `${GAUGES[scaling.metric]}{namespace="${need.namespace}",${poolLabel}="${need.name}"}`;
  return {
    type: 'prometheus',
    metricType: 'AverageValue',
    metadata: { serverAddress: prometheusUrl, query: `sum(${series})`, threshold: String(scaling.threshold) },
  };
}

/** Scales the replicas of a role where that is declared; says so where it is not. */
export function scaleReplicas(scope: Construct, need: RoleRequest, conventions: Conventions): Fulfilment {
  if (need.scaling === undefined) {
    const reason = `replicas are fixed at ${need.minReplicas}, because no scaling is declared`;
    return { capability: 'pod_autoscaling', level: 'not-applicable', reason, objects: [] };
  }
  const scaled = new ScaledObject(scope, roleId(need, 'Scaling'), {
    metadata: { name: need.roleName, namespace: need.namespace, labels: roleLabels(need) },
    spec: {
      scaleTargetRef: scaleTargetOf(need),
      minReplicaCount: need.minReplicas,
      maxReplicaCount: need.maxReplicas,
      advanced: { horizontalPodAutoscalerConfig: { behavior: SCALING_BEHAVIOR } },
      triggers: [scalingTrigger(need, need.scaling, conventions.prometheusUrl)],
    },
  });
  return { capability: 'pod_autoscaling', level: 'equal', reason: `KEDA scales replicas by ${need.scaling.metric}, read from Prometheus`, objects: [scaled] };
}

/** A label of a pod as Prometheus spells it on a series. */
function seriesLabel(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}
