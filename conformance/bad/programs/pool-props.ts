import { BadProgram, collected, unchecked } from '../bad-program';
import { aPool, aZone, poolOf } from '../blueprint';
import { Duration, InferencePool, ScalingMetric } from 'aiplane';

/** Pools whose props no engine accepts. */
export const POOL_PROPS: readonly BadProgram[] = [
  {
    name: 'a pool without props', code: 'NotAnObject',
    message: "'props' (undefined) must be an object; write it in braces, name by name",
    build: (platform) => new InferencePool(aZone(platform), 'Chat', unchecked(undefined)),
  },
  {
    name: 'a pool without a model', code: 'WrongKind',
    message: "'model' (undefined) must be a Model; use one of the catalog, such as Model.LLAMA_3_1_8B_INSTRUCT, or Model.fromDirectory(path)",
    build: (platform) => poolOf(platform, { model: undefined }),
  },
  {
    name: 'a model by its name', code: 'WrongKind',
    message: "'model' (llama-3.1-8b-instruct) must be a Model; use one of the catalog, such as Model.LLAMA_3_1_8B_INSTRUCT, or Model.fromDirectory(path)",
    build: (platform) => poolOf(platform, { model: unchecked('llama-3.1-8b-instruct') }),
  },
  {
    name: 'nodes by their name', code: 'WrongKind',
    message: "'nodes' (Gpus) must be a GpuNodeGroup; pass the group itself, made by 'new GpuNodeGroup(zone, …)'",
    build: (platform) => aPool(aZone(platform), unchecked('Gpus')),
  },
  {
    name: 'no replicas', code: 'NotACount',
    message: "'minReplicas' (0) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { minReplicas: 0 }),
  },
  {
    name: 'replicas below nothing', code: 'NotACount',
    message: "'minReplicas' (-1) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { minReplicas: -1 }),
  },
  {
    name: 'replicas that are no number', code: 'NotACount',
    message: "'maxReplicas' (NaN) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { maxReplicas: NaN }),
  },
  {
    name: 'half a replica', code: 'NotACount',
    message: "'minReplicas' (1.5) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { minReplicas: 1.5 }),
  },
  {
    name: 'replicas as text', code: 'NotACount',
    message: "'minReplicas' (2) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { minReplicas: unchecked('2') }),
  },
  {
    name: 'fewer replicas at most than at least', code: 'MinAboveMax',
    message: "'minReplicas' (2) must be at most 'maxReplicas' (1); lower it or raise 'maxReplicas'",
    build: (platform) => poolOf(platform, { minReplicas: 2, maxReplicas: 1 }, { maxNodes: 2 }),
  },
  {
    name: 'a range that nothing moves within', code: 'NothingScales',
    message: "'maxReplicas' (2) is above 'minReplicas' (1), but nothing scales between them; declare 'scaleOn', such as ScalingMetric.queueDepth(8), or leave 'maxReplicas' out",
    build: (platform) => poolOf(platform, { maxReplicas: 2 }, { maxNodes: 2 }),
  },
  {
    name: 'a metric without a threshold', code: 'NotACount',
    message: "'scaleOn' (0) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { scaleOn: ScalingMetric.queueDepth(0) }),
  },
  {
    name: 'a threshold as text', code: 'NotACount',
    message: "'scaleOn' (8) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { scaleOn: ScalingMetric.runningRequests(unchecked('8')) }),
  },
  {
    name: 'a replica on no GPU', code: 'NotACount',
    message: "'tensorParallelSize' (0) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { tensorParallelSize: 0 }),
  },
  {
    name: 'steps of no tokens', code: 'NotACount',
    message: "'maxNumBatchedTokens' (-8192) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { maxNumBatchedTokens: -8192 }),
  },
  {
    name: 'no request at once', code: 'NotACount',
    message: "'maxNumSeqs' (0) must be a whole number of at least 1; set it to 1 or more",
    build: (platform) => poolOf(platform, { maxNumSeqs: 0 }),
  },
  {
    name: 'more than the whole memory', code: 'NotAFraction',
    message: "'gpuMemoryUtilization' (1.2) must be a number above 0 and at most 1; leave it out for 0.92",
    build: (platform) => poolOf(platform, { gpuMemoryUtilization: 1.2 }),
  },
  {
    name: 'memory in per cent, as text', code: 'NotAFraction',
    message: "'gpuMemoryUtilization' (92%) must be a number above 0 and at most 1; leave it out for 0.92",
    build: (platform) => poolOf(platform, { gpuMemoryUtilization: unchecked('92%') }),
  },
  {
    name: 'an unknown number format', code: 'UnknownKvCacheDtype',
    message: "'kvCacheDtype' (fp9) is no format of the key-value cache; did you mean 'fp8'? use one of: auto, fp8",
    build: (platform) => poolOf(platform, { kvCacheDtype: unchecked('fp9') }),
  },
  {
    name: 'a number format of another engine', code: 'UnknownKvCacheDtype',
    message: "'kvCacheDtype' (turboquant_k8v4) is no format of the key-value cache; use one of: auto, fp8",
    build: (platform) => poolOf(platform, { kvCacheDtype: unchecked('turboquant_k8v4') }),
  },
  {
    name: 'a drain in bare seconds', code: 'WrongKind',
    message: "'drainTimeout' (120) must be a Duration; write it with its unit, such as Duration.minutes(5)",
    build: (platform) => poolOf(platform, { drainTimeout: unchecked(120) }),
  },
  {
    name: 'a drain with a fraction of a second', code: 'NotWholeSeconds',
    message: "'drainTimeout' (1.5 s) must be a whole number of seconds; use Duration.seconds(2)",
    build: (platform) => poolOf(platform, { drainTimeout: Duration.millis(1500) }),
  },
  {
    name: 'a metric as a bare number', code: 'WrongKind',
    message: "'scaleOn' (8) must be a ScalingMetric; use one of them, such as ScalingMetric.queueDepth(8)",
    build: (platform) => poolOf(platform, { maxReplicas: 2, scaleOn: unchecked(8) }, { maxNodes: 2 }),
  },
  {
    name: 'nodes that only look like some', code: 'WrongKind',
    message: '\'nodes\' ({"accelerator":{},"gpusPerNode":1}) must be a GpuNodeGroup; pass the group itself, made by \'new GpuNodeGroup(zone, …)\'',
    build: (platform) => aPool(aZone(platform), unchecked({ accelerator: {}, gpusPerNode: 1 })),
  },
  {
    name: 'a canary by a name that nobody serves', code: 'NameNotServed',
    message: collected("[munich/Zone/Chat] 'model' (tuned) is a name of a canary that the engines do not serve (llama-3.1-8b-instruct); add an adapter of that name by 'addAdapter', or give another pool the share"),
    build: (platform) => poolOf(platform, {}).addCanary('Tuned', { model: 'tuned', weight: 10 }),
  },
];
