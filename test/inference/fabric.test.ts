import {
  Accelerator, Engine, Environment, GpuNodeGroup, InferencePool, InferencePoolProps, InferenceRequest, Jurisdiction, Model, NodeFabric,
  SovereignDataZone, Topology, ValidationError,
} from '../../src';
import { CompanyCloud } from '../company/company-cloud';
import { CompanyKubernetes } from '../company/company-kubernetes';
import { aPlatform, aTarget, thrownBy } from '../support/platforms';

/** A cloud whose nodes have adapters where they are asked for. */
class Woven extends CompanyCloud {
  constructor(private readonly fabric: NodeFabric) {
    super();
  }

  public override bindGpuNodes(...[scope, need]: Parameters<CompanyCloud['bindGpuNodes']>) {
    const nodes = super.bindGpuNodes(scope, need);
    return need.fabric === true ? { ...nodes, fabric: this.fabric } : nodes;
  }
}

/** Remembers what it was asked for. */
class Listening extends CompanyKubernetes {
  public readonly pools: InferenceRequest[] = [];
  public readonly software: unknown[] = [];

  public override bindInference(...[scope, need]: Parameters<CompanyKubernetes['bindInference']>) {
    this.pools.push(need);
    return super.bindInference(scope, need);
  }

  public override bindGpuSoftware(...[scope, need]: Parameters<CompanyKubernetes['bindGpuSoftware']>) {
    this.software.push(need.fabric);
    return super.bindGpuSoftware(scope, need);
  }
}

const FABRIC: NodeFabric = {
  resourceName: 'rdma/hca', perNode: 4, kvTransferBackend: 'UCX', engineImage: 'registry.example/vllm:0.19.0-rdma', environment: { UCX_TLS: 'rc' },
};

/** A zone with eight GPUs a node, and the pools that are made in it. */
function aZone(fabric: NodeFabric = FABRIC) {
  const distribution = new Listening();
  const environment = new Environment(aPlatform(), 'place', { target: aTarget({ infrastructure: new Woven(fabric), distribution }) });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const group = (id: string, woven: boolean) =>
    new GpuNodeGroup(zone, id, { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 4, fabric: woven });
  const pool = (props: Partial<InferencePoolProps> & Pick<InferencePoolProps, 'nodes'>) => {
    const made = new InferencePool(zone, 'Chat', { model: Model.GPT_OSS_120B, ...props });
    return { made, need: distribution.pools[0]! };
  };
  return { group, pool, distribution };
}

const two = (tensorParallelSize: number, nodes?: GpuNodeGroup) =>
  Topology.disaggregated({ prefill: { tensorParallelSize, nodes }, decode: { tensorParallelSize: 4 } });
const sharesOf = ({ need }: { readonly need: InferenceRequest }) => need.roles.map(({ fabric }) => fabric?.perPod);

test('pods that talk get the share of adapters that goes with their GPUs, and whose plugin offers them is told', () => {
  const { group, pool, distribution } = aZone();
  const made = pool({ nodes: group('Gpus', true), topology: two(2) });

  expect(sharesOf(made)).toEqual([1, 2]);
  const { perNode: _, ...adapters } = FABRIC;
  expect(made.need.roles[1]!.fabric).toEqual({ ...adapters, perPod: 2 });
  expect(distribution.software).toEqual([FABRIC]);
});

test.each<[string, Topology | undefined, Model, readonly (number | undefined)[]]>([
  ['share out experts', Topology.wideExpertParallel({ dataParallelSize: 16 }), Model.DEEPSEEK_R1_0528, [4]],
  ['share out layers', Topology.pipelineParallel({ pipelineParallelSize: 2, tensorParallelSize: 8 }), Model.LLAMA_3_1_405B_INSTRUCT_FP8, [4]],
  ['say nothing to one another', undefined, Model.GPT_OSS_120B, [undefined]],
])('pods that %s', (_, topology, model, shares) => {
  const { group, pool } = aZone();

  expect(sharesOf(pool({ nodes: group('Gpus', true), topology, model }))).toEqual(shares);
});

test('nodes without adapters give pods none', () => {
  const { group, pool, distribution } = aZone();

  expect(sharesOf(pool({ nodes: group('Gpus', false), topology: two(2) }))).toEqual([undefined, undefined]);
  expect(distribution.software).toEqual([undefined]);
});

test('the verdict is about the engine that has the libraries, unless the author names another', () => {
  const overheadOf = (woven: boolean, props: Partial<InferencePoolProps> = {}) => {
    const { group, pool } = aZone();
    return pool({ nodes: group('Gpus', woven), topology: two(2), ...props }).made.sizing;
  };

  const older = Engine.vllm({ version: '0.19' });
  expect(overheadOf(true)).toEqual(overheadOf(false, { engine: older }));
  expect(overheadOf(true)).not.toEqual(overheadOf(false));
  expect(overheadOf(true, { engine: Engine.vllm({ version: '0.27' }) })).toEqual(overheadOf(false));
});

const refused = (program: () => unknown) => {
  const { code, message } = thrownBy(program) as ValidationError;
  return [code, message];
};

test('a pod too small for a whole adapter is refused', () => {
  const { group, pool } = aZone();

  expect(refused(() => pool({ nodes: group('Gpus', true), topology: two(1) }))).toEqual(['FabricTooSmall',
    "'topology.prefill.nodes' (place/Zone/Gpus) shares 4 adapters among 8 GPUs of a node, so that a pod with 1 of them gets none; give a pod 2 GPUs or more, or use nodes without 'fabric'"]);
});

test.each([
  ['both have adapters', true, true, 'Other'],
  ['the first has adapters', true, false, 'Other'],
  ['the second has adapters', false, true, 'Gpus'],
])('roles on two groups of which %s are refused', (_, ofPrefill, ofDecode, having) => {
  const { group, pool } = aZone();
  const [other, nodes] = [group('Other', ofPrefill), group('Gpus', ofDecode)];

  expect(refused(() => pool({ nodes, topology: two(2, other) }))).toEqual(['FabricApart',
    `'topology.decode.nodes' (place/Zone/Gpus) is another group than 'place/Zone/Other', and the adapters of 'place/Zone/${having}' reach the nodes of their own group only; `
      + "give both roles the same nodes, or nodes without 'fabric'"]);
});

test('an infrastructure that declares no adapters refuses a group that wants them', () => {
  const zone = new SovereignDataZone(new Environment(aPlatform(), 'place', { target: aTarget() }), 'Zone', { jurisdiction: Jurisdiction.GERMANY });

  expect(refused(() => new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H200, maxNodes: 1, fabric: true }))).toEqual(['FabricUnknown',
    "'fabric' (true) asks for adapters that move memory past the kernel, and nothing is known of any on nodes of 'company-cloud'; leave it out: what pods of several nodes send one another goes over TCP"]);
});
