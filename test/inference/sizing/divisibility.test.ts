import { aQuestion, Change, like } from './questions';
import { Accelerator } from '../../../src/catalog/accelerators';
import { Model } from '../../../src/catalog/models';
import { sentence } from '../../../src/errors/validation-error';
import { obstaclesTo, warningsOf } from '../../../src/inference/sizing/divisibility';
import { sizingOf } from '../../../src/inference/sizing/sizing';

/** 28 heads, and words that 64 does not divide. */
const ODD = like(Model.LLAMA_3_1_8B_INSTRUCT, {
  name: 'odd', attentionHeads: 28, vocabularySize: 32_003, attention: [{ kind: 'full', layers: 32, kvHeads: 28, headDim: 128 }], intermediateSize: 14_336,
});

describe('no engine starts with', () => {
  test.each<[string, Change, string]>([
    ['heads that are not shared out evenly', { layout: { tensorParallelSize: 3 } },
      "'tensorParallelSize' (3) must divide the 32 attention heads of 'llama-3.1-8b-instruct'; use one of: 1, 2, 4, 8, 16, 32"],
    ['sixteen ranks of Llama 4, which has 40 heads', { model: Model.LLAMA_4_SCOUT_17B_16E_INSTRUCT, layout: { tensorParallelSize: 16 } },
      "'tensorParallelSize' (16) must divide the 40 attention heads of 'llama-4-scout-17b-16e-instruct'; use one of: 1, 2, 4, 5, 8, 10, 20, 40"],
    ['key-value heads that are neither shared out nor copied evenly', { model: Model.QWEN3_6_27B, layout: { tensorParallelSize: 6 } },
      "'tensorParallelSize' (6) must divide the 4 key-value heads of 'qwen3.6-27b', or be a multiple of them; use one of: 1, 2, 4"],
    ['part of a quantisation block: vllm#17569', { model: Model.QWEN3_235B_A22B_FP8, layout: { tensorParallelSize: 8 } },
      "'tensorParallelSize' (8) leaves a rank 192 of 1536 columns of 'qwen3-235b-a22b-fp8', which is no multiple of its quantisation block of 128; use one of: 1, 2, 4"],
    ['a vocabulary that is not shared out evenly', { model: ODD, layout: { tensorParallelSize: 7 } },
      "'tensorParallelSize' (7) must divide the vocabulary of 'odd', which is padded to 32064; use a power of two"],
    ['heads of a draft that are not shared out evenly', { draft: { model: ODD, attention: ODD.attention, weightsGib: 1, numSpeculativeTokens: 3 }, layout: { tensorParallelSize: 8 } },
      "'tensorParallelSize' (8) must divide the 28 attention heads of 'odd'; use one of: 1, 2, 4, 7, 14, 28"],
    ['experts that are not shared out evenly', { model: Model.DEEPSEEK_R1_0528, layout: { dataParallelSize: 3 } },
      "'dataParallelSize' (3) makes an expert-parallel group of 3, which must divide the 256 experts of 'deepseek-r1-0528'; choose one whose product with 'tensorParallelSize' (1) does"],
    ['more stages than layers', { layout: { pipelineParallelSize: 33 } }, "'pipelineParallelSize' (33) must be at most the 32 layers of 'llama-3.1-8b-instruct'; lower it"],
    ['slices of a GPU that are joined', { accelerator: Accelerator.H100_MIG_3G_40GB, layout: { tensorParallelSize: 2 } },
      "'tensorParallelSize' (2) must be 1 on 'H100_MIG_3G_40GB': slices of a GPU do not reach one another's memory; choose a larger slice or whole GPUs"],
    ['four-bit floats on a GPU that has no kernels for them', { model: Model.GPT_OSS_20B, accelerator: Accelerator.T4 },
      "'model' (gpt-oss-20b) has weights in mxfp4, which vLLM runs from compute capability 8.0 on, and 'T4' has 7.5; choose a newer GPU, or a checkpoint in another format"],
    ['tokens shared out among ranks with heads of their own', { layout: { tensorParallelSize: 8, decodeContextParallelSize: 2 } },
      "'decodeContextParallelSize' (2) must be at most 1: the ranks that keep the same heads of 'llama-3.1-8b-instruct'; leave it out"],
    ['tokens shared out in windows', { model: Model.GPT_OSS_120B, layout: { tensorParallelSize: 8, decodeContextParallelSize: 8 } },
      "'decodeContextParallelSize' (8) shares out tokens, and layers of 'gpt-oss-120b' keep no more than a window of them; leave it out"],
    ['tokens shared out unevenly', { model: Model.DEEPSEEK_R1_0528, layout: { tensorParallelSize: 8, decodeContextParallelSize: 3 } },
      "'decodeContextParallelSize' (3) must divide 'tensorParallelSize' (8); use a divisor of 8"],
  ])('%s', (_, change, message) => {
    expect(obstaclesTo(aQuestion(change)).map(sentence)[0]).toBe(message);
  });

  test.each<[string, Change]>([
    ['four ranks of what eight would cut through a block', { model: Model.QWEN3_235B_A22B_FP8, layout: { tensorParallelSize: 4 } }],
    ['experts whole on eight engines', { model: Model.QWEN3_235B_A22B_FP8, layout: { dataParallelSize: 8 } }],
    ['key-value heads that are copied to twice as many ranks', { model: Model.QWEN3_235B_A22B, layout: { tensorParallelSize: 8 } }],
    ['tokens shared out among ranks with the same latent cache', { model: Model.DEEPSEEK_R1_0528, layout: { tensorParallelSize: 8, decodeContextParallelSize: 8 } }],
  ])('but one does with %s', (_, change) => {
    expect(obstaclesTo(aQuestion(change))).toEqual([]);
  });
});

describe('an engine starts, but wastes memory, with', () => {
  test.each<[string, Change, readonly string[]]>([
    ['more ranks than key-value heads', { model: Model.QWEN3_235B_A22B, layout: { tensorParallelSize: 8 } }, [
      "'tensorParallelSize' (8) exceeds the 4 key-value heads of 'qwen3-235b-a22b', so that ranks keep the same heads; use 4 and more replicas, or share out the tokens by 'decodeContextParallelSize'",
    ]],
    ['several ranks of a latent cache', { model: Model.DEEPSEEK_R1_0528, layout: { tensorParallelSize: 8 } }, [
      "'tensorParallelSize' (8) keeps the whole latent cache of 'deepseek-r1-0528' on each rank; use 'dataParallelSize' instead where the weights fit",
    ]],
    ['nothing where context parallelism shares it out', { model: Model.DEEPSEEK_R1_0528, layout: { tensorParallelSize: 8, decodeContextParallelSize: 8 } }, []],
    ['nothing where each rank has heads of its own', { layout: { tensorParallelSize: 8 } }, []],
  ])('%s', (_, change, messages) => {
    expect(warningsOf(aQuestion(change)).map(sentence)).toEqual(messages);
  });
});

describe('what no formula gives', () => {
  const measured = { kvBytesPerToken: 20_000, source: 'https://example.org/log', asOf: '2026-11-01' };

  test.each([Model.DEEPSEEK_V4_PRO, Model.DEEPSEEK_V4_FLASH_0731])('is refused: $name', (model) => {
    expect(() => sizingOf(aQuestion({ model }))).toThrow(
      `'model' (${model.name}) cannot be sized: its cache is compressed layer by layer at ratios that the engine chooses, and no formula gives its size; `
      + 'measure it on a running engine and pass Model.custom({ …, measured: { kvBytesPerToken, source, asOf } })',
    );
  });

  test('is sized once it was measured', () => {
    const model = Model.custom({ ...Model.DEEPSEEK_V4_FLASH_0731, measured });
    const sizing = sizingOf(aQuestion({ model, accelerator: Accelerator.H200, layout: { tensorParallelSize: 2 }, maxModelLen: 100_000 }));

    expect(sizing.verdict).toBe('fits');
    expect(sizing.requestGib * 2 ** 30).toBe(100_000 * 20_000);
    expect(sizing.errorBound).toEqual({ formula: 'measured', cache: 0.015 });
  });
});
