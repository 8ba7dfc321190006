import { Accelerator, Environment, GpuNodeGroup, InferencePool, InferencePoolProps, Jurisdiction, Model, SovereignDataZone, Topology, ValidationError } from '../../src';
import { aPlatform, aTarget, thrownBy } from '../support/platforms';

/** A pool of one model on some GPUs, in an environment of its own. */
function aPool(props: Partial<InferencePoolProps>, accelerator: Accelerator = Accelerator.H100_80GB, gpusPerNode = 8) {
  const environment = new Environment(aPlatform(), 'place', { target: aTarget() });
  const zone = new SovereignDataZone(environment, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const nodes = new GpuNodeGroup(zone, 'Gpus', { accelerator, gpusPerNode, maxNodes: 1 });
  const pool = new InferencePool(zone, 'Chat', { model: Model.LLAMA_3_3_70B_INSTRUCT, nodes, ...props });
  const reported = environment.reported.filter(({ path }) => path === pool.node.path).flatMap(({ findings }) => findings);
  return { pool, findings: reported.map(({ code, message }) => ({ code, message })) };
}

const refused = (props: Partial<InferencePoolProps>, accelerator?: Accelerator, gpusPerNode?: number) =>
  thrownBy(() => aPool(props, accelerator, gpusPerNode)) as ValidationError;

describe('a pool that says no parallelism', () => {
  test.each<[string, Partial<InferencePoolProps>, number]>([
    ['is spread over as few GPUs as hold one request', {}, 2],
    ['is spread over enough for a mixture, whose overhead is larger', { model: Model.GPT_OSS_120B }, 2],
    ['is spread over one where that suffices', { model: Model.LLAMA_3_1_8B_INSTRUCT }, 1],
    ['is spread over more for more requests at once', { model: Model.LLAMA_3_1_8B_INSTRUCT, maxModelLen: 131_072, maxConcurrency: 8 }, 4],
    ['is spread over more for a longer request', { maxModelLen: 16_384 }, 4],
    ['is spread over fewer with a smaller cache', { maxModelLen: 16_384, kvCacheDtype: 'fp8' }, 2],
  ])('%s', (_, props, gpus) => {
    const { pool, findings } = aPool(props);

    expect({ gpus: pool.maxGpus, verdict: pool.sizing.verdict, findings }).toEqual({ gpus, verdict: 'fits', findings: [] });
  });

  test('says why', () => {
    expect(aPool({ maxModelLen: 16_384 }).pool.parallelismReason).toBe(
      'TP 4 holds 28.0 requests of full length; TP 2 leaves 2.1 GiB for the key-value cache, and one request needs 2.5 GiB');
  });
});

describe('tokens of the cache that ranks share out', () => {
  const deepseek = { model: Model.DEEPSEEK_R1_0528, maxModelLen: 131_072 };

  test('divide what a request takes of each', () => {
    const [whole, shared] = [1, 8].map((decodeContextParallelSize) => aPool({ ...deepseek, decodeContextParallelSize }, Accelerator.H200));
    const codes = [whole, shared].map((one) => one!.findings.map(({ code }) => code));

    expect(shared!.pool.sizing.cache.tokens).toBe(8 * whole!.pool.sizing.cache.tokens);
    expect(codes).toEqual([['LatentCacheReplicated', 'RolloutInterrupts'], ['RolloutInterrupts']]);
    expect(shared!.pool.parallelismReason).toMatch(/^TP 8 × DCP 8 holds /);
  });

  test.each<[string, Partial<InferencePoolProps>, string]>([
    ['where each rank has heads of its own', { decodeContextParallelSize: 2 },
      "'decodeContextParallelSize' (2) must be at most 1: the ranks that keep the same heads of 'llama-3.3-70b-instruct'; leave it out"],
    ['by ranks that do not divide', { ...deepseek, tensorParallelSize: 8, decodeContextParallelSize: 3 },
      "'decodeContextParallelSize' (3) must divide 'tensorParallelSize' (8); use a divisor of 8"],
    ['where replicas pass them on', { decodeContextParallelSize: 2, topology: Topology.disaggregated({ prefill: {}, decode: {} }) },
      "'decodeContextParallelSize' (2) shares out the tokens of a cache among ranks, which replicas of the topology disaggregated do not; leave it out, or use Topology.aggregated() or pipelineParallel()"],
  ])('are refused %s', (_, props, message) => {
    expect(refused(props, Accelerator.H200).message).toContain(message);
  });
});

test('the verdict on a pool is said with its figures, as fine as they are worth, and with the reason of the layout', () => {
  const { pool } = aPool({ maxModelLen: 16_384 });

  expect(Environment.of(pool).pools.map(({ path, verdicts }) => ({ path, verdicts }))).toEqual([{
    path: 'place/Zone/Chat',
    verdicts: [{
      role: 'prefill-decode', layout: 'TP 4', reason: pool.parallelismReason, verdict: 'fits', limit: 'concurrency', accelerator: 'H100_80GB', gpusPerReplica: 4,
      kvCacheTokens: 458_352, maxConcurrency: 28, usableGib: 72.85, weightsGib: 32.85, overheadGib: 5.02, cacheGib: 34.97, errorBound: 0.015,
    }],
  }]);
});

describe('a pool that would fit without overhead only', () => {
  const tight = { model: Model.GPT_OSS_120B, tensorParallelSize: 1 };
  const rule = 'needs 66.0 GiB for weights, about 8.7 GiB for activations and the runtime, and 0.6 GiB for the key-value cache of one request of 8192 tokens '
    + 'on each of 1 × H100_80GB, but the engine may use 72.8 GiB of each';

  test('is refused, with the figures', () => {
    const { code, message } = refused(tight);

    expect({ code, message }).toEqual({
      code: 'ModelUnlikelyToFit',
      message: `'model' (gpt-oss-120b) ${rule}; raise 'tensorParallelSize' (1) to 2 or choose a smaller model, or accept it with 'acceptUnlikely' and a reason`,
    });
  });

  test('is accepted by name, for a reason that the report says', () => {
    const { pool, findings } = aPool({ ...tight, acceptUnlikely: { reason: 'measured on our image' } });

    expect(pool.sizing.verdict).toBe('unlikely');
    expect(findings).toEqual([{
      code: 'UnlikelyFitAccepted',
      message: `'acceptUnlikely' (measured on our image) accepts that 'gpt-oss-120b' ${rule}; raise 'tensorParallelSize' (1) to 2 or choose a smaller model`,
    }]);
  });

  test('is not accepted without a reason', () => {
    expect(refused({ ...tight, acceptUnlikely: { reason: ' ' } }).message).toBe("'acceptUnlikely.reason' ( ) must be a string that is not empty; give it a value");
  });

  test('is not accepted where it is impossible', () => {
    expect(refused({ tensorParallelSize: 1, acceptUnlikely: { reason: 'why not' } }).code).toBe('ModelDoesNotFit');
  });

  test.each<[string, Partial<InferencePoolProps>, Accelerator, string]>([
    ['requests at once', { model: Model.LLAMA_3_1_8B_INSTRUCT, maxConcurrency: 64 }, Accelerator.L4, "lower 'maxConcurrency' (64), "],
    ['a context', { model: Model.LLAMA_3_1_8B_INSTRUCT, maxModelLen: 32_768 }, Accelerator.L4, "lower 'maxModelLen' (32768), "],
    ['recurrent states', { model: Model.QWEN3_6_35B_A3B_FP8, maxNumSeqs: 4096 }, Accelerator.H100_80GB, "lower 'maxNumSeqs' (4096), "],
    ['a part of a shared memory', { model: Model.LLAMA_3_1_8B_INSTRUCT }, Accelerator.GB10, "lower 'gpuMemoryUtilization' (0.92) to 0.83, "],
  ])('is told what to lower for %s', (_, props, accelerator, remedy) => {
    const error = refused(props, accelerator, 1);

    expect(error.code).toBe('ModelUnlikelyToFit');
    expect(error.remedy.startsWith(remedy)).toBe(true);
  });
});

test('a layout that wastes memory is a finding', () => {
  expect(aPool({ model: Model.QWEN3_235B_A22B, tensorParallelSize: 8 }).findings.map(({ code }) => code)).toEqual(['KvHeadsReplicated', 'RolloutInterrupts']);
});

test.each<[string, Partial<InferencePoolProps>, string, string]>([
  ['whose cache nobody can compute', { model: Model.DEEPSEEK_V4_PRO }, 'NotEstimable', 'model'],
  ['whose blocks ranks cannot share', { model: Model.QWEN3_235B_A22B_FP8, tensorParallelSize: 8 }, 'BlocksNotDivisible', 'tensorParallelSize'],
  ['with no requests at once', { maxConcurrency: 0 }, 'NotACount', 'maxConcurrency'],
])('a pool is refused %s, at its own path', (_, props, code, prop) => {
  const error = refused(props);

  expect({ code: error.code, prop: error.prop, path: error.path }).toEqual({ code, prop, path: 'place/Zone/Chat' });
});
