import { aDevice, aQuestion, Change, like } from './questions';
import { Accelerator } from '../../../src/catalog/accelerators';
import { Model } from '../../../src/catalog/models';
import { deviceMemoryOf } from '../../../src/inference/sizing/device';
import { overheadOf } from '../../../src/inference/sizing/overhead';
import { ACTIVATIONS, NON_TORCH } from '../../../src/inference/sizing/overhead-table';
import { sizingOf } from '../../../src/inference/sizing/sizing';

test('every row says where and when it was measured, once for each class and engine', () => {
  expect([...ACTIVATIONS, ...NON_TORCH].filter(({ source, asOf }) => !source.startsWith('https://') || !/^\d{4}-\d\d-\d\d$/.test(asOf))).toEqual([]);
  expect(new Set(ACTIVATIONS.map(({ architecture, engineMinor }) => `${architecture} ${engineMinor}`)).size).toBe(ACTIVATIONS.length);
});

describe('activations are', () => {
  test.each<[string, Change, number, string]>([
    ['those of this very engine', { engineMinor: 11 }, 4.84, 'measured'],
    ['those of the newest engine before it', { engineMinor: 27 }, 1.89, 'older-engine'],
    ['no newer than the engine', { engineMinor: 18 }, 4.84, 'older-engine'],
    ['the most of any dense class where the class was not measured', { model: like(Model.PHI_4, { architecture: 'NewForCausalLM' }) }, 3.65, 'kind'],
    ['the most of any mixture', { model: Model.DEEPSEEK_R1_0528 }, 7.38, 'kind'],
    ['more in larger steps', { maxNumBatchedTokens: 16_384 }, 2 * 1.89, 'older-engine'],
    ['no less in smaller ones', { maxNumBatchedTokens: 1024 }, 1.89, 'older-engine'],
    ['those of the class that eager vision models had', { model: like(Model.QWEN3_VL_8B_INSTRUCT, { architecture: 'MllamaForConditionalGeneration' }), engineMinor: 6 }, 36.63, 'measured'],
    ['those that the user measured', { model: like(Model.LLAMA_3_1_8B_INSTRUCT, { measured: { activationGib: 1.5, source: 'https://example.org', asOf: '2026-11-01' } }) }, 1.5, 'user'],
  ])('%s', (_, change, activationGib, basis) => {
    expect(overheadOf(aQuestion(change))).toMatchObject({ activationGib, basis });
  });
});

describe('memory beside PyTorch is', () => {
  test.each<[string, Change, number]>([
    ['little on one GPU', {}, 0.27],
    ['more where ranks talk', { layout: { tensorParallelSize: 2 } }, 2.10],
    ['the most that was measured where the host shares it', { accelerator: Accelerator.GB10 }, 8.29],
  ])('%s', (_, change, nonTorchGib) => {
    expect(overheadOf(aQuestion(change)).nonTorchGib).toBe(nonTorchGib);
  });
});

describe('CUDA graphs count', () => {
  test.each<[string, Change, number]>([
    ['since the engine counts them', { engineMinor: 21 }, 1.03],
    ['not before', { engineMinor: 20 }, 0],
    ['not in eager mode', { enforceEager: true }, 0],
  ])('%s', (_, change, cudaGraphsGib) => {
    expect(overheadOf(aQuestion(change)).cudaGraphsGib).toBe(cudaGraphsGib);
  });
});

describe('reserves', () => {
  test('for images are for a model that takes them, unless it is told not to', () => {
    const images = (change: Change) => overheadOf(aQuestion({ model: Model.GEMMA_3_27B_IT, ...change })).multimodalGib;

    expect(images({})).toBe(8192 * 5376 * 2 / 2 ** 30);
    expect(images({ languageModelOnly: true })).toBe(0);
    expect(overheadOf(aQuestion()).multimodalGib).toBe(0);
  });

  test('for adapters grow with their number and rank', () => {
    const adapters = (maxLoras: number, maxLoraRank: number) => overheadOf(aQuestion({ lora: { maxLoras, maxLoraRank } })).loraGib;

    expect(adapters(1, 16)).toBeGreaterThan(0.05);
    expect(adapters(4, 64)).toBeCloseTo(16 * adapters(1, 16), 10);
  });
});

describe('a device has', () => {
  test.each([
    ['what CUDA gives a process, where that is known', Accelerator.H100_80GB, 80, 79.18],
    ['2 % less than its driver says, where it is not', Accelerator.L4, 22.35, 21.90],
    ['far less than its name says: a T4', Accelerator.T4, 16, 14.56],
    ['less than its name says where error correction has a part: an RTX 6000 Ada', Accelerator.RTX_6000_ADA, 44.99, 44.43],
    ['what a laptop has of a name that desktops share: an RTX 5060', Accelerator.RTX_5060_LAPTOP, 7.96, 7.80],
    ['no more than its slice', Accelerator.H100_MIG_1G_10GB, 9.75, 9.55],
  ])('%s', (_, accelerator, most, usable) => {
    const { mostGib, usableGib } = deviceMemoryOf(aQuestion({ accelerator, gpuMemoryUtilization: 1 }));

    expect([mostGib.toFixed(2), usableGib.toFixed(2)]).toEqual([most.toFixed(2), usable.toFixed(2)]);
  });

  test.each([[0.92, 'unlikely', 'free memory'], [0.82, 'fits', 'concurrency']])('less free than the engine asks for on a shared memory: %d', (gpuMemoryUtilization, verdict, limit) => {
    const sizing = sizingOf(aQuestion({ accelerator: Accelerator.GB10, gpuMemoryUtilization }));

    expect({ verdict: sizing.verdict, limit: sizing.limit }).toEqual({ verdict, limit });
  });
});

test('weights that were computed from shapes count with their error, and prove nothing impossible by it', () => {
  const small = { accelerator: aDevice(20.25), maxModelLen: 1024 };
  const shapes = (weightsError: number) => sizingOf(aQuestion({ ...small, model: like(Model.LLAMA_3_1_8B_INSTRUCT, { weightsError }) }));

  expect([shapes(0), shapes(0.1), shapes(0.3)].map(({ verdict }) => verdict)).toEqual(['fits', 'unlikely', 'unlikely']);
});
