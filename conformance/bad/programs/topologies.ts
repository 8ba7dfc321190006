import { BadProgram } from '../bad-program';
import { aPool, atTheEdge, aZone, poolOf, someNodes } from '../blueprint';
import { Accelerator, Model, Topology } from 'aiplane';

const H200 = { accelerator: Accelerator.H200, gpusPerNode: 8 };

/** Topologies that a model, a node or a cluster contradicts. */
export const TOPOLOGIES: readonly BadProgram[] = [
  {
    name: 'a model without experts that shares them out', code: 'NoExperts',
    message: "'topology' (wideExpertParallel) shares out experts, and 'llama-3.1-8b-instruct' has none; use Topology.aggregated() with more replicas, or 'tensorParallelSize' for a larger one",
    build: (platform) => poolOf(platform, { topology: Topology.wideExpertParallel({ dataParallelSize: 8 }) }, H200),
  },
  {
    name: 'replicas said of the pool and of its roles', code: 'SaidOfPool',
    message: "'minReplicas' (2) is said of the pool, but its topology (disaggregated) says it of each role; leave it out and say 'topology.prefill.minReplicas' and 'topology.decode.minReplicas'",
    build: (platform) => poolOf(platform, { minReplicas: 2, topology: Topology.disaggregated({ prefill: {}, decode: {} }) }, H200),
  },
  {
    name: 'engines that pods cannot hold alike', code: 'EnginesNotDivisible',
    message: "'topology.dataParallelSizeLocal' (3) must divide 'dataParallelSize' (8): the pods of a replica are alike; use one of: 1, 2, 4, 8",
    build: (platform) => poolOf(platform, {
      model: Model.QWEN3_30B_A3B, topology: Topology.wideExpertParallel({ dataParallelSize: 8, dataParallelSizeLocal: 3 }),
    }, H200),
  },
  {
    name: 'a replica of several pods without the nodes', code: 'CapacityExceeded',
    message: "'maxReplicas' (1) needs 16 × H200 (16 a replica, in 2 pods), but 'munich/Zone/Gpus' has 8; raise its 'maxNodes' (1) to 2 or choose a smaller model",
    build: (platform) => poolOf(platform, { topology: Topology.pipelineParallel({ pipelineParallelSize: 2, tensorParallelSize: 8 }) }, H200),
  },
  {
    name: 'roles where nothing chooses between them', code: 'NoEndpointPicker',
    message: "'topology' (prefill and decode) needs an endpoint picker, which chooses a replica for each part of a request, and a cluster of one machine has none; use Topology.aggregated() here",
    build: (platform) => {
      const zone = aZone(platform, atTheEdge());
      aPool(zone, someNodes(zone, H200), { topology: Topology.disaggregated({ prefill: {}, decode: {} }) });
    },
  },
];
