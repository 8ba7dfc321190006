import {
  Accelerator, Environment, GpuNodeGroup, InferencePool, InferencePoolProps, Jurisdiction, Model, SovereignDataZone, Strategies, Topology,
  ValidationError,
} from '../src';
import { aPlatform } from './support/platforms';
import { rendered } from './support/programs';
import { TARGETS } from './support/targets';

type Served = Pick<InferencePoolProps, 'model' | 'topology'> & { readonly gpusPerNode: number; readonly maxNodes: number };

const TOPOLOGIES: Readonly<Record<string, Served>> = {
  'one pod a replica': { model: Model.LLAMA_3_1_8B_INSTRUCT, topology: Topology.aggregated(), gpusPerNode: 1, maxNodes: 1 },
  'no entrance': { model: Model.LLAMA_3_1_8B_INSTRUCT, topology: Topology.standalone(), gpusPerNode: 1, maxNodes: 1 },
  'prefill and decode apart': {
    model: Model.LLAMA_3_1_8B_INSTRUCT, topology: Topology.disaggregated({ prefill: { minReplicas: 2 }, decode: { minReplicas: 2 } }),
    gpusPerNode: 4, maxNodes: 1,
  },
  'experts over the GPUs of a node': { model: Model.GPT_OSS_20B, topology: Topology.wideExpertParallel({ dataParallelSize: 4 }), gpusPerNode: 4, maxNodes: 1 },
  'experts over nodes': {
    model: Model.GPT_OSS_20B, topology: Topology.wideExpertParallel({ dataParallelSize: 8, dataParallelSizeLocal: 4 }), gpusPerNode: 4, maxNodes: 2,
  },
  'layers over nodes': {
    model: Model.LLAMA_3_1_405B_INSTRUCT_FP8, topology: Topology.pipelineParallel({ pipelineParallelSize: 2 }), gpusPerNode: 8, maxNodes: 2,
  },
};

/** One machine has no second node, whatever runs on it. */
const ONE_MACHINE = { 'experts over nodes': 'ExceedsSite', 'layers over nodes': 'ExceedsSite' };

/** What a kind of place refuses; everything else it serves. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'edge': { ...ONE_MACHINE, 'prefill and decode apart': 'NoEndpointPicker' },
  'openshift': { 'layers over nodes': 'StagesNotOffered' },
  'openshift at the edge': ONE_MACHINE,
};

function outcome(target: Strategies, { gpusPerNode, maxNodes, ...props }: Served): string {
  const environment = new Environment(aPlatform(), 'place', { target });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  try {
    const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode, maxNodes });
    new InferencePool(zone, 'Chat', { nodes, ...props });
  } catch (error) {
    return (error as ValidationError).code;
  }
  return rendered(environment).manifests.length > 0 ? 'served' : 'nothing was written';
}

describe.each(TARGETS)('on %s', (name, target) => {
  test.each(Object.entries(TOPOLOGIES))('a pool with %s is served, or refused for a reason that the guide names', (topology, served) => {
    expect(outcome(target(), served)).toBe(REFUSED[name]?.[topology] ?? 'served');
  });
});
