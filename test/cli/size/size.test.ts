import * as fs from 'fs';
import * as path from 'path';
import { Model } from '../../../src/catalog/models';
import { run } from '../../../src/cli/program';
import { chooseParallelism } from '../../../src/inference/sizing/choose-parallelism';
import { inFolder } from '../../emit/folder';
import { aQuestion } from '../../inference/sizing/questions';

/** Runs the command and keeps what it says. */
function sized(...args: string[]) {
  const said = { code: 0, out: '', err: '' };
  said.code = run(['size', ...args], { out: (text) => { said.out += text; }, err: (text) => { said.err += text; } });
  return said;
}

const LLAMA = ['--model', 'llama-3.3-70b-instruct', '--accelerator', 'H100_80GB', '--context', '32768', '--concurrency', '8'];

test('prints every layout, what limits it, and the choice', () => {
  expect(sized(...LLAMA)).toEqual({
    code: 0,
    err: '',
    out: `llama-3.3-70b-instruct on H100_80GB, 8 × 32768 tokens

layout  GPUs  verdict     KV tokens  max concurrency  USD an hour  machines
TP 1    1     impossible  0          0.0              6.88         1 × p5.4xlarge
TP 2    2     unlikely    13856      0.4              55.04        1 × p5.48xlarge
TP 4    4     fits        458352     14.0             55.04        1 × p5.48xlarge
TP 8    8     fits        1347360    41.1             55.04        1 × p5.48xlarge

what limits each:
  TP 1 needs 131.4 GiB for weights, of 72.8 GiB that the engine may use
  TP 2 leaves 2.1 GiB for the key-value cache, and one request needs 5.0 GiB
  TP 4 holds 14.0 requests of full length
  TP 8 holds 41.1 requests of full length

choose TP 4: TP 4 holds 14.0 requests of full length; TP 2 leaves 2.1 GiB for the key-value cache, and one request needs 5.0 GiB
`,
  });
});

test('prints the same as JSON, by the function that a pool is refused by', () => {
  const { layout: _, ...question } = aQuestion({ model: Model.LLAMA_3_3_70B_INSTRUCT, maxModelLen: 32_768, maxConcurrency: 8 });
  const { reason } = chooseParallelism(question, { gpusPerNode: 8 })!;
  const told = JSON.parse(sized(...LLAMA, '--json').out) as { readonly options: readonly object[] };

  expect(told).toMatchObject({ model: 'llama-3.3-70b-instruct', accelerator: 'H100_80GB', context: 32768, concurrency: 8, choice: { layout: 'TP 4', reason } });
  expect(told.options[2]).toEqual({
    layout: 'TP 4', gpus: 4, verdict: 'fits', kvCacheTokens: 458352, maxConcurrency: 13.98, weightsGib: 32.85, kvCacheGib: 34.97, limit: 'concurrency',
    machines: { name: 'p5.48xlarge', count: 1, usdPerHour: 55.04 }, reason: 'holds 14.0 requests of full length', warnings: [],
  });
});

test('says what refuses a layout, and what wastes memory', () => {
  const { out } = sized('-m', 'qwen3-235b-a22b-fp8', '-a', 'H200', '-c', '8192');
  expect(out).toContain("TP 8 'tensorParallelSize' (8) leaves a rank 192 of 1536 columns");

  expect(sized('-m', 'deepseek-r1-0528', '-a', 'H200', '-c', '8192').out).toContain("keeps the whole latent cache of 'deepseek-r1-0528' on each rank");
});

test('shares out the tokens of the cache where it is told to', () => {
  const { out } = sized('-m', 'deepseek-r1-0528', '-a', 'H200', '-c', '8192', '--decode-context-parallel-size', '8');
  expect(out).toContain('choose TP 8 × DCP 8: ');
  expect(out).not.toContain('keeps the whole latent cache');
  expect(out).toContain("TP 4 × DCP 8 'decodeContextParallelSize' (8) must divide 'tensorParallelSize' (4)");
});

test('joins nodes where a replica may be spread over them', () => {
  const { out } = sized('-m', 'deepseek-r1-0528', '-a', 'H100_80GB', '-c', '8192', '--nodes-per-replica', '2');
  expect(out).toMatch(/TP 8 × PP 2 {2}16 {4}fits .* 110\.08 {7}2 × p5\.48xlarge/);
});

test('says so where nothing fits, and where nothing is priced', () => {
  const { code, out } = sized('-m', 'llama-3.3-70b-instruct', '-a', 'GB10', '-c', '8192', '--gpus-per-node', '1');

  expect(code).toBe(0);
  expect(out).toContain('TP 1    1     impossible  0          0.0              –            –\n');
  expect(out).toContain('no layout fits: choose an accelerator with more memory, or a model in fewer bits\n');
});

test.each<[string, readonly string[], string]>([
  ['the context', ['-m', 'llama-3.1-8b-instruct', '-a', 'L4', '-c', '131072', '--gpus-per-node', '1'], 'shorten --context, or set --kv-cache-dtype to fp8'],
  ['the concurrency', ['-m', 'phi-4', '-a', 'L4', '-c', '16384', '-n', '4', '--gpus-per-node', '2', '--kv-cache-dtype', 'fp8', '-n', '16'], 'lower --concurrency'],
  ['what the host leaves free', ['-m', 'gpt-oss-20b', '-a', 'GB10', '-c', '32768'], 'lower --gpu-memory-utilization to 0.83'],
  ['recurrent states', ['-m', 'qwen3.6-27b', '-a', 'H100_80GB', '-c', '32768', '--gpus-per-node', '1', '--max-num-seqs', '1024'], 'lower --max-num-seqs'],
])('advises by what limits the layout: %s', (_, args, advice) => {
  expect(sized(...args).out).toContain(`no layout fits: ${advice}\n`);
});

test('has one GPU a node where GPUs cannot be joined', () => {
  expect(sized('-m', 'gpt-oss-20b', '-a', 'GB10', '-c', '8192', '--gpu-memory-utilization', '0.8').out).not.toContain('TP 2');
  expect(sized('-m', 'qwen3-8b-awq', '-a', 'H100_MIG_2G_20GB', '-c', '8192').out).not.toContain('TP 2');
});

test('says how a pool asks for a layout that it does not take by itself', () => {
  expect(sized('-m', 'deepseek-r1-0528', '-a', 'H200', '-c', '8192').out).toMatch(/^choose DP 8: .*; a pool asks for it by Topology\.wideExpertParallel\(\{ dataParallelSize: 8 \}\)$/m);
});

test('reads a model from a directory', () => inFolder((folder) => {
  const directory = path.join(folder, 'my-model');
  fs.mkdirSync(directory);
  fs.writeFileSync(path.join(directory, 'config.json'), JSON.stringify({
    architectures: ['LlamaForCausalLM'], hidden_size: 4096, intermediate_size: 14336, max_position_embeddings: 131072, num_attention_heads: 32,
    num_hidden_layers: 32, num_key_value_heads: 8, vocab_size: 128256,
  }));

  expect(sized('-m', directory, '-a', 'L4', '-c', '8192', '--gpus-per-node', '1').out).toContain('choose TP 1: ');
}));

test('reads the facts of an accelerator from a file', () => inFolder((folder) => {
  const file = path.join(folder, 'orin.json');
  const facts = { name: 'AGX_ORIN', memoryMib: 62_840, unifiedMemory: true, freeMemoryMib: 55_000, resourceName: 'nvidia.com/gpu', productLabels: ['Orin'], computeCapability: '8.7' };
  fs.writeFileSync(file, JSON.stringify({ ...facts, source: 'https://example.org', asOf: '2026-11-28' }));
  const asked = ['-m', 'llama-3.1-8b-instruct', '-a', file, '-c', '8192'];

  expect(sized(...asked).out).toContain('no layout fits: lower --gpu-memory-utilization to 0.87\n');
  expect(sized(...asked, '--gpu-memory-utilization', '0.85').out).toContain('choose TP 1: ');

  fs.writeFileSync(file, JSON.stringify(facts));
  expect(sized(...asked).err).toContain("'source' (undefined)");
}));

test.each([
  ['a model that the catalog lacks', ['-m', 'lama', '-a', 'L4', '-c', '1'], /^aiplane: '--model' \(lama\) is neither a directory nor a model of the catalog; pass a directory with a config\.json, or use one of: /],
  ['an accelerator that the catalog lacks', ['-m', 'phi-4', '-a', 'H100', '-c', '1'], /^aiplane: '--accelerator' \(H100\) is no accelerator of the catalog; pass a JSON file with its facts, or did you mean 'H100_80GB'\? use one of: /],
  ['a file that is not there', ['-m', 'phi-4', '-a', 'none.json', '-c', '1'], /^aiplane: '--accelerator' \(none\.json\) is no file of JSON that can be read; write the facts of Accelerator\.custom to it: /],
  ['a context that is no number', ['-m', 'phi-4', '-a', 'L4', '-c', '8k'], /^aiplane: '--context' \(8k\) must be a whole number of at least 1; set it to 1 or more\n$/],
  ['a context beyond the model\'s', ['-m', 'phi-4', '-a', 'L4', '-c', '20000'], /^aiplane: '--context' \(20000\) must be a whole number from 1 to 16384; set it to 16384 or less\n$/],
  ['a part that is none', ['-m', 'phi-4', '-a', 'L4', '-c', '1', '--gpu-memory-utilization', '92'], /^aiplane: '--gpu-memory-utilization' \(92\) must be a number above 0 and at most 1; leave it out for 0\.92\n$/],
  ['a format of the cache that is none', ['-m', 'phi-4', '-a', 'L4', '-c', '1', '--kv-cache-dtype', 'fp4'], /^aiplane: '--kv-cache-dtype' \(fp4\) is no format of the key-value cache; did you mean 'fp8'\? use one of: auto, fp8\n$/],
  ['a model whose cache nobody can compute', ['-m', 'deepseek-v4-pro', '-a', 'H200', '-c', '1'], /^aiplane: 'model' \(deepseek-v4-pro\) cannot be sized: /],
])('ends with code 1 for %s', (_, args, message) => {
  const { code, out, err } = sized(...args);

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(message);
});
