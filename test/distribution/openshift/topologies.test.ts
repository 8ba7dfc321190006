import {
  Accelerator, Environment, GpuNodeGroup, InferencePool, InferencePoolProps, Jurisdiction, Model, ScalingMetric, SovereignDataZone, Target, Topology,
} from '../../../src';
import { describeWithCrds, isCustomResource, validateCustomResource } from '../../support/crd-schemas';
import { refusedByWebhook, type Judged } from '../../support/kserve-webhook';
import { aPlatform } from '../../support/platforms';
import { objectsOf, rendered } from '../../support/programs';
import { anOnPremTarget } from '../../support/targets';

type PoolProps = Partial<InferencePoolProps> & Pick<InferencePoolProps, 'model'>;

/** A pool on six nodes of eight H200 with OpenShift AI, judged by every rule. */
function written(props: PoolProps) {
  const environment = new Environment(aPlatform(), 'munich', { target: Target.openShift({ on: anOnPremTarget(), version: '4.21' }) });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 6 });
  new InferencePool(zone, 'Chat', { nodes, maxModelLen: 32768, ...props });
  return objectsOf(rendered(environment));
}

function serviceOf(props: PoolProps) {
  return written(props).find(({ kind }) => kind === 'LLMInferenceService')!.spec as unknown as Judged;
}

const disaggregated = Topology.disaggregated({
  prefill: { minReplicas: 4, tensorParallelSize: 1 }, decode: { minReplicas: 2, tensorParallelSize: 4 },
});
const wide = { model: Model.DEEPSEEK_R1_0528, maxConcurrency: 64 };

/** The topologies that KServe serves. */
const SERVED: readonly (readonly [string, PoolProps])[] = [
  ['aggregated', { model: Model.GPT_OSS_120B, topology: Topology.aggregated() }],
  ['disaggregated', { model: Model.GPT_OSS_120B, topology: disaggregated }],
  ['disaggregated that scales', {
    model: Model.GPT_OSS_120B, scaleOn: ScalingMetric.queueDepth(8),
    topology: Topology.disaggregated({ prefill: { maxReplicas: 4, tensorParallelSize: 1 }, decode: { maxReplicas: 2, tensorParallelSize: 4 } }),
  }],
  ['wide on two nodes', { ...wide, topology: Topology.wideExpertParallel({ dataParallelSize: 16 }) }],
  ['wide and disaggregated', { ...wide, topology: Topology.wideExpertParallel({ dataParallelSize: 16, disaggregate: {} }) }],
];

describe.each(SERVED)('a pool that is %s', (_topology, props) => {
  test('is one service, which KServe admits', () => {
    const objects = written(props);
    expect(objects.filter(({ kind }) => kind === 'LLMInferenceService')).toHaveLength(1);
    expect(objects.filter(({ kind }) => ['Deployment', 'LeaderWorkerSet', 'DisaggregatedSet', 'InferencePool', 'HTTPRoute'].includes(kind))).toEqual([]);
    expect(refusedByWebhook(serviceOf(props))).toEqual([]);
  });

  describeWithCrds('the definitions', () => {
    test('accept it', () => {
      expect(written(props).filter(isCustomResource).flatMap(validateCustomResource)).toEqual([]);
    });
  });
});

test('a pool whose experts are spread over nodes is groups of as many pods', () => {
  const { parallelism, prefill } = serviceOf({ ...wide, topology: Topology.wideExpertParallel({ dataParallelSize: 16, disaggregate: {} }) });
  expect([parallelism, prefill?.parallelism]).toEqual(Array(2).fill({ tensor: 1, data: 16, dataLocal: 8, expert: true }));
});

test('a pool whose stages are spread over nodes is refused, and where it would not be is said', () => {
  const staged = { model: Model.DEEPSEEK_R1_0528, topology: Topology.pipelineParallel({ pipelineParallelSize: 2, tensorParallelSize: 8 }) };
  expect(() => written(staged)).toThrow(expect.objectContaining({ code: 'StagesNotOffered', message: expect.stringContaining('a target with upstream Kubernetes') }));
});

test('a standalone pool is none of KServe\'s', () => {
  const kinds = written({ model: Model.GPT_OSS_120B, topology: Topology.standalone() }).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['Deployment', 'Service']));
  expect(kinds).not.toContain('LLMInferenceService');
});
