import { K3sDistribution } from '../../../src/distribution/k3s/k3s-distribution';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import { scaleReplicas } from '../../../src/distribution/kubernetes/scaling/scaling';
import { upstreamConventions } from '../../../src/distribution/kubernetes/upstream-conventions';
import type { ScalingRequest } from '../../../src/target/scaling-request';
import { thrownBy } from '../../support/platforms';
import { objectsOf } from '../cluster-objects';
import { aPool, aRole, holdingRequests, type PoolFacts } from '../requests';

const ON_QUEUE: ScalingRequest = { metric: 'queue-depth', threshold: 8 };

const scaled = (facts: PoolFacts = {}) =>
  objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool({ scaling: ON_QUEUE, ...facts })));

/** A role on its own, whatever pods it is made of. */
const role = (facts: PoolFacts = {}) => objectsOf((scope) => scaleReplicas(scope, aRole({ scaling: ON_QUEUE, ...facts }), upstreamConventions({})));

const POOL = '{namespace="zone",aiplane_dev_workload="chat"}';
const first = 'histogram_quantile(0.95, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket{namespace="zone",aiplane_dev_workload="chat"}[2m])))';
const others = 'histogram_quantile(0.95, sum by (le) (rate(vllm:inter_token_latency_seconds_bucket{namespace="zone",aiplane_dev_workload="chat"}[2m])))';

test.each<[ScalingRequest, string, string, string]>([
  [ON_QUEUE, 'AverageValue', `sum(vllm:num_requests_waiting${POOL})`, '8'],
  [{ metric: 'running-requests', threshold: 16 }, 'AverageValue', `sum(vllm:num_requests_running${POOL})`, '16'],
  [{ metric: 'picker-queue', threshold: 1 }, 'AverageValue', 'sum(llm_d_epp_flow_control_queue_size{namespace="zone",inference_pool="chat"})', '1'],
  [{ metric: 'pool-saturation', threshold: 0.7 }, 'Value', 'max(llm_d_epp_flow_control_pool_saturation{namespace="zone",inference_pool="chat"})', '0.7'],
  [{ metric: 'kv-cache-use', threshold: 0.8 }, 'Value', `avg(vllm:kv_cache_usage_perc${POOL})`, '0.8'],
  [{ metric: 'inter-token-latency', objectiveMs: 50 }, 'Value', `(${others} > 0) or vector(0)`, '0.05'],
  [{ metric: 'variants', cost: 4 }, 'AverageValue', 'max(wva_desired_replicas{variant_name="chat",exported_namespace="zone"})', '1'],
])('$metric is asked of Prometheus', (scaling, metricType, query, threshold) => {
  expect(scaled({ scaling, routing: holdingRequests }).one('ScaledObject').spec.triggers).toEqual([
    { type: 'prometheus', metricType, metadata: { serverAddress: 'http://prometheus-operated.monitoring.svc:9090', query, threshold } },
  ]);
});

describe('the time to the first token', () => {
  const queryOf = (facts: PoolFacts) => scaled({ scaling: { metric: 'time-to-first-token', objectiveMs: 1500 }, ...facts }).one('ScaledObject').spec.triggers[0].metadata.query;

  test('is the engines\', who have every request', () => {
    expect(queryOf({})).toBe(`(${first} > 0) or vector(0)`);
  });

  test('is the picker\'s where it holds requests back, for those have come to no engine', () => {
    expect(queryOf({ routing: holdingRequests })).toContain('llm_d_epp_request_ttft_seconds_bucket{namespace="zone",aiplane_dev_workload="chat",streaming="true"}[2m]');
  });
});

test('the series carry the labels that the queries ask by', () => {
  expect(scaled().one('PodMonitor', 'chat').spec.podTargetLabels).toEqual(['aiplane.dev/workload']);
  expect(scaled().one('PodMonitor', 'chat-epp').spec.podTargetLabels).toEqual(['aiplane.dev/workload']);
});

test('a role is asked about its own engines', () => {
  const { triggers } = role({ role: 'decode', roleName: 'chat-decode' }).one('ScaledObject', 'chat-decode').spec;

  expect(triggers[0].metadata.query).toBe('sum(vllm:num_requests_waiting{namespace="zone",aiplane_dev_workload="chat",llm_d_ai_role="decode"})');
});

test('replicas stay within the bounds, and are stated by the scaler alone', () => {
  const objects = scaled();

  expect(objects.one('ScaledObject').spec).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'chat' }, minReplicaCount: 2, maxReplicaCount: 6,
  });
  expect(objects.one('ScaledObject').spec).not.toHaveProperty('idleReplicaCount');
  expect(objects.one('Deployment', 'chat').spec).not.toHaveProperty('replicas');
});

test('replicas of several pods are scaled by their group', () => {
  expect(role({ podsPerReplica: 2 }).one('ScaledObject').spec.scaleTargetRef).toEqual({
    apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'chat',
  });
});

describe('a replica goes', () => {
  const scaleDown = (facts: PoolFacts) => scaled(facts).one('ScaledObject').spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown;

  test('when demand was lower for as long as a start usually takes, half of its limit', () => {
    expect(scaled().one('Deployment', 'chat').spec.template.spec.containers[0].startupProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 227 });
    expect(scaleDown({}).stabilizationWindowSeconds).toBe(1135);
  });

  test.each([[30, 300], [300, 330], [7200, 1800]])('alone: with %d s to drain, the next follows after %d s', (drainSeconds, periodSeconds) => {
    expect(scaleDown({ drainSeconds }).policies).toEqual([{ type: 'Pods', value: 1, periodSeconds }]);
  });
});

test('scaling is reported with its object', () => {
  const met = scaled().answer.fulfilments.find(({ capability }) => capability === 'pod_autoscaling')!;

  expect(met).toMatchObject({ level: 'equal', reason: 'KEDA scales replicas by queue-depth, read from Prometheus' });
  expect(met.objects.map(({ node }) => node.id)).toEqual(['Scaling']);
});

test('a pool without scaling has fixed replicas, which is said', () => {
  const objects = scaled({ scaling: undefined });

  expect(objects.names).not.toContain('ScaledObject/chat');
  expect(objects.one('Deployment', 'chat').spec.replicas).toBe(2);
  expect(objects.answer.fulfilments).toContainEqual({
    capability: 'pod_autoscaling', level: 'not-applicable', reason: 'replicas are fixed at 2, because no scaling is declared', objects: [],
  });
});

describe('variants', () => {
  test('are told apart by their cost, and known by the name that clients ask for', () => {
    expect(scaled({ scaling: { metric: 'variants', cost: 4.5 } }).one('VariantAutoscaling', 'chat').spec).toEqual({
      modelID: 'llama-3.3-70b-instruct', scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'chat' }, variantCost: '4.5',
    });
  });

  test('are refused where a replica is several pods', () => {
    expect(thrownBy(() => role({ scaling: { metric: 'variants', cost: 1 }, podsPerReplica: 2 })).message).toBe(
      "'scaleOn' (variants) are not chosen among where a replica is a leader with its workers (2 pods); "
      + 'scale on ScalingMetric.poolSaturation or kvCacheUse, or serve the model by replicas of one pod',
    );
  });
});

describe('a pool that goes to zero', () => {
  const idle: PoolFacts = { minReplicas: 0, routing: holdingRequests };

  test('starts its first replica for requests that the picker holds, and keeps it while any runs', () => {
    const { spec } = scaled(idle).one('ScaledObject');

    expect(spec).toMatchObject({ idleReplicaCount: 0, minReplicaCount: 1, maxReplicaCount: 6, cooldownPeriod: 1135 });
    expect(spec.triggers.map(({ metadata }: { metadata: { query: string; threshold: string } }) => [metadata.query, metadata.threshold])).toEqual([
      [`sum(vllm:num_requests_waiting${POOL})`, '8'],
      [
        '(sum(llm_d_epp_flow_control_queue_size{namespace="zone",inference_pool="chat"}) or vector(0)) + '
        + '(sum(llm_d_epp_request_running{namespace="zone",aiplane_dev_workload="chat"}) or vector(0))',
        '256',
      ],
    ]);
  });

  test('does not take a pool without a replica for a full one', () => {
    expect(scaled({ ...idle, scaling: { metric: 'pool-saturation', threshold: 0.7 } }).one('ScaledObject').spec.triggers[0].metadata.query).toBe(
      'max(llm_d_epp_flow_control_pool_saturation{namespace="zone",inference_pool="chat"}) * '
      + '(max(llm_d_epp_ready_endpoints{namespace="zone",name="chat"}) > bool 0)',
    );
  });

  test('says how long the first request may wait', () => {
    expect(scaled(idle).answer.fulfilments.find(({ capability }) => capability === 'pod_autoscaling')!.reason).toBe(
      'KEDA scales replicas by queue-depth, read from Prometheus; without requests there is no replica, and the first request then waits up to 2270 s for one to start',
    );
  });

  test.each([
    ['routing.flowControl.defaultRequestTtl', '60 s', { ...holdingRequests, flowControl: { ...holdingRequests.flowControl!, defaultRequestTtlSeconds: 60 } }],
    ['routing.requestTimeout', '300 s', { ...holdingRequests, requestSeconds: undefined }],
  ])('is refused where %s ends before a replica has started', (prop, value, routing) => {
    expect(thrownBy(() => scaled({ ...idle, routing })).message).toBe(
      `'${prop}' (${value}) ends before the first replica of a pool without one has started, which may take 2270 s; `
      + "set it to Duration.seconds(2270) or more, or 'minReplicas' (0) to 1",
    );
  });

  test('is refused where nothing holds requests', () => {
    expect(thrownBy(() => scaled({ minReplicas: 0 })).message).toBe(
      "'minReplicas' (0) leaves nobody to answer, and nothing holds requests until a replica has started; "
      + "set it to 1, or have the endpoint picker hold requests with 'routing: { flowControl: … }'",
    );
  });

  test('is refused where there is no picker', () => {
    expect(thrownBy(() => objectsOf((scope) => new K3sDistribution().bindInference(scope, aPool({ ...idle, scaling: ON_QUEUE })))).message).toBe(
      "'minReplicas' (0) leaves nobody to answer, and nothing holds requests until a replica has started; "
      + 'set it to 1, or serve the pool where an endpoint picker holds requests',
    );
  });
});

test.each<ScalingRequest>([{ metric: 'picker-queue', threshold: 1 }, { metric: 'pool-saturation', threshold: 0.7 }])('$metric is refused where the picker holds nothing', (scaling) => {
  expect(thrownBy(() => scaled({ scaling })).message).toBe(
    `'scaleOn' (${scaling.metric}) is a figure of an endpoint picker that holds requests back, which this pool has not; `
    + "have the endpoint picker hold requests with 'routing: { flowControl: … }', or scale on the engine's own ScalingMetric.queueDepth or kvCacheUse",
  );
});
