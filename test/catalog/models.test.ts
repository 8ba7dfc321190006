import { Model } from '../../src/catalog/models';
import { ARCHITECTURES } from '../../src/catalog/models/architectures';
import { layersOf } from '../../src/catalog/models/attention';

describe.each(Model.all().map((model): [string, Model] => [model.name, model]))('%s', (_, model) => {
  test('says where and when it was read', () => {
    expect(model.source).toMatch(/^https:\/\//);
    expect(model.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('is of a class that is known, and has a cache, or says why none can be computed', () => {
    expect(Object.keys(ARCHITECTURES)).toContain(model.architecture);
    expect(layersOf(model.attention) > 0).toBe(model.unestimable === undefined);
  });

  test('has weights and shapes that can be', () => {
    expect(model.weightsGib).toBeGreaterThan(0);
    expect(model.replicatedWeightsGib ?? 0).toBeLessThan(model.weightsGib / 2);
    expect(model.name).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
    expect(model.repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
    expect(model.attention.filter((group) => 'kvHeads' in group && model.attentionHeads % group.kvHeads !== 0)).toEqual([]);
  });
});

describe('the catalog', () => {
  const kinds = new Set(Model.all().flatMap(({ attention }) => attention.map(({ kind }) => kind)));

  test('has at least 30 models that can be sized, of every kind of attention and format of weights', () => {
    expect(Model.all().filter(({ unestimable }) => unestimable === undefined).length).toBeGreaterThanOrEqual(30);
    expect([...kinds].sort()).toEqual(['chunked', 'full', 'indexer', 'latent', 'recurrent', 'sliding']);
    expect([...new Set(Model.all().map(({ weightsFormat }) => weightsFormat))].sort()).toEqual(['bf16', 'fp8', 'int4', 'mxfp4', 'nvfp4']);
  });

  test('names each model once, as the field and as programs do', () => {
    expect(new Set(Model.all().map(({ name }) => name)).size).toBe(Model.all().length);
    expect(new Set(Model.all().map(({ repository }) => repository)).size).toBe(Model.all().length);
  });

  test('finds a model by its name', () => {
    expect(Model.of('llama-3.3-70b-instruct')).toBe(Model.LLAMA_3_3_70B_INSTRUCT);
    expect(() => Model.of('llama-3.3-70b-instrct')).toThrow(/^'name' \(llama-3\.3-70b-instrct\) is no model of the catalog; did you mean 'llama-3\.3-70b-instruct'\?/);
  });
});

test.each<[string, Partial<Model>, string]>([
  ['no class', { architecture: '' }, "'architecture' () must be a string that is not empty; give it a value"],
  ['no width', { hiddenSize: 0 }, "'hiddenSize' (0) must be a whole number of at least 1; set it to 1 or more"],
  ['no weights', { weightsGib: NaN }, "'weightsGib' (NaN) must be a number above 0 and at most 16384; correct its value"],
])('a model of one\'s own is refused with %s', (_, wrong, message) => {
  expect(() => Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, ...wrong })).toThrow(message);
});

test.each([
  // B a token of the whole model, 16 bit, that the papers and tools of the field agree on
  [Model.LLAMA_3_1_8B_INSTRUCT, 131_072], [Model.LLAMA_3_3_70B_INSTRUCT, 327_680], [Model.LLAMA_3_1_405B_INSTRUCT_FP8, 516_096],
  [Model.LLAMA_4_SCOUT_17B_16E_INSTRUCT, 49_152], [Model.QWEN3_8B, 147_456], [Model.QWEN3_32B, 262_144], [Model.QWEN3_235B_A22B, 192_512],
  [Model.GPT_OSS_20B, 24_576], [Model.GPT_OSS_120B, 36_864], [Model.DEEPSEEK_R1_0528, 70_272], [Model.MISTRAL_LARGE_3_675B_INSTRUCT_2512, 70_272],
  [Model.MISTRAL_SMALL_4_119B_2603, 23_040],
  [Model.MISTRAL_SMALL_3_2_24B_INSTRUCT_2506, 163_840], [Model.GRANITE_4_1_8B, 163_840], [Model.KIMI_K2_5, 70_272],
  [Model.GLM_5_2_FP8, 89_856], [Model.GEMMA_3_27B_IT, 81_920], [Model.QWEN3_5_122B_A10B, 24_576], [Model.MISTRAL_MEDIUM_3_5_128B, 360_448],
])('$name takes as many bytes a token as the field says', ({ attention }, bytes) => {
  const own = attention.map((group) => group.kind === 'full' ? 4 * group.layers * group.kvHeads * group.headDim
    : group.kind === 'latent' ? 2 * group.layers * (group.latentDim + group.ropeDim) : 0);

  expect(own.reduce((sum, size) => sum + size, 0)).toBe(bytes);
});
