import { aDevice, aQuestion, Change, like } from './questions';
import { Model } from '../../../src/catalog/models';
import { cacheCapacity } from '../../../src/inference/sizing/cache';
import { cacheLayersOf } from '../../../src/inference/sizing/cache-layers';
import { cachePagesOf } from '../../../src/inference/sizing/cache-pages';
import { errorBoundOf } from '../../../src/inference/sizing/error-bound';
import { totalGib } from '../../../src/inference/sizing/overhead';
import { sizingOf } from '../../../src/inference/sizing/sizing';

const GIB = 2 ** 30;

/** Half of the last digit that engines log of memory, and of concurrency. */
const LOGGED_GIB = 0.005;
const LOGGED_CONCURRENCY = 0.005;

const QWEN3_14B = like(Model.QWEN3_8B, {
  name: 'qwen3-14b', attentionHeads: 40, attention: [{ kind: 'full', layers: 40, kvHeads: 8, headDim: 128 }], hiddenSize: 5120, weightsGib: 27.51,
});
const EAGLE = { attention: [{ kind: 'full', layers: 1, kvHeads: 8, headDim: 128 }], weightsGib: 0, numSpeculativeTokens: 2 } as const;

/** How far a figure may be off: half a digit of the memory that was logged, a block, and what the formula's class may be wrong by. */
function toleranceOf(change: Change, given: number): number {
  const question = aQuestion(change);
  const pages = cachePagesOf(cacheLayersOf(question), question);
  const blocks = given * GIB / pages.blockBytes;
  return LOGGED_GIB / given + 1 / blocks + errorBoundOf(question).cache;
}

describe('tokens by the memory that vLLM logged for its cache', () => {
  test.each<[string, Change, number, number]>([
    ['Llama 3.1 8B on an RTX 3090, vllm#10517', { maxModelLen: 20_000 }, 3.81, 31_232],
    ['the same, which refused 29,000 tokens', { maxModelLen: 29_000 }, 2.89, 23_648],
    ['Llama 3.1 8B with EAGLE on an H100', { draft: EAGLE }, 51.63, 410_128],
    ['Qwen3 14B, LMCache#1739', { model: QWEN3_14B, maxModelLen: 32_768 }, 6.51, 42_656],
    ['Mistral Small 3.2 24B on an H100, llm-d-planner', { model: Model.MISTRAL_SMALL_3_2_24B_INSTRUCT_2506, maxModelLen: 16_000 }, 28.20, 184_832],
    ['Mistral Small 4 119B, latent, on two H100s, kaito#2132', { model: Model.MISTRAL_SMALL_4_119B_2603, layout: { tensorParallelSize: 2 } }, 17.39, 810_208],
    ['Qwen3 235B FP8 on four H100s, vllm#21348', { model: Model.QWEN3_235B_A22B_FP8, maxModelLen: 40_960, layout: { tensorParallelSize: 4 } }, 8.11, 178_880],
    ['Qwen3.6 35B-A3B with an 8-bit cache on an RTX 5090', { model: Model.QWEN3_6_35B_A3B, kvCacheDtype: 'fp8', maxModelLen: 131_072 }, 5.98, 567_978],
    ['Qwen3.8 27B with an 8-bit cache on two RTX 3090s', { model: Model.QWEN3_8_27B, kvCacheDtype: 'fp8', maxModelLen: 131_072, layout: { tensorParallelSize: 2 } }, 4.99, 302_921],
  ])('%s', (_, change, given, logged) => {
    const { tokens } = cacheCapacity(aQuestion(change), [given * GIB]);

    expect(Math.abs(tokens / logged - 1)).toBeLessThanOrEqual(toleranceOf(change, given));
  });

  test.each<[string, Change, number, number]>([
    ['with attention in each layer, within half a percent', { maxModelLen: 20_000 }, 3.81, 31_232],
    ['with a latent cache', { model: Model.MISTRAL_SMALL_4_119B_2603 }, 17.39, 810_208],
  ])('%s', (_, change, given, logged) => {
    const { tokens } = cacheCapacity(aQuestion(change), [given * GIB]);

    expect(Math.abs(tokens / logged - 1)).toBeLessThan(0.005);
  });

  test.each<[string, Change, number, number]>([
    ['Qwen3.6 35B-A3B', { model: Model.QWEN3_6_35B_A3B, kvCacheDtype: 'fp8', maxModelLen: 131_072 }, 5.98, 567_978],
    ['Qwen3.8 27B', { model: Model.QWEN3_8_27B, kvCacheDtype: 'fp8', maxModelLen: 131_072, layout: { tensorParallelSize: 2 } }, 4.99, 302_921],
  ])('to the token for %s, whose recurrent states a rate for each token cannot express', (_, change, given, logged) => {
    expect(cacheCapacity(aQuestion(change), [given * GIB]).tokens).toBe(logged);
  });

  test('concurrency of Qwen3.5 27B without cached prefixes, whose log contradicts itself: vllm#40691', () => {
    const question = aQuestion({ model: Model.QWEN3_6_27B, maxModelLen: 32_768, enablePrefixCaching: false });
    const { blockBytes, requestBlocks } = cachePagesOf(cacheLayersOf(question), question);

    expect({ blockTokens: blockBytes / (16 * 4096), requestBlocks }).toEqual({ blockTokens: 784, requestBlocks: 45 });
    expect(cacheCapacity(question, [1487 * blockBytes]).concurrency).toBeCloseTo(33.04, 2);
  });
});

describe('bytes that vLLM logged for a request', () => {
  test('64,512 a token on each of eight GPUs for Llama 3.1 405B, which implies 4.77 GiB for its 79,392 tokens: vllm#6746', () => {
    const question = aQuestion({ model: Model.LLAMA_3_1_405B_INSTRUCT_FP8, layout: { tensorParallelSize: 8 } });
    const capacity = cacheCapacity(question, [4.77 * GIB]);

    expect(capacity.bytesPerToken).toBe(64_512);
    expect(Math.abs(capacity.tokens / 79_392 - 1)).toBeLessThanOrEqual(LOGGED_GIB / 4.77 + 16 / 79_392);
  });

  test('22.50 GiB for 1,048,576 tokens of Mistral Small 4: kaito#2132', () => {
    const question = aQuestion({ model: Model.MISTRAL_SMALL_4_119B_2603, maxModelLen: 1_048_576, layout: { tensorParallelSize: 2 } });

    expect(cacheCapacity(question, [0]).requestBytes / GIB).toBe(22.5);
  });

  test('9,216 MiB for twice 131,072 tokens in the full layers of gpt-oss 120B: ollama#16480', () => {
    const full = like(Model.GPT_OSS_120B, { attention: Model.GPT_OSS_120B.attention.filter(({ kind }) => kind === 'full') });

    expect(2 * cacheCapacity(aQuestion({ model: full, maxModelLen: 131_072 }), [0]).requestBytes / 2 ** 20).toBe(9216);
  });

  test('4.54 GiB for 131,072 tokens of gpt-oss 120B with its windows: vllm#27508', () => {
    const question = aQuestion({ model: Model.GPT_OSS_120B, maxModelLen: 131_072, maxNumBatchedTokens: 1024 });

    expect(Math.abs(cacheCapacity(question, [0]).requestBytes / GIB - 4.54)).toBeLessThanOrEqual(LOGGED_GIB);
  });
});

/** One row of the planner's measurements on an H100 of 79.18 GiB with v0.11. */
type Budget = readonly [model: Model, util: number, ranks: number, weightsPerGpu: number, activation: number, nonTorch: number, cache: number];

const BUDGETS: readonly (readonly [string, ...Budget])[] = [
  ['gpt-oss 20B', Model.GPT_OSS_20B, 0.90, 1, 13.47, 7.38, 0.13, 50.28],
  ['gpt-oss 120B', Model.GPT_OSS_120B, 0.95, 1, 64.38, 7.38, 0.13, 3.33],
  ['Llama 3.3 70B FP8', Model.LLAMA_3_3_70B_INSTRUCT_FP8, 0.90, 2, 33.88, 4.84, 0.55, 32.00],
  ['Llama 3.1 8B', Model.LLAMA_3_1_8B_INSTRUCT, 0.90, 1, 14.99, 4.76, 0.13, 51.38],
  ['Qwen3 0.6B', Model.QWEN3_0_6B, 0.90, 1, 1.12, 5.56, 0.13, 64.45],
  ['Qwen3 32B', Model.QWEN3_32B, 0.90, 1, 61.03, 5.64, 0.14, 4.45],
  ['Qwen3 32B on two', Model.QWEN3_32B, 0.90, 2, 30.59, 5.64, 0.54, 34.49],
  ['Mistral Small 3.2 24B', Model.MISTRAL_SMALL_3_2_24B_INSTRUCT_2506, 0.95, 1, 44.76, 2.12, 0.14, 28.20],
];

describe('the budget of an engine', () => {
  const onH100 = { accelerator: aDevice(79.18), engineMinor: 11, languageModelOnly: true, maxModelLen: 1024 };

  test.each(BUDGETS)('closes with the figures that it logged: %s', (_, model, gpuMemoryUtilization, tensorParallelSize, weights, activationGib, nonTorchGib, cache) => {
    const measured = { activationGib, nonTorchGib, source: 'https://example.org', asOf: '2026-04-27' };
    const logged = like(model, { weightsGib: weights * tensorParallelSize, measured });

    const { cacheGib } = sizingOf(aQuestion({ ...onH100, model: logged, gpuMemoryUtilization, layout: { tensorParallelSize } }));

    // four figures of two digits each
    expect(Math.abs(cacheGib - cache)).toBeLessThanOrEqual(4 * LOGGED_GIB);
  });

  test.each(BUDGETS)('is within what the table may be wrong by, and never above: %s', (_, model, gpuMemoryUtilization, tensorParallelSize, weights, activation, nonTorch, cache) => {
    const logged = like(model, { weightsGib: weights * tensorParallelSize });

    const sizing = sizingOf(aQuestion({ ...onH100, model: logged, gpuMemoryUtilization, layout: { tensorParallelSize } }));

    expect(sizing.overhead.basis).toBe('measured');
    expect(sizing.cacheGib).toBeLessThanOrEqual(cache + 4 * LOGGED_GIB);
    // classes differ by at most 0.08 GiB from the largest of their members in the table
    expect(totalGib(sizing.overhead) - activation - nonTorch).toBeLessThanOrEqual(0.1 + 2 * LOGGED_GIB);
  });

  test('does not depend on the context', () => {
    const [short, long] = [16_000, 32_000].map((maxModelLen) => sizingOf(aQuestion({ ...onH100, model: Model.QWEN3_0_6B, maxModelLen })).cacheGib);

    expect(short).toBe(long);
  });
});

describe('what vLLM refused is refused', () => {
  const gptOss = { model: Model.GPT_OSS_120B, maxModelLen: 131_072, maxNumBatchedTokens: 1024, engineMinor: 11, accelerator: aDevice(79.18) };

  test.each<[string, Change, 'impossible' | 'unlikely', number | undefined]>([
    ['gpt-oss 120B on one H100 at 0.95, with 1.71 GiB left of 4.54: vllm#27508', { ...gptOss, gpuMemoryUtilization: 0.95 }, 'unlikely', 1.71],
    ['gpt-oss 120B on one H100 at 0.90, with −2.14 GiB left: vllm#23278', { ...gptOss, gpuMemoryUtilization: 0.90 }, 'unlikely', -2.14],
    ['29,000 tokens of Llama 3.1 8B on an RTX 3090: vllm#10517',
      { maxModelLen: 29_000, accelerator: aDevice(23.68), gpuMemoryUtilization: 0.9, engineMinor: 6 }, 'unlikely', undefined],
    ['131,072 tokens of Llama 3.1 405B on eight H100s: vllm#6746',
      { model: Model.LLAMA_3_1_405B_INSTRUCT_FP8, maxModelLen: 131_072, engineMinor: 5, gpuMemoryUtilization: 0.9, accelerator: aDevice(79.18), layout: { tensorParallelSize: 8 } }, 'unlikely', 4.77],
    ['1,048,576 tokens of Mistral Small 4 on two H100s: kaito#2132',
      { model: Model.MISTRAL_SMALL_4_119B_2603, maxModelLen: 1_048_576, layout: { tensorParallelSize: 2 } }, 'impossible', undefined],
    ['Llama 3.3 70B FP8 on one H100: llm-d-planner', { model: Model.LLAMA_3_3_70B_INSTRUCT_FP8, maxModelLen: 16_000, engineMinor: 11, gpuMemoryUtilization: 0.9 }, 'impossible', undefined],
    ['32,000 tokens of Qwen3 32B on one H100: llm-d-planner', { model: Model.QWEN3_32B, maxModelLen: 32_000, engineMinor: 11, gpuMemoryUtilization: 0.9 }, 'unlikely', 4.45],
    ['more running requests than recurrent states: kaito#2319',
      { model: Model.QWEN3_6_27B, accelerator: aDevice(93.1), maxNumSeqs: 1024, engineMinor: 25 }, 'unlikely', undefined],
  ])('%s', (_, change, verdict, left) => {
    const sizing = sizingOf(aQuestion(change));

    expect(sizing.verdict).toBe(verdict);
    expect(Math.abs(sizing.cacheGib - (left ?? sizing.cacheGib))).toBeLessThanOrEqual(0.15);
  });
});

test.each<[string, Change, string, number]>([
  ['heads', {}, 'heads', 0],
  ['latents', { model: Model.MISTRAL_SMALL_4_119B_2603 }, 'latent', 0],
  ['windows', { model: Model.GPT_OSS_120B }, 'windows', 0.01],
  ['recurrent states', { model: Model.QWEN3_6_27B }, 'recurrent', 0.02],
  ['heads on several GPUs', { layout: { tensorParallelSize: 4 } }, 'heads', 0.015],
])('the tolerance of every figure above is that of its class: %s', (_, change, formula, cache) => {
  expect(errorBoundOf(aQuestion(change))).toEqual({ formula, cache });
});

describe('what ran is not called impossible', () => {
  test.each<[string, Change]>([
    ...BUDGETS.map(([name, model, gpuMemoryUtilization, tensorParallelSize]): [string, Change] => [name,
      { model, gpuMemoryUtilization, maxModelLen: 16_000, engineMinor: 11, accelerator: aDevice(79.18), layout: { tensorParallelSize } }]),
    ['20,000 tokens of Llama 3.1 8B on an RTX 3090', { maxModelLen: 20_000, accelerator: aDevice(23.68), gpuMemoryUtilization: 0.9, engineMinor: 6 }],
    ['DeepSeek R1 on sixteen H100s', { model: Model.DEEPSEEK_R1_0528, maxModelLen: 32_768, layout: { tensorParallelSize: 8, pipelineParallelSize: 2 } }],
  ])('%s', (_, change) => {
    expect(sizingOf(aQuestion(change)).verdict).not.toBe('impossible');
  });
});

describe('anchors without a budget', () => {
  test.each([
    ['the documentation of vLLM', 643_232, 15.70, 40_960],
    ['DeepSeek V3.2 on 32 GPUs, vllm#31903', 1_214_464, 7.41, 163_840],
  ])('tokens are concurrency times context: %s', (_, tokens, concurrency, maxModelLen) => {
    const question = aQuestion({ model: Model.QWEN3_8B, maxModelLen });
    const { blockBytes } = cachePagesOf(cacheLayersOf(question), question);

    const capacity = cacheCapacity(question, [tokens / 16 * blockBytes]);

    expect(capacity.tokens).toBe(tokens);
    expect(Math.abs(capacity.concurrency - concurrency)).toBeLessThanOrEqual(LOGGED_CONCURRENCY);
  });

  test('DeepSeek V3.2 lays 61 layers on four stages, and the one with sixteen decides', () => {
    const question = aQuestion({ model: Model.DEEPSEEK_V3_2, maxModelLen: 163_840, layout: { tensorParallelSize: 8, pipelineParallelSize: 4 } });

    expect(cacheCapacity(question, [0, 0, 0, 0]).bytesPerToken).toBe(16 * (576 * 2 + 132));
  });

  test('DeepSeek R1 on sixteen H100s holds about 29 requests of 32,768 tokens, and 58 of half: ray#55819', () => {
    const bare = like(Model.DEEPSEEK_R1_0528, { measured: { activationGib: 0, nonTorchGib: 0, source: 'https://example.org', asOf: '2025-09-01' } });
    const held = (model: Model, maxModelLen: number) => sizingOf(aQuestion({
      model, maxModelLen, enforceEager: true, layout: { tensorParallelSize: 8, pipelineParallelSize: 2 },
    })).cache.concurrency;

    // the log says neither utilisation nor overhead: what the table leaves is below it, and what no overhead leaves is above
    expect(held(Model.DEEPSEEK_R1_0528, 32_768)).toBeLessThan(29);
    expect(held(bare, 32_768)).toBeGreaterThan(29);
    expect(held(bare, 16_384) / held(bare, 32_768)).toBeCloseTo(2, 1);
  });
});
