import { Engine, Model, ModelCache, Size, SpeculativeDecoding, ValidationError, type VllmEngineRequest, type VllmProps } from '../../src';
import { thrownBy } from '../support/platforms';

const refused = (program: () => unknown) => {
  const { code, message } = thrownBy(program) as ValidationError;
  return { code, message };
};

describe('arguments of one\'s own', () => {
  test.each<[string, string, string]>([
    ['a flag that a property stands for', '--max-model-len=4096', "--max-model-len, which the library decides; did you mean 'maxModelLen'? state it on the pool, so that all that depends on it agrees"],
    ['with underscores, which the parser takes too', '--max_model_len=4096', "--max-model-len, which the library decides; did you mean 'maxModelLen'? state it on the pool, so that all that depends on it agrees"],
    ['cut short, which the parser completes', '--tensor-par=2', "--tensor-parallel-size, which the library decides; did you mean 'tensorParallelSize'? state it on the pool, so that all that depends on it agrees"],
    ['in its short form', '-tp=2', "--tensor-parallel-size, which the library decides; did you mean 'tensorParallelSize'? state it on the pool, so that all that depends on it agrees"],
    ['turned off', '--no-enable-prefix-caching', "--enable-prefix-caching, which the library decides; did you mean 'enablePrefixCaching'? state it on the pool, so that all that depends on it agrees"],
    ['one of its members', '--kv-transfer-config.kv_role=kv_both', "--kv-transfer-config, which the library decides; did you mean 'kvOffload'? state it on the pool, so that all that depends on it agrees"],
    ['a flag that other objects depend on', '--port=9000', '--port, which the library decides; leave it out: other objects depend on it'],
  ])('are refused: %s', (_, arg, rule) => {
    expect(refused(() => Engine.vllm({ extraArgs: [arg] }))).toEqual({ code: 'ArgumentOwned', message: `'extraArgs' (${arg}) is ${rule}` });
  });

  test.each(['--seed=7', '--reasoning-parser=qwen3', '--enable-auto-tool-choice', '--generation-config=vllm', '--async-scheduling'])('are taken: %s', (arg) => {
    expect(Engine.vllm({ extraArgs: [arg] }).request).toMatchObject({ extraArgs: [arg] });
  });

  test('are one flag each', () => {
    expect(refused(() => Engine.vllm({ extraArgs: ['--seed', '7'] })).message).toBe("'extraArgs' (7) must be one flag, with its value after '=', such as --seed=7; correct its spelling");
  });
});

describe('an image of vLLM', () => {
  test('says its version by its tag, or by name', () => {
    expect(refused(() => Engine.vllm({ image: 'registry.bank.example/vllm:stable' }))).toEqual({
      code: 'EngineVersionUnknown',
      message: "'image' (registry.bank.example/vllm:stable) does not say the version of vLLM that it is, and the memory that it needs depends on it; give 'version', such as '0.27'",
    });
    const minors = ([{}, { image: 'registry.bank.example/vllm:v0.28.1' }, { image: 'registry.bank.example/vllm:stable', version: '0.26' }] as VllmProps[]).map((props) => (Engine.vllm(props).request as VllmEngineRequest).minor);
    expect(minors).toEqual([undefined, 28, 26]);
  });

  test('is pinned', () => {
    expect(refused(() => Engine.vllm({ image: 'registry.bank.example/vllm' })).message).toBe(
      "'image' (registry.bank.example/vllm) must be an image reference with a tag or a digest and without a scheme, such as registry.bank.example/vllm:v0.27.1; correct its spelling");
  });
});

test('a NIM is known by repository and tag', () => {
  expect(refused(() => Engine.nim({ image: 'nvcr.io/nim/meta/llama@sha256:0', authSecret: 'ngc' })).message).toBe(
    "'image' (nvcr.io/nim/meta/llama@sha256:0) must be an image reference with a tag and no digest, such as nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0; correct its spelling");
});

test('a draft whose cache has no formula cannot guess', () => {
  const draft = Model.custom({ ...Model.LLAMA_3_1_8B_INSTRUCT, attention: [], unestimable: 'is compressed' });

  expect(refused(() => SpeculativeDecoding.draftModel({ model: draft }))).toEqual({
    code: 'NotEstimable', message: "'model' (llama-3.1-8b-instruct) cannot guess: the size of its own cache has no formula; choose another draft, or SpeculativeDecoding.ngram",
  });
});

test('a cache on a volume holds the weights and a tenth', () => {
  const subject = { weightsGib: 100, storage: { className: 'ceph-rbd', accessMode: 'ReadWriteOnce' as const }, maxNodes: 2 };

  expect(ModelCache.volume().bind(subject)).toEqual({ kind: 'volume', sizeGib: 111, storageClassName: 'ceph-rbd', accessMode: 'ReadWriteOnce', nodes: 2 });
  expect(ModelCache.volume({ size: Size.gibibytes(300), storageClass: 'cephfs' }).bind(subject)).toMatchObject({ sizeGib: 300, storageClassName: 'cephfs', accessMode: 'ReadWriteMany' });
});
