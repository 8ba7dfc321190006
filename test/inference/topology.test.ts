import {
  Accelerator, EngineRole, Environment, GpuNodeGroup, InferencePool, InferencePoolProps, InferenceRequest, Jurisdiction, KvOffload, Model,
  ScalingMetric, Size, SovereignDataZone, Topology, ValidationError,
} from '../../src';
import { CompanyKubernetes } from '../company/company-kubernetes';
import { aPlatform, aTarget, thrownBy } from '../support/platforms';

/** Remembers what it was asked for. */
class Listening extends CompanyKubernetes {
  public readonly heard: InferenceRequest[] = [];

  public override bindInference(...[scope, need]: Parameters<CompanyKubernetes['bindInference']>) {
    this.heard.push(need);
    return super.bindInference(scope, need);
  }
}

interface Nodes {
  readonly accelerator?: Accelerator;
  readonly gpusPerNode?: number;
  readonly maxNodes?: number;
}

/** A pool in an environment of its own, and what was asked of the distribution. */
function aPool(topology: Topology | undefined, props: Partial<InferencePoolProps> = {}, group: Nodes = {}) {
  const { accelerator = Accelerator.H200, gpusPerNode = 8, maxNodes = 4 } = group;
  const distribution = new Listening();
  const environment = new Environment(aPlatform(), 'place', { target: aTarget({ distribution }) });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator, gpusPerNode, maxNodes });
  const pool = new InferencePool(zone, 'Chat', { model: Model.GPT_OSS_120B, nodes, topology, ...props });
  return { pool, zone, nodes, need: distribution.heard[0]! };
}

const R1 = { model: Model.DEEPSEEK_R1_0528 };
const LARGE = { model: Model.LLAMA_3_1_405B_INSTRUCT_FP8 };
const ON_DISK = KvOffload.fileSystem({ cpu: Size.gibibytes(64), disk: Size.gibibytes(400) });
const L40S = { accelerator: Accelerator.L40S };
const OF_THREE = { prefill: { minReplicas: 2, tensorParallelSize: 3 }, decode: { tensorParallelSize: 3 } };
const OF_THREE_AND_TWO = { ...OF_THREE, decode: { tensorParallelSize: 2 } };

const refused = (...args: Parameters<typeof aPool>) => thrownBy(() => aPool(...args)) as ValidationError;
/** Each role: its replicas, the pods of one, and the GPUs of a pod. */
const spread = ({ need }: Pick<ReturnType<typeof aPool>, 'need'>) =>
  need.roles.map(({ roleName, podsPerReplica, gpusPerPod, minReplicas }) => [roleName, minReplicas, podsPerReplica, gpusPerPod]);

test('a pool that says no topology is aggregated', () => {
  const [said, unsaid] = [aPool(Topology.aggregated()), aPool(undefined)];

  const { placement, surgeReplicas } = unsaid.need.roles[0]!;

  expect(unsaid.need.roles).toEqual(said.need.roles.map((role) => ({ ...role, placement, surgeReplicas })));
  expect(spread(said)).toEqual([['chat', 1, 1, 1]]);
});

describe('disaggregated', () => {
  const [prefill, decode] = [{ minReplicas: 8, tensorParallelSize: 1 }, { minReplicas: 2, tensorParallelSize: 4 }];
  const topology = Topology.disaggregated({ prefill, decode, nonCachedTokens: 512 });

  test('roles have replicas and layouts of their own', () => {
    const { pool, need } = aPool(topology);

    expect(need.roles.length).toBe(2);
    expect(need.roles).toMatchObject([
      { role: 'prefill', roleName: 'chat-prefill', minReplicas: 8, maxReplicas: 8, podsPerReplica: 1, gpusPerPod: 1 },
      { role: 'decode', roleName: 'chat-decode', minReplicas: 2, maxReplicas: 2, podsPerReplica: 1, gpusPerPod: 4 },
    ]);
    expect(need.kvTransfer).toEqual({ nonCachedTokens: 512 });
    expect(pool.maxGpus).toBe(16);
  });

  test('the pool is what answers clients', () => {
    const { pool } = aPool(topology);

    expect({ min: pool.minReplicas, max: pool.maxReplicas, why: pool.parallelismReason }).toEqual({ min: 2, max: 2, why: "'topology.decode.tensorParallelSize' (4) is given" });
    expect(pool.roles.map(({ role }) => role)).toEqual(['prefill', 'decode']);
  });

  test('each role gets the fewest GPUs that hold it where it says none', () => {
    const scaled = { maxReplicas: 2, scaleOn: ScalingMetric.queueDepth(8) };
    const { pool } = aPool(Topology.disaggregated({ prefill: {}, decode: scaled }), { maxConcurrency: 64, maxModelLen: 65_536 });

    expect(pool.roles.map(({ role, gpusPerReplica }) => [role, gpusPerReplica])).toEqual([['prefill', 2], ['decode', 2]]);
  });

  test('roles agree on a block of the cache, and the verdict is about it', () => {
    const { need } = aPool(topology);

    expect(need.roles.map(({ serving }) => serving.blockSize)).toEqual([128, 128]);
    expect(aPool(Topology.aggregated()).need.roles[0]!.serving.blockSize).toBeUndefined();
  });

  test('roles that pass on recurrent states leave the size of a block to the engine', () => {
    const same = { tensorParallelSize: 1 };
    const { need } = aPool(Topology.disaggregated({ prefill: same, decode: same }), { model: Model.QWEN3_6_35B_A3B_FP8 });

    expect(need.roles.map(({ serving }) => serving.blockSize)).toEqual([undefined, undefined]);
  });

  test('the pool scales a role that says nothing of it', () => {
    const own = { maxReplicas: 2, scaleOn: ScalingMetric.runningRequests(64) };
    const { need } = aPool(Topology.disaggregated({ prefill: { maxReplicas: 2 }, decode: own }), { scaleOn: ScalingMetric.queueDepth(8) });

    expect(need.roles.map(({ scaling }) => scaling?.metric)).toEqual(['queue-depth', 'running-requests']);
  });

  test('a role may have nodes of its own, and its pods count there', () => {
    const { zone, nodes } = aPool(Topology.aggregated());
    const small = new GpuNodeGroup(zone, 'Small', { accelerator: Accelerator.H100_80GB, gpusPerNode: 8, maxNodes: 1 });
    const apart = Topology.disaggregated({ prefill: { nodes: small, minReplicas: 2, tensorParallelSize: 4 }, decode: { tensorParallelSize: 8 } });
    const pool = new InferencePool(zone, 'Apart', { model: Model.GPT_OSS_120B, nodes, topology: apart });

    expect(pool.roles.map((role) => role.nodes.accelerator.name)).toEqual(['H100_80GB', 'H200']);
  });
});

describe('wide expert parallel', () => {
  test.each<[string, Parameters<typeof Topology.wideExpertParallel>[0], Nodes, unknown]>([
    ['fills a node', { dataParallelSize: 8 }, {}, [['chat', 1, 1, 8]]],
    ['is as many pods as fill nodes', { dataParallelSize: 16 }, {}, [['chat', 1, 2, 8]]],
    ['has fewer engines in a pod where they share layers', { dataParallelSize: 8, tensorParallelSize: 2 }, {}, [['chat', 1, 2, 8]]],
    ['puts no more engines into a pod than a pool lists ports', { dataParallelSize: 16 }, { gpusPerNode: 16 }, [['chat', 1, 2, 8]]],
    ['takes the number that is given', { dataParallelSize: 16, dataParallelSizeLocal: 4 }, {}, [['chat', 1, 4, 4]]],
    ['has a number that divides', { dataParallelSize: 32 }, { gpusPerNode: 6, maxNodes: 8 }, [['chat', 1, 8, 4]]],
  ])('%s', (_, props, nodes, expected) => {
    expect(spread(aPool(Topology.wideExpertParallel(props), R1, nodes))).toEqual(expected);
  });

  test('shares out experts by the number of engines', () => {
    const { need: { roles: [role] } } = aPool(Topology.wideExpertParallel({ dataParallelSize: 16 }), R1);

    expect(role!.parallelism).toMatchObject({ tensorParallelSize: 1, dataParallelSize: 16, dataParallelSizeLocal: 8, enableExpertParallel: true });
  });

  test('may have roles, which say what they do not share', () => {
    const disaggregate = { prefill: { minReplicas: 2 }, decode: { dataParallelSize: 16 } };
    const topology = Topology.wideExpertParallel({ dataParallelSize: 8, disaggregate });
    const { need } = aPool(topology, R1);

    expect(spread({ need })).toEqual([['chat-prefill', 2, 1, 8], ['chat-decode', 1, 2, 8]]);
    expect(need.kvTransfer).toEqual({ nonCachedTokens: 256 });
  });
});

describe('pipeline parallel', () => {
  test('spreads a model that no node holds over two', () => {
    const { pool, need } = aPool(Topology.pipelineParallel({ pipelineParallelSize: 2 }), LARGE, L40S);

    expect(spread({ need })).toEqual([['chat', 1, 2, 8]]);
    expect({ gpus: pool.maxGpus, verdict: pool.sizing.verdict }).toEqual({ gpus: 16, verdict: 'fits' });
  });

  test('keeps stages in one pod that a node has GPUs for', () => {
    const stages = (pipelineParallelSize: number) => spread(aPool(Topology.pipelineParallel({ pipelineParallelSize, tensorParallelSize: 2 })));

    expect([2, 4, 6, 8].map(stages)).toEqual([[['chat', 1, 1, 4]], [['chat', 1, 1, 8]], [['chat', 1, 2, 6]], [['chat', 1, 2, 8]]]);
  });
});

test('standalone asks for no entrance', () => {
  const { need } = aPool(Topology.standalone());

  expect({ gateway: need.gateway, standalone: need.standalone }).toEqual({ gateway: {}, standalone: true });
});

describe('a pool is refused', () => {
  test.each<[string, string, string, Parameters<typeof aPool>]>([
    ['whose replicas and roles are both said', 'SaidOfPool',
      "'minReplicas' (2) is said of the pool, but its topology (disaggregated) says it of each role; leave it out and say 'topology.prefill.minReplicas' and 'topology.decode.minReplicas'",
      [Topology.disaggregated({ prefill: {}, decode: {} }), { minReplicas: 2 }]],
    ['whose layout is said twice', 'SaidOfPool',
      "'tensorParallelSize' (8) is said of the pool, but its topology (pipelineParallel) says it of its own layout; leave it out and say 'topology.tensorParallelSize'",
      [Topology.pipelineParallel({ pipelineParallelSize: 2 }), { tensorParallelSize: 8 }]],
    ['a disk behind the memory of several nodes', 'OffloadOfStages',
      "'kvOffload.disk' (400 GiB) keeps the cache of one node, and the stages of a replica are on 2: what it read back would be a part of a cache; use KvOffload.cpu, which each node has for its own stages",
      [Topology.pipelineParallel({ pipelineParallelSize: 2 }), { ...LARGE, kvOffload: ON_DISK }, L40S]],
    ['whose model has no experts to share out', 'NoExperts',
      "'topology' (wideExpertParallel) shares out experts, and 'llama-3.1-405b-instruct-fp8' has none; use Topology.aggregated() with more replicas, or 'tensorParallelSize' for a larger one",
      [Topology.wideExpertParallel({ dataParallelSize: 8 }), LARGE]],
    ['whose experts engines do not divide', 'ExpertsNotDivisible',
      "'topology.dataParallelSize' (6) makes an expert-parallel group of 6, which must divide the 256 experts of 'deepseek-r1-0528'; choose one whose product with 'tensorParallelSize' (1) does",
      [Topology.wideExpertParallel({ dataParallelSize: 6 }), R1]],
    ['whose pods would differ', 'EnginesNotDivisible',
      "'topology.dataParallelSizeLocal' (6) must divide 'dataParallelSize' (16): the pods of a replica are alike; use one of: 1, 2, 4, 8",
      [Topology.wideExpertParallel({ dataParallelSize: 16, dataParallelSizeLocal: 6 }), R1]],
    ['whose pod exceeds a node', 'ReplicaExceedsNode',
      "'topology.dataParallelSizeLocal' (8) needs 16 GPUs in one pod, but a node of 'place/Zone/Gpus' has 8; lower it to 4 or leave it out",
      [Topology.wideExpertParallel({ dataParallelSize: 16, dataParallelSizeLocal: 8, tensorParallelSize: 2 }), R1]],
    ['whose ranks exceed a node', 'ReplicaExceedsNode',
      "'topology.decode.tensorParallelSize' (16) must be at most the 'gpusPerNode' (8) of 'place/Zone/Gpus': ranks that share layers do not reach beyond its node; lower it or raise 'gpusPerNode' to 16",
      [Topology.disaggregated({ prefill: {}, decode: { tensorParallelSize: 16 } })]],
    ['whose ranks read from parts of ranks', 'RolesNotAlike',
      "'topology.decode.tensorParallelSize' (2) must divide that of the role 'prefill' (3), or be a multiple of it: a rank reads from whole ranks; give both roles the same, or one twice that of the other",
      [Topology.wideExpertParallel({ dataParallelSize: 2, disaggregate: OF_THREE_AND_TWO }), { model: aMixture() }]],
    ['whose fewer ranks read from copies of heads', 'RolesNotAlike',
      "'topology.decode.tensorParallelSize' (4) must be at least that of the role 'prefill' (8), whose ranks keep copies of the 4 key-value heads of 'qwen3-30b-a3b': an engine does not read from copies by fewer ranks; "
      + "raise it to 8, or lower 'topology.prefill.tensorParallelSize' to 4",
      [Topology.disaggregated({ prefill: { tensorParallelSize: 8 }, decode: { tensorParallelSize: 4 } }), { model: Model.QWEN3_30B_A3B }]],
    ['whose recurrent states pass between unlike roles', 'RolesNotAlike',
      "'topology.decode.tensorParallelSize' (2) must be that of the role 'prefill' (1): recurrent states of 'qwen3.6-35b-a3b-fp8' pass between engines of one layout only; give both roles the same",
      [Topology.disaggregated({ prefill: { tensorParallelSize: 1 }, decode: { tensorParallelSize: 2 } }), { model: Model.QWEN3_6_35B_A3B_FP8 }]],
    ['with more stages than layers', 'StagesExceedLayers',
      "'topology.pipelineParallelSize' (64) must be at most the 36 layers of 'gpt-oss-120b'; lower it",
      [Topology.pipelineParallel({ pipelineParallelSize: 64, tensorParallelSize: 1 }), {}, { maxNodes: 64 }]],
    ['with a role that nothing scales', 'NothingScales',
      "'topology.decode.maxReplicas' (2) is above 'minReplicas' (1), but nothing scales between them; declare 'scaleOn', such as ScalingMetric.queueDepth(8), or leave 'maxReplicas' out",
      [Topology.disaggregated({ prefill: {}, decode: { maxReplicas: 2 } })]],
    ['whose groups exceed the nodes', 'CapacityExceeded',
      "'maxReplicas' (3) needs 48 × H200 (16 a replica, in 2 pods), but 'place/Zone/Gpus' holds at most 32; raise its 'maxNodes' (4) to 6 or choose a smaller model",
      [Topology.wideExpertParallel({ dataParallelSize: 16 }), { ...R1, minReplicas: 3 }]],
    ['whose roles together exceed the nodes', 'CapacityExceeded',
      "'topology' (prefill and decode) takes 12 × H200 to prefill (6 a replica) and 6 × H200 to decode (6 a replica), which need 3 nodes of 8, but 'place/Zone/Gpus' has at most 2; raise its 'maxNodes' to 3, or give a role nodes of its own",
      [Topology.wideExpertParallel({ dataParallelSize: 2, disaggregate: OF_THREE }), { model: aMixture() }, { maxNodes: 2 }]],
    ['whose role does not fit', 'ModelUnlikelyToFit',
      "'model' (gpt-oss-120b) needs 66.0 GiB for weights, about 8.7 GiB for activations and the runtime, and 0.6 GiB for the key-value cache of one request of 8192 tokens "
      + "on each of 1 × H100_80GB of the role 'prefill', but the engine may use 72.8 GiB of each; raise 'topology.prefill.tensorParallelSize' (1) to 2 or choose a smaller model, or accept it with 'acceptUnlikely' and a reason",
      [Topology.disaggregated({ prefill: { tensorParallelSize: 1 }, decode: {} }), {}, { accelerator: Accelerator.H100_80GB }]],
  ])('%s', (_, code, message, args) => {
    const error = refused(...args);

    expect({ code: error.code, message: error.message, path: error.path }).toEqual({ code, message, path: 'place/Zone/Chat' });
  });

  test('that no node holds, and told how to spread it', () => {
    expect(refused(Topology.aggregated(), LARGE, L40S).message).toContain(
      "; spread a replica over several nodes with Topology.pipelineParallel({ pipelineParallelSize: 2 }), choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (8) for 'place/Zone/Gpus'");
  });

  test('that no node holds, without that advice where there is one node', () => {
    expect(refused(Topology.aggregated(), LARGE, { ...L40S, maxNodes: 1 }).message).not.toContain('pipelineParallel');
  });

  test('whose role has nodes of another zone', () => {
    const { zone, nodes } = aPool(Topology.aggregated());
    const other = new SovereignDataZone(Environment.of(zone), 'Other', { jurisdiction: Jurisdiction.GERMANY });
    const foreign = Topology.disaggregated({ prefill: { nodes }, decode: {} });
    const own = new GpuNodeGroup(other, 'Gpus', { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 1 });

    expect(thrownBy(() => new InferencePool(other, 'Chat', { model: Model.GPT_OSS_120B, nodes: own, topology: foreign })).message)
      .toBe("'topology.prefill.nodes' (place/Zone/Gpus) is in the zone 'place/Zone', and nodes serve one zone only; create a node group in 'place/Other'");
  });
});

test('pools whose pods do not fit beside one another are refused when all are known', () => {
  const { zone, nodes } = aPool(Topology.aggregated(), { tensorParallelSize: 2, minReplicas: 1 }, { gpusPerNode: 3, maxNodes: 2 });
  const others = ['A', 'B'].map((id) => new InferencePool(zone, id, { model: Model.GPT_OSS_120B, nodes, tensorParallelSize: 2 }));

  expect(others.length).toBe(2);
  expect(nodes.node.validate()).toEqual([
    "'maxNodes' (2) has nodes of 3 × H200, and the pods that its pools always run need 3 of them ('place/Zone/Chat' 1 of 2, 'place/Zone/A' 1 of 2, 'place/Zone/B' 1 of 2): none is spread over two; raise it to 3 or lower their 'minReplicas'",
  ]);
});

/** A mixture whose heads and experts suit three ranks. */
function aMixture(): Model {
  const { name: _name, ...facts } = Model.QWEN3_30B_A3B;
  return Model.custom({ ...facts, name: 'mixture', attentionHeads: 36, attention: [{ kind: 'full', layers: 48, kvHeads: 36, headDim: 128 }], vocabularySize: 64 * 36, experts: { ...facts.experts!, count: 120 } });
}

describe('room that keys and values take beside the GPU', () => {
  test.each<[string, Topology | undefined, Partial<InferencePoolProps>, number]>([
    ['one rank', undefined, { model: Model.LLAMA_3_1_8B_INSTRUCT }, 2 ** 30 / 131_072],
    ['four, which share them out', undefined, { model: Model.LLAMA_3_1_8B_INSTRUCT, tensorParallelSize: 4 }, 2 ** 30 / 131_072],
    ['one in half the bits', undefined, { model: Model.LLAMA_3_1_8B_INSTRUCT, kvCacheDtype: 'fp8' }, 2 ** 30 / 65_536],
    ['engines with requests of their own', Topology.wideExpertParallel({ dataParallelSize: 16 }), R1, 2 ** 30 / 70_272],
  ])('is that of the cache, over all ranks of an engine: %s', (_, topology, props, tokens) => {
    const [{ kvTokensPerGib }] = aPool(topology, props).need.roles as [EngineRole];

    expect(Math.abs(kvTokensPerGib! / tokens - 1)).toBeLessThan(0.001);
  });
});
