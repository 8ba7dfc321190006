import * as fc from 'fast-check';
import { aDevice, aQuestion, Change, like } from './questions';
import { Model } from '../../../src/catalog/models';
import { cacheCapacity } from '../../../src/inference/sizing/cache';
import { cacheLayersOf } from '../../../src/inference/sizing/cache-layers';
import { cachePagesOf } from '../../../src/inference/sizing/cache-pages';
import { chooseParallelism } from '../../../src/inference/sizing/choose-parallelism';
import { obstaclesTo } from '../../../src/inference/sizing/divisibility';
import { stagesOf } from '../../../src/inference/sizing/layout';
import { optionsFor } from '../../../src/inference/sizing/options';
import { sizingOf } from '../../../src/inference/sizing/sizing';
import { weightsByStage } from '../../../src/inference/sizing/weights';

const GIB = 2 ** 30;
const ESTIMABLE = Model.all().filter(({ unestimable }) => unestimable === undefined);
const model = fc.constantFrom(...ESTIMABLE);
const context = fc.integer({ min: 64, max: 131_072 });
const memory = (max: number) => fc.double({ min: 0, max, noNaN: true });
const RANK = { impossible: 0, unlikely: 1, fits: 2 };

/** Cache of one request on one rank, GiB. */
function requestGib(change: Change): number {
  return cacheCapacity(aQuestion(change), [0]).requestBytes / GIB;
}

describe('one request', () => {
  test('takes no less cache when it is longer', () => {
    fc.assert(fc.property(model, context, fc.integer({ min: 1, max: 4096 }), (of, maxModelLen, more) => {
      expect(requestGib({ model: of, maxModelLen: maxModelLen + more })).toBeGreaterThanOrEqual(requestGib({ model: of, maxModelLen }));
    }));
  });

  test('takes no more cache at 8 bit than at 16, but where sparse attention keeps scales', () => {
    fc.assert(fc.property(model, context, (of, maxModelLen) => {
      const [fp8, auto] = (['fp8', 'auto'] as const).map((kvCacheDtype) => requestGib({ model: of, maxModelLen, kvCacheDtype }));
      // pages hold whole recurrent states, so that blocks of half the bytes may round up to one more
      expect(fp8).toBeLessThanOrEqual(auto! * 1.02 + 0.01);
    }));
  });

  test('takes no more cache of a rank when there are more', () => {
    fc.assert(fc.property(model, fc.constantFrom(1, 2, 4), context, (of, size, maxModelLen) => {
      const [few, many] = [size, 2 * size].map((tensorParallelSize) => ({ model: of, maxModelLen, layout: { tensorParallelSize } }));
      fc.pre(obstaclesTo(aQuestion(few)).length + obstaclesTo(aQuestion(many)).length === 0);
      // a block of smaller layers may hold more tokens than the request has
      expect(requestGib(many!)).toBeLessThanOrEqual(requestGib(few!) * 1.05 + 0.01);
    }));
  });

  test('takes no more than if every layer kept every token', () => {
    fc.assert(fc.property(context, (maxModelLen) => {
      const windows = Model.GEMMA_3_27B_IT;
      const full = like(windows, { attention: [{ kind: 'full', layers: 70, kvHeads: 16, headDim: 128 }] });
      const windowed = requestGib({ model: windows, maxModelLen, maxNumBatchedTokens: 512 });
      expect(windowed).toBeLessThanOrEqual(requestGib({ model: full, maxModelLen }) + 0.1);
    }));
  });
});

describe('a cache', () => {
  test('holds no fewer requests with more memory', () => {
    fc.assert(fc.property(model, context, memory(200), memory(20), (of, maxModelLen, gib, more) => {
      const held = (left: number): number => cacheCapacity(aQuestion({ model: of, maxModelLen }), [left * GIB]).concurrency;
      expect(held(gib + more)).toBeGreaterThanOrEqual(held(gib));
    }));
  });

  test('holds as much as its smallest stage', () => {
    const left = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 8, maxLength: 8 });
    fc.assert(fc.property(fc.integer({ min: 2, max: 8 }), left, (pipelineParallelSize, gibs) => {
      const question = aQuestion({ model: Model.LLAMA_3_3_70B_INSTRUCT, layout: { pipelineParallelSize } });
      const stages = gibs.slice(0, pipelineParallelSize).map((gib) => gib * GIB);
      const { tokens } = cacheCapacity(question, stages);
      const alone = stages.map((bytes) => cacheCapacity(question, stages.map(() => bytes)).tokens);
      expect(tokens).toBeGreaterThanOrEqual(Math.min(...alone));
      expect(tokens).toBeLessThanOrEqual(Math.max(...alone));
    }));
  });

  test.each([
    ['the latent cache is the same on every rank', Model.MISTRAL_LARGE_3_675B_INSTRUCT_2512, 8, 1],
    ['heads are shared out', Model.LLAMA_3_3_70B_INSTRUCT, 8, 8],
    ['heads are copied beyond their number', Model.QWEN3_235B_A22B, 8, 4],
  ])('%s', (_, of, tensorParallelSize, divisor) => {
    const questions = [1, tensorParallelSize].map((size) => aQuestion({ model: of, layout: { tensorParallelSize: size } }));
    const [alone, shared] = questions.map((question) => cacheCapacity(question, [0]).bytesPerToken);
    expect(alone! / shared!).toBe(divisor);
  });

  test('decode context parallelism shares out the tokens of a latent cache', () => {
    const held = (decodeContextParallelSize: number) => cacheCapacity(
      aQuestion({ model: Model.DEEPSEEK_R1_0528, layout: { tensorParallelSize: 8, decodeContextParallelSize } }), [10 * GIB]).tokens;
    expect(held(8)).toBe(8 * held(1));
  });

  test.each([
    // 52 sliding layers among 10 full ones are six groups of ten: eight layers of padding
    ['Gemma 3 27B', Model.GEMMA_3_27B_IT, 10 * 8192 * 16, 1 + 6],
    // 18 and 18 are one group each
    ['gpt-oss 120B', Model.GPT_OSS_120B, 18 * 2048 * 16, 1 + 1],
    // 36 chunked layers among 12 full ones are three groups
    ['Llama 4 Scout', Model.LLAMA_4_SCOUT_17B_16E_INSTRUCT, 12 * 4096 * 16, 1 + 3],
  ])('layers are padded to whole groups: %s', (_, of, blockBytes, groups) => {
    const question = aQuestion({ model: of, maxModelLen: 16, maxNumBatchedTokens: 16 });
    const pages = cachePagesOf(cacheLayersOf(question), question);
    const sliding = of.attention.some(({ kind }) => kind === 'sliding') ? groups - 1 : 0;
    // a window may begin within a block, so that each sliding group takes one more
    expect(pages).toEqual({ blockBytes, requestBlocks: groups + sliding, blockTokens: undefined });
  });

  test('a draft of another kind is padded to the model, not the model to it', () => {
    const draft = { attention: [{ kind: 'full', layers: 1, kvHeads: 8, headDim: 64 }], weightsGib: 1, numSpeculativeTokens: 3 } as const;
    const question = aQuestion({ model: Model.GPT_OSS_20B, draft });
    expect(cachePagesOf(cacheLayersOf(question), question).blockBytes).toBe(13 * 2048 * 16);
  });
});

describe('weights', () => {
  test('of all stages and ranks are those of the model', () => {
    fc.assert(fc.property(model, fc.constantFrom(1, 2, 4, 8), fc.integer({ min: 1, max: 4 }), (of, tensorParallelSize, pipelineParallelSize) => {
      const bare = like(of, { replicatedWeightsGib: 0 });
      const stages = weightsByStage(aQuestion({ model: bare, layout: { tensorParallelSize, pipelineParallelSize } }));
      const sum = tensorParallelSize * stages.reduce((total, gib) => total + gib, 0);
      const tied = of.tiedEmbeddings === true && pipelineParallelSize > 1 ? (of.vocabularySize ?? 0) * of.hiddenSize * 2 / GIB : 0;
      expect(Math.abs(sum - of.weightsGib - tied)).toBeLessThan(1e-6 * of.weightsGib);
    }));
  });

  test('of an encoder lie whole on each rank of the first stage', () => {
    const vision = like(Model.QWEN3_VL_8B_INSTRUCT, { weightsGib: 10, replicatedWeightsGib: 2, vocabularySize: undefined });
    expect(weightsByStage(aQuestion({ model: vision, layout: { tensorParallelSize: 4 } }))).toEqual([2 + 8 / 4]);
    expect(weightsByStage(aQuestion({ model: vision, layout: { pipelineParallelSize: 2 } }))).toEqual([6, 4]);
  });

  test('of a draft are shared out among the ranks of the last stage', () => {
    const draft = { attention: [], weightsGib: 8, numSpeculativeTokens: 3 };
    const added = (layout: object) => {
      const [without, stages] = [{}, { draft }].map((change) => weightsByStage(aQuestion({ layout, ...change })));
      return stages!.map((gib, stage) => Number((gib - without![stage]!).toFixed(9)));
    };
    expect(added({ tensorParallelSize: 4 })).toEqual([2]);
    expect(added({ tensorParallelSize: 4, pipelineParallelSize: 2 })).toEqual([0, 2]);
  });

  test('of experts are shared among data-parallel engines, and the rest is on each', () => {
    const one = weightsByStage(aQuestion({ model: Model.DEEPSEEK_R1_0528 }))[0]!;
    const eight = weightsByStage(aQuestion({ model: Model.DEEPSEEK_R1_0528, layout: { dataParallelSize: 8 } }))[0]!;
    expect(eight).toBeGreaterThan(one / 8);
    expect(eight).toBeLessThan(one / 5);
  });
});

describe('stages', () => {
  test('share out all layers, and differ by one at most', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 16 }), (layers, count) => {
      const stages = stagesOf(layers, count);
      expect(stages.reduce((sum, stage) => sum + stage, 0)).toBe(layers);
      expect(Math.max(...stages) - Math.min(...stages)).toBeLessThanOrEqual(1);
    }));
  });

  test('before the last take the rest, from the back', () => {
    expect([stagesOf(61, 4), stagesOf(62, 4), stagesOf(61, 2)]).toEqual([[15, 15, 16, 15], [15, 16, 16, 15], [31, 30]]);
  });
});

describe('a verdict', () => {
  const change = fc.record({
    model, maxModelLen: context, maxConcurrency: fc.integer({ min: 1, max: 32 }), gpuMemoryUtilization: fc.double({ min: 0.3, max: 1, noNaN: true }),
    gib: fc.double({ min: 8, max: 300, noNaN: true }),
  });
  const verdictOf = ({ gib, ...rest }: { gib: number } & Change): number =>
    RANK[sizingOf(aQuestion({ ...rest, accelerator: aDevice(gib), maxNumSeqs: 1 })).verdict];

  test.each<[string, (given: { maxModelLen: number; maxConcurrency: number; gpuMemoryUtilization: number; gib: number }) => object]>([
    ['a longer context', ({ maxModelLen }) => ({ maxModelLen: 2 * maxModelLen })],
    ['more requests at once', ({ maxConcurrency }) => ({ maxConcurrency: maxConcurrency + 1 })],
    ['less memory', ({ gib }) => ({ gib: gib * 0.8 })],
    ['a smaller part of it', ({ gpuMemoryUtilization }) => ({ gpuMemoryUtilization: gpuMemoryUtilization * 0.9 })],
    ['adapters', () => ({ lora: { maxLoras: 4, maxLoraRank: 64 } })],
    ['larger steps', () => ({ maxNumBatchedTokens: 32_768 })],
  ])('is no better with %s', (_, worse) => {
    fc.assert(fc.property(change, (given) => {
      expect(verdictOf({ ...given, ...worse(given) })).toBeLessThanOrEqual(verdictOf(given));
    }));
  });

  test('says that a replica fits only where its cache holds the requests', () => {
    fc.assert(fc.property(change, ({ gib, ...given }) => {
      const sizing = sizingOf(aQuestion({ ...given, accelerator: aDevice(gib) }));
      expect(sizing.verdict !== 'fits' || (sizing.cache.concurrency >= given.maxConcurrency && sizing.requestGib <= sizing.cacheGib)).toBe(true);
    }));
  });
});

describe('the parallelism that is chosen', () => {
  test('fits, and nothing with fewer GPUs does', () => {
    const upTo = (max: number) => fc.integer({ min: 1, max });
    fc.assert(fc.property(model, upTo(8), context, upTo(16), (of, gpusPerNode, maxModelLen, maxConcurrency) => {
      const { layout: _, ...open } = aQuestion({ model: of, maxModelLen, maxConcurrency });
      const choice = chooseParallelism(open, { gpusPerNode, nodesPerReplica: 2 });
      const fitting = optionsFor(open, { gpusPerNode, nodesPerReplica: 2 }).filter(({ sizing }) => sizing?.verdict === 'fits');
      expect(choice?.option.gpus).toBe(fitting[0]?.gpus);
      expect(choice === undefined || choice.option.sizing?.verdict === 'fits').toBe(true);
    }));
  });
});
