import { dashboardOf, expressionsIn, metricsIn, rulesOf } from './expressions';
import { bucketFor, Metric } from '../../../../src/catalog/metrics';
import { K3sDistribution } from '../../../../src/distribution/k3s/k3s-distribution';
import { KubernetesDistribution } from '../../../../src/distribution/kubernetes/kubernetes-distribution';
import { alertRules } from '../../../../src/distribution/kubernetes/monitoring/monitoring';
import { upstreamConventions } from '../../../../src/distribution/kubernetes/upstream-conventions';
import type { ScalingRequest } from '../../../../src/target/scaling-request';
import { objectsOf } from '../../cluster-objects';
import { anEngineRole, aPool, holdingRequests, type PoolFacts } from '../../requests';

const OBJECTIVE = { timeToFirstTokenMs: 2000, interTokenLatencyMs: 60 };

const watched = (facts: PoolFacts = {}, props: ConstructorParameters<typeof KubernetesDistribution>[0] = {}) =>
  objectsOf((scope) => new KubernetesDistribution(props).bindInference(scope, aPool(facts)));

const onMachine = (facts: PoolFacts = {}) => objectsOf((scope) => new K3sDistribution().bindInference(scope, aPool(facts)));

/** The rules of a pool of two roles, which nothing deploys here. */
const ofTwoRoles = () => objectsOf((scope) => alertRules(scope, {
  need: aPool({
    objective: OBJECTIVE,
    roles: [
      anEngineRole(1, { role: 'prefill', roleName: 'chat-prefill' }),
      anEngineRole(4, { role: 'decode', roleName: 'chat-decode', podsPerReplica: 2 }),
    ],
  }),
  picker: true,
}, upstreamConventions({})));

const rulesIn = (objects: { one: (kind: string) => Parameters<typeof rulesOf>[0] }) => rulesOf(objects.one('PrometheusRule'));
const alertsIn = (objects: Parameters<typeof rulesIn>[0]) => [...new Set(rulesIn(objects).flatMap(({ alert }) => alert ?? []))];
const exprOf = (objects: Parameters<typeof rulesIn>[0], name: string) =>
  rulesIn(objects).find(({ alert, record }) => (alert ?? record) === name)!.expr;

const SCALINGS: readonly ScalingRequest[] = [
  { metric: 'queue-depth', threshold: 8 }, { metric: 'running-requests', threshold: 8 }, { metric: 'picker-queue', threshold: 8 },
  { metric: 'pool-saturation', threshold: 0.7 }, { metric: 'kv-cache-use', threshold: 0.8 }, { metric: 'time-to-first-token', objectiveMs: 2000 }, { metric: 'inter-token-latency', objectiveMs: 60 }, { metric: 'variants', cost: 1 },
];

describe('every metric that is named', () => {
  const known = new Set(Object.values(Metric).flatMap(({ name, type }) => (type === 'histogram' ? [`${name}_bucket`, `${name}_count`] : [name])));
  const everything = [
    ...SCALINGS.map((scaling) => watched({ scaling, minReplicas: 0, routing: holdingRequests, objective: OBJECTIVE })),
    watched(), watched({}, { dashboards: 'grafana-operator' }), ofTwoRoles(), onMachine({ scaling: SCALINGS[0], objective: OBJECTIVE }),
  ].flatMap(({ all }) => all);
  const recorded = new Set(everything.flatMap(rulesOf).flatMap(({ record }) => record ?? []));

  test('is in the catalog, or recorded by a rule of ours', () => {
    const named = [...new Set(expressionsIn(everything).flatMap(metricsIn))];

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !known.has(name) && !recorded.has(name))).toEqual([]);
  });

  test('is used: the catalog lists no other', () => {
    const named = new Set(expressionsIn(everything).flatMap(metricsIn).map((name) => name.replace(/_(bucket|count)$/, '')));

    expect(Object.values(Metric).map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  });

  test('and recorded is asked for', () => {
    const named = new Set(expressionsIn(everything).flatMap(metricsIn));

    expect([...recorded].filter((name) => !named.has(name))).toEqual([]);
  });

  test('is found in an expression, and nothing else is', () => {
    expect(metricsIn('(sum by (le) (rate(a:b_bucket{x="y",z=~"p{2}"}[5m])) > bool 0) or on (pod) vector(0) and absent(up == 1)')).toEqual(['a:b_bucket', 'up']);
  });
});

describe('an objective', () => {
  const objects = () => watched({ objective: OBJECTIVE });

  test('counts the answers that are late by the clients\' clock', () => {
    expect(exprOf(objects(), 'aiplane:pool_first_token_late:ratio_rate5m')).toBe(
      '1 - sum(rate(llm_d_epp_request_ttft_seconds_bucket{namespace="zone",aiplane_dev_workload="chat",streaming="true",le=~"2|2.0"}[5m]))'
      + ' / sum(rate(llm_d_epp_request_ttft_seconds_count{namespace="zone",aiplane_dev_workload="chat",streaming="true"}[5m]))',
    );
  });

  test('between two bounds of a histogram is held to the next, and that is said', () => {
    expect(exprOf(objects(), 'aiplane:pool_inter_token_late:ratio_rate5m')).toContain('vllm:inter_token_latency_seconds_bucket{namespace="zone",aiplane_dev_workload="chat",le="0.075"}[5m]');
    expect(JSON.stringify(rulesIn(objects()))).toContain('took longer than 0.06 s, counted from 0.075 s on, the next bound of the histogram; 5 % may.');
  });

  test('is alerted on where it is missed in a long window and still in a short one', () => {
    const burns = rulesIn(objects()).filter(({ alert }) => alert === 'InferencePoolFirstTokenBudgetBurns').map(({ expr }) => expr.replace(/\{[^}]*\}/g, '').replaceAll('aiplane:pool_first_token_late:ratio_rate', ''));

    expect(burns).toEqual(['1h > 0.72 and 5m > 0.72', '6h > 0.3 and 30m > 0.3', '3d > 0.05 and 6h > 0.05']);
  });

  test('has no two alerts that Prometheus would take for one', () => {
    const labels = rulesIn(objects()).flatMap(({ alert, labels: own }) => (alert === undefined ? [] : [JSON.stringify([alert, own])]));

    expect(labels).toHaveLength(12);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('is the line in its graph', () => {
    const [first, others] = dashboardOf(objects().one('ConfigMap', 'chat-dashboard')).panels;

    expect(first.fieldConfig.defaults.thresholds.steps[1].value).toBe(2);
    expect(others.fieldConfig.defaults.thresholds.steps[1].value).toBe(0.06);
  });

  test('that is not declared is neither counted nor drawn', () => {
    expect(rulesIn(watched()).filter(({ record, alert }) => record !== undefined || alert!.includes('Budget'))).toEqual([]);
    expect(dashboardOf(watched().one('ConfigMap', 'chat-dashboard')).panels[0].fieldConfig.defaults).not.toHaveProperty('thresholds');
  });

  test('beyond every bound has none', () => {
    expect(() => bucketFor(Metric.PICKER_FIRST_TOKEN, 121)).toThrow('llm_d_epp_request_ttft_seconds has no bucket of 121 s or more');
  });
});

describe('alerts', () => {
  test('tell of what an operator must know', () => {
    expect(alertsIn(watched())).toEqual(['KvCacheFull', 'RequestsWait', 'ReplicaDoesNotStart', 'GpuError', 'PickerDown', 'HasNoReplica'].map((name) => `InferencePool${name}`));
  });

  test('tell of saturation where the picker knows it', () => {
    expect(alertsIn(watched({ routing: holdingRequests }))).toContain('InferencePoolSaturated');
  });

  test('do not tell of a pool without a replica where that is meant', () => {
    expect(alertsIn(watched({ minReplicas: 0, routing: holdingRequests, scaling: SCALINGS[0] }))).not.toContain('InferencePoolHasNoReplica');
  });

  test('give a replica as long to start as its probe does', () => {
    const { failureThreshold, periodSeconds } = watched().one('Deployment', 'chat').spec.template.spec.containers[0].startupProbe;

    expect(exprOf(watched(), 'InferencePoolReplicaDoesNotStart')).toBe(
      `(time() - kube_pod_created{namespace="zone",pod=~"chat-[a-z0-9]+-[a-z0-9]{5}"} > ${failureThreshold * periodSeconds}) and on (namespace, pod) `
      + '(kube_pod_status_ready{namespace="zone",pod=~"chat-[a-z0-9]+-[a-z0-9]{5}",condition="true"} == 0)',
    );
  });

  test('look at each role of a pool, and at all of their pods', () => {
    expect(exprOf(ofTwoRoles(), 'InferencePoolRequestsWait')).toBe('min by (llm_d_ai_role) (vllm:num_requests_waiting{namespace="zone",aiplane_dev_workload="chat"}) > 0');
    expect(exprOf(ofTwoRoles(), 'InferencePoolGpuError')).toContain('pod=~"chat-([a-z0-9]+-)*prefill(-[a-z0-9]+)*|chat-([a-z0-9]+-)*decode(-[a-z0-9]+)*"');
    expect(exprOf(ofTwoRoles(), 'aiplane:pool_inter_token_late:ratio_rate5m')).toContain('llm_d_ai_role="decode"');
  });

  test('name the node of a GPU by either label that the exporter has for it', () => {
    const { annotations } = rulesIn(watched()).find(({ alert }) => alert === 'InferencePoolGpuError')!;

    expect(annotations!.description).toContain('on GPU {{ $labels.gpu }} of {{ or $labels.hostname $labels.Hostname }};');
  });

  test('are found by Prometheus as monitors are', () => {
    expect(watched({}, { podMonitorLabels: { release: 'prometheus' } }).one('PrometheusRule').metadata.labels).toMatchObject({ release: 'prometheus' });
  });
});

describe('a dashboard', () => {
  test('is a ConfigMap that a sidecar of Grafana finds', () => {
    expect(watched().one('ConfigMap', 'chat-dashboard').metadata.labels).toMatchObject({ grafana_dashboard: '1' });
  });

  test('is an object of the Grafana operator where that is there', () => {
    const objects = watched({}, { dashboards: 'grafana-operator' });

    expect(objects.one('GrafanaDashboard').spec).toMatchObject({ instanceSelector: {}, allowCrossNamespaceImport: true });
    expect(dashboardOf(objects.one('GrafanaDashboard'))).toEqual(dashboardOf(watched().one('ConfigMap', 'chat-dashboard')));
  });

  test('is left out where nobody wants it', () => {
    expect(watched({}, { dashboards: 'none' }).names.filter((name) => name.includes('dashboard'))).toEqual([]);
  });

  test('shows two graphs in a row, none over another', () => {
    const places = dashboardOf(watched().one('ConfigMap', 'chat-dashboard')).panels.map(({ gridPos: { x, y } }: { gridPos: { x: number; y: number } }) => `${x} ${y}`);

    expect(places.slice(0, 3)).toEqual(['0 0', '12 0', '0 8']);
    expect(new Set(places).size).toBe(places.length);
  });

  test('has nothing that whoever fills in manifests would take for a placeholder', () => {
    expect(JSON.stringify(watched({ objective: OBJECTIVE }).all)).not.toContain('${');
  });
});

describe('on one machine', () => {
  const told = (facts: PoolFacts) => onMachine(facts).answer.fulfilments.find(({ capability }) => capability === 'ai_service_metrics');

  test('a pool that does not scale is not watched, which is said', () => {
    expect(onMachine().names.filter((name) => /PrometheusRule|PodMonitor|dashboard/.test(name))).toEqual([]);
    expect(told({})).toEqual({
      capability: 'ai_service_metrics', level: 'missing', objects: [],
      reason: 'nothing scrapes the pool, because the machine need not have the Prometheus operator: there are neither alerts nor a dashboard',
    });
  });

  test('a pool that scales is watched by its engines alone', () => {
    const objects = onMachine({ scaling: SCALINGS[0], objective: OBJECTIVE });

    expect(alertsIn(objects)).not.toContain('InferencePoolPickerDown');
    expect(exprOf(objects, 'aiplane:pool_first_token_late:ratio_rate5m')).toContain('vllm:time_to_first_token_seconds_bucket');
    expect(told({ scaling: SCALINGS[0] })).toMatchObject({ level: 'equal' });
  });
});
