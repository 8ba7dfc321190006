import { createHash } from 'crypto';
import type { Construct, IConstruct } from 'constructs';
import { stateAlerts } from './alerts';
import { objectiveRules } from './burn-rate';
import { dashboardJson } from './panel';
import { poolPanels } from './panels';
import type { WatchedPool } from './watched-pool';
import type { Fulfilment } from '../../../target/binding';
import { GrafanaDashboard } from '../../crds/grafana';
import { PrometheusRule } from '../../crds/monitoring';
import { ConfigMap } from '../api/core';
import type { Conventions } from '../conventions';
import { workloadLabels } from '../labels';

/** Alerts on a pool and a dashboard of it, for the monitoring that the cluster has; `monitors` are what scrapes its pods. */
export function watchPool(scope: Construct, pool: WatchedPool, conventions: Conventions, monitors: readonly IConstruct[]): Fulfilment {
  const rules = alertRules(scope, pool, conventions);
  const board = dashboard(scope, pool, conventions);
  const shown = board.length > 0 ? 'a Grafana dashboard shows it' : 'there is no dashboard';
  const reason = `Prometheus scrapes the pool and its rules alert on it, ${shown}; starts are watched by kube-state-metrics and GPUs by the DCGM exporter, which are expected there`;
  return { capability: 'ai_service_metrics', level: 'equal', reason, objects: [...monitors, rules, ...board] };
}

/** What is said where nothing of that is there. */
export const UNWATCHED: Fulfilment = {
  capability: 'ai_service_metrics',
  level: 'missing',
  reason: 'nothing scrapes the pool, because the machine need not have the Prometheus operator: there are neither alerts nor a dashboard',
  objects: [],
};

/** What is said of an engine whose metrics are not vLLM's. */
export function scrapedOnly(monitors: readonly IConstruct[]): Fulfilment {
  const reason = 'Prometheus scrapes the pool, but there are neither alerts nor a dashboard, which know the metrics of vLLM only';
  return { capability: 'ai_service_metrics', level: 'degraded', reason, objects: monitors };
}

/** The rules by which Prometheus judges a pool. */
export function alertRules(scope: Construct, pool: WatchedPool, conventions: Conventions): PrometheusRule {
  const { name, namespace } = pool.need;
  const promised = objectiveRules(pool);
  return new PrometheusRule(scope, 'Alerts', {
    metadata: { name, namespace, labels: { ...workloadLabels(name, 'engine'), ...conventions.podMonitorLabels } },
    spec: {
      groups: [
        ...(promised.length > 0 ? [{ name: `${namespace}-${name}-objective`, rules: promised }] : []),
        { name: `${namespace}-${name}-state`, rules: stateAlerts(pool) },
      ],
    },
  });
}

/** The dashboard, in the form that the cluster's Grafana finds dashboards in. */
function dashboard(scope: Construct, pool: WatchedPool, { dashboards }: Conventions): readonly IConstruct[] {
  const { name, namespace } = pool.need;
  const metadata = { name: `${name}-dashboard`, namespace, labels: workloadLabels(name, 'engine') };
  const json = dashboardJson(uidOf(`${namespace}/${name}`), `Inference pool ${namespace}/${name}`, poolPanels(pool));
  switch (dashboards) {
    case 'config-map': return [new ConfigMap(scope, 'Dashboard', {
      metadata: { ...metadata, labels: { ...metadata.labels, grafana_dashboard: '1' } }, data: { [`${namespace}-${name}.json`]: json },
    })];
    case 'grafana-operator': return [new GrafanaDashboard(scope, 'Dashboard', { metadata, spec: { instanceSelector: {}, allowCrossNamespaceImport: true, json } })];
    default: return [];
  }
}

/** Grafana's key of a dashboard: the same wherever the pool runs, at most 40 characters. */
function uidOf(pool: string): string {
  return createHash('sha256').update(pool).digest('hex').slice(0, 16);
}
