import { BadProgram, collected } from '../bad-program';
import { aMachine, aPool, atAmazon, atTheEdge, aZone, onPremises, poolOf, someNodes } from '../blueprint';
import { Accelerator, Engine, Model, ScalingMetric, SiteModelStore, Size } from 'aiplane';

/** Models, replicas and machines that no node of theirs can hold. */
export const FIT: readonly BadProgram[] = [
  {
    name: 'a model larger than the GPU', code: 'ModelDoesNotFit',
    message: "'model' (llama-3.3-70b-instruct) needs 131.4 GiB for weights and 2.5 GiB for the key-value cache of one request of 8192 tokens on each of 1 × L4, but the engine may use 20.6 GiB of each; choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (1) for 'munich/Zone/Gpus'",
    build: (platform) => poolOf(platform, { model: Model.LLAMA_3_3_70B_INSTRUCT }),
  },
  {
    name: 'a model that more GPUs of the node would hold', code: 'ModelDoesNotFit',
    message: "'model' (llama-3.3-70b-instruct) needs 131.4 GiB for weights and 2.5 GiB for the key-value cache of one request of 8192 tokens on each of 1 × H100_80GB, but the engine may use 73.6 GiB of each; raise 'tensorParallelSize' (1) to 2 or choose a smaller model",
    build: (platform) => {
      const unspread = { model: Model.LLAMA_3_3_70B_INSTRUCT, tensorParallelSize: 1 };
      poolOf(platform, unspread, { accelerator: Accelerator.H100_80GB, gpusPerNode: 8 });
    },
  },
  {
    name: 'a context that leaves no room', code: 'ModelDoesNotFit',
    message: "'model' (llama-3.1-8b-instruct) needs 15.0 GiB for weights and 8.0 GiB for the key-value cache of one request of 65536 tokens on each of 1 × L4, but the engine may use 20.6 GiB of each; lower 'maxModelLen' (65536), choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (1) for 'munich/Zone/Gpus'",
    build: (platform) => poolOf(platform, { maxModelLen: 65_536 }),
  },
  {
    name: 'a context beyond the model', code: 'NotACount',
    message: "'maxModelLen' (200000) must be a whole number from 1 to 131072; set it to 131072 or less",
    build: (platform) => poolOf(platform, { maxModelLen: 200_000 }),
  },
  {
    name: 'memory that the weights alone exceed', code: 'ModelDoesNotFit',
    message: "'model' (llama-3.1-8b-instruct) needs 15.0 GiB for weights and 1.0 GiB for the key-value cache of one request of 8192 tokens on each of 1 × L4, but the engine may use 11.2 GiB of each; choose a smaller model, an accelerator with more memory, or more 'gpusPerNode' (1) for 'munich/Zone/Gpus'",
    build: (platform) => poolOf(platform, { gpuMemoryUtilization: 0.5 }),
  },
  {
    name: 'heads that cannot be shared out', code: 'HeadsNotDivisible',
    message: "'tensorParallelSize' (3) must divide the 32 attention heads of 'llama-3.1-8b-instruct'; use one of: 1, 2, 4, 8, 16, 32",
    build: (platform) => poolOf(platform, { tensorParallelSize: 3 }, { gpusPerNode: 4 }),
  },
  {
    name: 'a replica larger than a node', code: 'ReplicaExceedsNode',
    message: "'tensorParallelSize' (2) must be at most the 'gpusPerNode' (1) of 'munich/Zone/Gpus': a replica does not reach beyond its node; lower it or raise 'gpusPerNode' to 2",
    build: (platform) => poolOf(platform, { tensorParallelSize: 2 }, { maxNodes: 2 }),
  },
  {
    name: 'more replicas than the nodes hold', code: 'CapacityExceeded',
    message: "'maxReplicas' (3) needs 3 × L4 (1 a replica), but 'munich/Zone/Gpus' holds at most 2; raise its 'maxNodes' (2) to 3 or choose a smaller model",
    build: (platform) => poolOf(platform, { minReplicas: 3 }, { maxNodes: 2 }),
  },
  {
    name: 'replicas that no two nodes may share', code: 'CapacityExceeded',
    message: "'maxReplicas' (3) needs 6 × L4 (2 a replica), but 'munich/Zone/Gpus' holds at most 4; raise its 'maxNodes' (2) to 3 or choose a smaller model",
    build: (platform) => poolOf(platform, { minReplicas: 3, tensorParallelSize: 2 }, { gpusPerNode: 3, maxNodes: 2 }),
  },
  {
    name: 'more replicas at most than the nodes hold', code: 'CapacityExceeded',
    message: "'maxReplicas' (16) needs 32 × H100_80GB (2 a replica), but 'munich/Zone/Gpus' holds at most 24; raise its 'maxNodes' (3) to 4 or choose a smaller model",
    build: (platform) => {
      const scaled = { maxReplicas: 16, tensorParallelSize: 2, scaleOn: ScalingMetric.queueDepth(8) };
      poolOf(platform, scaled, { accelerator: Accelerator.H100_80GB, gpusPerNode: 8, maxNodes: 3 });
    },
  },
  {
    name: 'an engine that does not know what it is told', code: 'EngineTooOld',
    message: "'engine.version' (0.17) must be 0.18 or newer: older ones cannot be told how long to let requests finish; use a newer image",
    build: (platform) => poolOf(platform, { engine: Engine.vllm({ version: '0.17' }), acceptUnlikely: { reason: 'measured' } }),
  },
  {
    name: 'a volume that does not hold its models', code: 'ModelsExceedVolume',
    message: collected("[munich/Zone] 'modelStore.size' (10 GiB) must hold the models of the zone 'zone': meta-llama/Llama-3.1-8B-Instruct; set it to Size.gibibytes(15) or more"),
    build: (platform) => {
      const zone = aZone(platform, onPremises({ modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(10) }) }));
      aPool(zone, someNodes(zone));
    },
  },
  {
    name: 'pools that always use more than their nodes have', code: 'NodesOversubscribed',
    message: collected("[munich/Zone/Gpus] 'maxNodes' (1) holds 1 × L4, but its pools always use 2 ('munich/Zone/Chat' 1, 'munich/Zone/Search' 1); raise it to 2 or lower their 'minReplicas'"),
    build: (platform) => {
      const zone = aZone(platform);
      const nodes = someNodes(zone);
      aPool(zone, nodes);
      aPool(zone, nodes, {}, 'Search');
    },
  },
  {
    name: 'more machines than the edge has', code: 'ExceedsSite',
    message: "'maxNodes' (2) exceeds the one machine at 'factory-12'; set it to 1 or choose an environment with more machines",
    build: (platform) => someNodes(aZone(platform, atTheEdge()), { maxNodes: 2 }),
  },
  {
    name: 'more GPUs to a node than any instance has', code: 'NoInstanceType',
    message: "'accelerator' (L4) is on no instance type with 16 to a node; choose from what there is: A100_40GB (8), A100_80GB (8), A10G (1, 4, 8), B200 (8), H100_80GB (1, 8), H200 (8), L4 (1, 4, 8), L40S (1, 4, 8), RTX_PRO_6000 (1, 2, 4, 8), T4 (1, 4)",
    build: (platform) => someNodes(aZone(platform, atAmazon()), { gpusPerNode: 16 }),
  },
  {
    name: 'a GPU that Amazon does not offer', code: 'NoInstanceType',
    message: "'accelerator' (GB300) is on no instance type with 1 to a node; choose from what there is: A100_40GB (8), A100_80GB (8), A10G (1, 4, 8), B200 (8), H100_80GB (1, 8), H200 (8), L4 (1, 4, 8), L40S (1, 4, 8), RTX_PRO_6000 (1, 2, 4, 8), T4 (1, 4)",
    build: (platform) => someNodes(aZone(platform, atAmazon()), { accelerator: Accelerator.custom({ ...Accelerator.L4, name: 'GB300' }) }),
  },
  {
    name: 'a virtual machine larger than any metal', code: 'VirtualMachineTooLarge',
    message: "'memory' (2048 GiB) with 4 cpus fits no metal instance type of the catalog; use at most 921 GiB, or add a type with AwsInstanceType.custom",
    build: (platform) => aMachine(aZone(platform, atAmazon()), { memory: Size.gibibytes(2048) }),
  },
];
