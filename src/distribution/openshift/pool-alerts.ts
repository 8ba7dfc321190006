import type { Construct } from 'constructs';
import type { OpenShiftCluster } from './cluster';
import { workloadOf } from './kserve-pods';
import { seriesOf } from './kserve-series';
import { hasRouterKinds } from '../../catalog/openshift-ai-releases';
import type { Fulfilment } from '../../target/binding';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../target/inference-request';
import type { LlmInferenceService } from '../crds/kserve';
import { alertRules } from '../kubernetes/monitoring/monitoring';

/** Alerts on a pool that the monitoring of user workloads judges; the series are those that KServe's own monitors collect. */
export function poolAlerts(scope: Construct, need: InferenceRequest, cluster: OpenShiftCluster, service: LlmInferenceService): Fulfilment {
  const { aiVersion, conventions } = cluster;
  // pickers before llm-d's own kinds call their series by other names
  const picker = hasRouterKinds(aiVersion);
  const rules = alertRules(scope, { need, picker, series: seriesOf(need), pods: rolesOf(need).map(podsOf).join('|') }, conventions);
  const unwatched = picker ? '' : `; nothing watches the endpoint picker of OpenShift AI ${aiVersion}, whose series have names of their own`;
  const reason = 'the monitors that KServe makes have the pool scraped, and rules in its namespace alert on it; '
    + `there is no dashboard, for those of the console belong to whoever runs the cluster${unwatched}`;
  return { capability: 'ai_service_metrics', level: 'degraded', reason, objects: [service, rules] };
}

/** Names of the pods of what KServe makes: a Deployment adds two random parts, a set of leaders and workers their numbers. */
function podsOf(role: RoleRequest): string {
  return `${workloadOf(role.name, role).name}-${role.podsPerReplica > 1 ? '[0-9]+(-[0-9]+)?' : '[a-z0-9]+-[a-z0-9]{5}'}`;
}
