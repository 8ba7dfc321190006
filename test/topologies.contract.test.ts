import { Accelerator, Environment, GpuNodeGroup, InferencePool, InferencePoolProps, Jurisdiction, Model, SovereignDataZone, Strategies, Target, Topology } from '../src';
import { aPlatform, aTarget, thrownBy } from './support/platforms';
import { objectsOf, rendered } from './support/programs';
import { anAwsTarget, anEdgeTarget, anOnPremTarget } from './support/targets';

/** Each topology with a pool that suits it, small enough for one machine where it can be. */
const TOPOLOGIES: readonly (readonly [string, Partial<InferencePoolProps>])[] = [
  ['aggregated', { topology: Topology.aggregated() }],
  ['standalone', { topology: Topology.standalone() }],
  ['disaggregated', { topology: Topology.disaggregated({ prefill: {}, decode: { tensorParallelSize: 2 } }) }],
  ['wide on one node', { model: Model.QWEN3_30B_A3B, topology: Topology.wideExpertParallel({ dataParallelSize: 4 }) }],
  ['wide on two nodes', { model: Model.QWEN3_30B_A3B, topology: Topology.wideExpertParallel({ dataParallelSize: 8, dataParallelSizeLocal: 4 }) }],
  ['pipeline on two nodes', { topology: Topology.pipelineParallel({ pipelineParallelSize: 2, tensorParallelSize: 4 }) }],
];

function aPool(target: Strategies, maxNodes: number, props: Partial<InferencePoolProps>) {
  const environment = new Environment(aPlatform(), 'place', { target });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 4, maxNodes });
  return { environment, pool: new InferencePool(zone, 'Chat', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes, ...props }) };
}

/** Kinds that run engines, and what the answer says of the model and of the entrance. */
function madeOf(target: Strategies, maxNodes: number, props: Partial<InferencePoolProps>) {
  const { environment, pool } = aPool(target, maxNodes, props);
  const engines = objectsOf(rendered(environment)).filter(({ metadata }) => /^chat(-prefill|-decode)?$/.test(metadata.name)).map(({ kind }) => kind);
  const kinds = engines.filter((kind) => ['Deployment', 'LeaderWorkerSet', 'DisaggregatedSet', 'LLMInferenceService', 'InferencePool', 'Service'].includes(kind));
  return { kinds: kinds.sort(), url: pool.endpoint.url };
}

describe.each<[string, () => Strategies]>([
  ['aws', anAwsTarget],
  ['on-prem', anOnPremTarget],
])('on %s', (_, target) => {
  test.each<[string, readonly string[]]>([
    ['aggregated', ['Deployment', 'InferencePool']],
    ['standalone', ['Deployment', 'Service']],
    ['disaggregated', ['Deployment', 'Deployment', 'InferencePool']],
    ['wide on one node', ['Deployment', 'InferencePool']],
    ['wide on two nodes', ['InferencePool', 'LeaderWorkerSet']],
    ['pipeline on two nodes', ['InferencePool', 'LeaderWorkerSet']],
  ])('a pool that is %s runs', (name, kinds) => {
    expect(madeOf(target(), 2, new Map(TOPOLOGIES).get(name)!).kinds).toEqual(kinds);
  });
});

describe('on one machine', () => {
  test.each(['aggregated', 'standalone', 'wide on one node'])('a pool that is %s is called at its Service', (name) => {
    expect(madeOf(anEdgeTarget(), 1, new Map(TOPOLOGIES).get(name)!)).toEqual({ kinds: ['Deployment', 'Service'], url: 'http://chat.zone.svc.cluster.local:8000' });
  });

  test.each<[string, string]>([
    ['disaggregated',
      "'topology' (prefill and decode) needs an endpoint picker, which chooses a replica for each part of a request, and a cluster of one machine has none; use Topology.aggregated() here"],
    ['wide on two nodes', "'maxReplicas' (1) needs 8 × L40S (8 a replica, in 2 pods), but 'place/Zone/Gpus' holds at most 0; raise its 'maxNodes' (1) to 2 or choose a smaller model"],
  ])('a pool that is %s is refused', (name, message) => {
    expect(thrownBy(() => aPool(anEdgeTarget(), 1, new Map(TOPOLOGIES).get(name)!)).message).toBe(message);
  });

  test('a replica of several pods is refused though the machine has room for all', () => {
    const topology = Topology.wideExpertParallel({ dataParallelSize: 4, dataParallelSizeLocal: 2 });

    expect(thrownBy(() => aPool(anEdgeTarget(), 1, { model: Model.QWEN3_30B_A3B, topology })).message)
      .toBe("'topology' (2 pods a replica) spreads a replica over several nodes, and the cluster is one machine; use Topology.aggregated() here");
  });
});

test('a standalone pool is the same past KServe, and says that nothing scales it', () => {
  expect(madeOf(Target.openShift({ on: anOnPremTarget() }), 1, { topology: Topology.standalone() })).toEqual({
    kinds: ['Deployment', 'Service'], url: 'http://chat.zone.svc.cluster.local:8000',
  });
});

test('a zone whose pools are all standalone has no gateway, and one that gets another pool has', () => {
  const { environment, pool } = aPool(anOnPremTarget(), 2, { topology: Topology.standalone() });
  const kinds = () => objectsOf(rendered(environment)).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const alone = kinds();
  const zone = SovereignDataZone.of(pool);
  const second = new Environment(aPlatform(), 'other', { target: anOnPremTarget() });
  const both = new SovereignDataZone(second, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const nodes = new GpuNodeGroup(both, 'Gpus', { accelerator: Accelerator.L40S, maxNodes: 2 });
  new InferencePool(both, 'Alone', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes, topology: Topology.standalone() });
  new InferencePool(both, 'Chat', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes });
  const entered = objectsOf(rendered(second)).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

  expect(zone.namespace).toBe('zone');
  expect(alone.filter((name) => /^(Gateway|PersistentVolumeClaim)\//.test(name))).toEqual(['PersistentVolumeClaim/aiplane-models']);
  expect(entered.filter((name) => /^(Gateway|PersistentVolumeClaim)\//.test(name))).toEqual(expect.arrayContaining(['Gateway/inference', 'PersistentVolumeClaim/aiplane-models']));
  expect(entered.filter((name) => name.startsWith('PersistentVolumeClaim/')).length).toBe(1);
});

test('a distribution of a company is asked for roles, whatever the topology', () => {
  const { pool } = aPool(aTarget(), 2, new Map(TOPOLOGIES).get('disaggregated')!);

  expect(pool.roles.map(({ role, gpusPerReplica }) => [role, gpusPerReplica])).toEqual([['prefill', 1], ['decode', 2]]);
});
