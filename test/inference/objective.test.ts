import { Accelerator, Duration, Environment, GpuNodeGroup, InferencePool, InferencePoolProps, Jurisdiction, Model, ScalingMetric, SovereignDataZone } from '../../src';
import { scalingOf } from '../../src/inference/pool-scaling';
import { reportDataOf } from '../../src/report/report';
import { aPlatform, thrownBy } from '../support/platforms';
import { objectsOf, rendered } from '../support/programs';
import { anOnPremTarget } from '../support/targets';

type Facts = Partial<InferencePoolProps>;

const OBJECTIVE = { timeToFirstToken: Duration.seconds(2), interTokenLatency: Duration.millis(50) };

/** Pools of small models on one node with four GPUs. */
function pools(facts: Readonly<Record<string, Facts>>) {
  const platform = aPlatform();
  const environment = new Environment(platform, 'munich', { target: anOnPremTarget() });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 4, maxNodes: 1 });
  Object.entries(facts).forEach(([id, props]) => new InferencePool(zone, id, { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes, ...props }));
  return { platform, environment, nodes };
}

const UP_TO_3 = { minReplicas: 1, maxReplicas: 3 };

describe('a pool that promises a latency and may grow', () => {
  const props = { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes: undefined as never, ...UP_TO_3, objective: OBJECTIVE };

  test.each([
    ['prefill-decode', { metric: 'time-to-first-token', objectiveMs: 2000 }],
    ['prefill', { metric: 'time-to-first-token', objectiveMs: 2000 }],
    ['decode', { metric: 'inter-token-latency', objectiveMs: 50 }],
  ] as const)('is scaled on what its role %s answers for', (role, scaling) => {
    expect(scalingOf(props, role)).toEqual(scaling);
  });

  test('is scaled on the other promise where it makes only that', () => {
    expect(scalingOf({ ...props, objective: { interTokenLatency: Duration.millis(50) } }, 'prefill-decode')).toEqual({ metric: 'inter-token-latency', objectiveMs: 50 });
  });

  test('is scaled on what it declares where it declares something', () => {
    expect(scalingOf({ ...props, scaleOn: ScalingMetric.queueDepth(8) }, 'decode')).toEqual({ metric: 'queue-depth', threshold: 8 });
  });

  test('is not scaled where it has no room', () => {
    expect(scalingOf({ ...props, maxReplicas: 1 }, 'prefill-decode')).toBeUndefined();
  });
});

test('a pool says by which headers clients ask for what it promises', () => {
  const headersOf = (objective?: Facts['objective']) => pools({ Chat: { objective } }).environment.node.findAll().find(InferencePool.isInferencePool)!.requestHeaders;

  expect(headersOf({ timeToFirstToken: Duration.seconds(2), interTokenLatency: Duration.millis(50), priority: 10 })).toEqual({
    'x-llm-d-inference-objective': 'chat', 'x-llm-d-slo-ttft-ms': '2000', 'x-llm-d-slo-tpot-ms': '50',
  });
  expect(headersOf()).toEqual({});
});

describe('priorities', () => {
  const classesIn = (facts: Readonly<Record<string, Facts>>) => objectsOf(rendered(pools(facts).environment))
    .filter(({ kind }) => kind === 'PriorityClass').map(({ metadata: { name }, value }) => [name, value]);

  test('are one class each, however many pools have them, and none for that of all pods', () => {
    const ranked = Object.fromEntries([10, 10, -5, 0].map((priority, index) => [`Pool${index}`, { objective: { priority } }]));

    expect(classesIn(ranked)).toEqual([['zone-priority-minus-5', -5], ['zone-priority-10', 10]]);
  });

  test('decide at the scheduler, whom no quota forestalls: pods of all pools are made, and those that go last wait', () => {
    const { environment } = pools({
      Batch: { objective: { priority: -5 }, ...UP_TO_3, scaleOn: ScalingMetric.queueDepth(8) },
      Chat: { objective: { priority: 10 }, ...UP_TO_3, scaleOn: ScalingMetric.queueDepth(8) },
    });
    const quota = objectsOf(rendered(environment)).find(({ kind }) => kind === 'ResourceQuota');

    expect(quota).toMatchObject({ spec: { hard: { 'requests.nvidia.com/gpu': '6' } } });
  });

  test('decide the order in which pools that share nodes are reported', () => {
    const { platform } = pools({
      Batch: { objective: { priority: -5 }, ...UP_TO_3, scaleOn: ScalingMetric.queueDepth(8) },
      Chat: { objective: { priority: 10, ...OBJECTIVE }, ...UP_TO_3 },
    });
    const [environment] = platform.emit().map((one) => one.environment);
    const [{ contention, findings }] = reportDataOf([environment!]).environments as [ReturnType<typeof reportDataOf>['environments'][number]];

    expect(contention).toEqual([{
      path: 'munich/Zone/Gpus', accelerator: 'L40S', gpus: 4,
      pools: [{ path: 'munich/Zone/Chat', priority: 10, minGpus: 1, maxGpus: 3 }, { path: 'munich/Zone/Batch', priority: -5, minGpus: 1, maxGpus: 3 }],
    }]);
    expect(findings.map(({ code }) => code)).not.toContain('NodesContended');
  });
});

describe('advice that needs the whole program', () => {
  const findingsOf = (facts: Readonly<Record<string, Facts>>) => pools(facts).environment.reported.flatMap(({ path, findings }) => findings.map(({ code }) => `${path} ${code}`))
    .filter((found) => /RolloutInterrupts|NodesContended/.test(found));

  test('is that a rollout interrupts a pool of one replica where others may take all GPUs', () => {
    expect(findingsOf({ A: {}, B: { minReplicas: 2, maxReplicas: 3, scaleOn: ScalingMetric.queueDepth(8) } })).toEqual(['munich/Zone/A RolloutInterrupts']);
  });

  test('is none where the nodes hold one more', () => {
    expect(findingsOf({ A: {}, B: { minReplicas: 2 } })).toEqual([]);
  });

  test('is that nothing says who goes first', () => {
    expect(findingsOf({ A: { minReplicas: 2, maxReplicas: 3, scaleOn: ScalingMetric.queueDepth(8) }, B: { minReplicas: 2 } })).toEqual(['munich/Zone/Gpus NodesContended']);
  });

  test('is said to cdktf once, however often the program is validated', () => {
    const { platform, environment } = pools({ A: { minReplicas: 2, maxReplicas: 3, scaleOn: ScalingMetric.queueDepth(8) }, B: { minReplicas: 2 } });
    platform.assertValid();
    platform.assertValid();
    const said = environment.node.findAll().flatMap(({ node }) => node.metadata).filter(({ data }) => String(data).startsWith("'maxNodes' (1) holds 4"));

    expect(said).toHaveLength(1);
  });
});

describe('an objective', () => {
  test.each<[string, InferencePoolProps['objective'], string]>([
    ['below what nodes are started for', { priority: -11 }, "'objective.priority' (-11) must be a whole number from -10 to 1000; set it to -10 or more"],
    ['that no histogram tells', { timeToFirstToken: Duration.minutes(3) }, "'objective.timeToFirstToken' (180000) must be a whole number from 1 to 120000; set it to 120000 or less"],
    ['without a unit', { interTokenLatency: 50 as never }, "'objective.interTokenLatency' (50) must be a Duration; write it with its unit, such as Duration.minutes(5)"],
  ])('%s is refused', (_, objective, message) => {
    expect(thrownBy(() => pools({ A: { objective } })).message).toBe(message);
  });
});
