import {
  AwsRegion, Engine, InferencePoolProps, KvOffload, Model, ModelCache, SiteModelStore, Size, SpeculativeDecoding, StateBackend, Target,
  ValidationError,
} from '../../src';
import { mirrorListOf } from '../../src/emit/mirror';
import { aTarget, thrownBy } from '../support/platforms';
import { aBlueprint, objectsOf, rendered } from '../support/programs';
import { anOnPremTarget } from '../support/targets';

const target = anOnPremTarget();
const newCluster = Target.onPrem({
  site: 'ffm1', country: 'DE', registry: 'registry.ffm1.example/mirror', storageClass: 'ceph-rbd', kubernetesVersion: '1.35',
  modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(500) }),
});
const chatOf = (pool: Partial<InferencePoolProps>, on = aTarget()) => aBlueprint(on, pool).chat;
const refused = (program: () => unknown) => {
  const { code, message } = thrownBy(program) as ValidationError;
  return { code, message };
};

describe('what memory depends on', () => {
  const plain = chatOf({});

  test.each<[string, Partial<InferencePoolProps>, (sizing: typeof plain.sizing) => number, 'more' | 'less']>([
    ['adapters', { lora: { maxLoras: 1, maxLoraRank: 8 } }, ({ overhead }) => overhead.loraGib, 'more'],
    ['a run without graphs', { enforceEager: true }, ({ overhead }) => overhead.cudaGraphsGib, 'less'],
  ])('is counted as it is deployed: %s', (_, props, figure, direction) => {
    const [before, after] = [figure(plain.sizing), figure(chatOf(props).sizing)];

    expect(direction === 'more' ? after > before : after < before).toBe(true);
  });

  test('a draft takes weights and layers of the cache', () => {
    const nodes = { model: Model.LLAMA_3_3_70B_INSTRUCT };
    const draft = SpeculativeDecoding.draftModel({ model: Model.LLAMA_3_1_8B_INSTRUCT });
    const sized = (props: Partial<InferencePoolProps>) => thrownBy(() => chatOf({ ...nodes, ...props })).message;

    expect(sized({})).toContain('needs 131.4 GiB for weights');
    expect(sized({ speculativeDecoding: draft })).toContain('needs 146.4 GiB for weights');
  });

  test('a draft with other words than its model is refused', () => {
    const draft = SpeculativeDecoding.draftModel({ model: Model.QWEN3_0_6B });

    expect(thrownBy(() => chatOf({ speculativeDecoding: draft }))).toMatchObject({
      code: 'VocabulariesDiffer',
      message: expect.stringContaining("'speculativeDecoding.model' (qwen3-0.6b) has a vocabulary of 151936, and 'llama-3.1-8b-instruct', which confirms what it guesses, one of 128256; choose a draft of the same family, or SpeculativeDecoding.ngram()") as string,
    });
  });

  test('the version of the engine decides what it needs beside weights', () => {
    const old = chatOf({ engine: Engine.vllm({ image: 'registry.bank.example/vllm:v0.11.0' }), acceptUnlikely: { reason: 'to compare' } });

    expect(old.sizing.overhead.activationGib).toBeGreaterThan(plain.sizing.overhead.activationGib);
  });
});

describe('main memory for keys and values', () => {
  const aws = () => Target.aws({ region: AwsRegion.EU_CENTRAL_1, account: '111122223333', backend: StateBackend.local() });

  test('is refused where nodes that the library makes do not have it', () => {
    expect(refused(() => chatOf({ kvOffload: KvOffload.cpu(Size.gibibytes(64)) }, aws()))).toEqual({
      code: 'NodeMemoryExceeded',
      message: "'kvOffload.cpu' (64 GiB) needs 74 GiB of main memory for the pod of a node, but 'place/Zone/Gpus' has 14 GiB of 16 GiB for pods; lower it to 4 GiB",
    });
  });

  test('is taken where the memory of nodes is not known', () => {
    expect(() => chatOf({ kvOffload: KvOffload.cpu(Size.gibibytes(64)) })).not.toThrow();
  });

  test('on a volume that pods share asks for a class whose volumes are', () => {
    const shared = KvOffload.shared({ cpu: Size.gibibytes(2), disk: Size.gibibytes(100) });

    expect(refused(() => chatOf({ kvOffload: shared }, aws()))).toEqual({
      code: 'SharedClassRequired',
      message: "'kvOffload.storageClass' (undefined) must be named: one node at a time holds a volume of the zone's own class 'zone-encrypted'; "
        + 'name a class of the cluster whose volumes are ReadWriteMany, or use KvOffload.fileSystem',
    });
  });
});

describe('adapters', () => {
  test('are added by a verb, and lie in the store as models do', () => {
    const { chat, environment } = aBlueprint(target, { lora: { maxLoras: 2, maxLoraRank: 32 } });
    chat.addAdapter('LedgerSql', { repository: 'bank/ledger-sql', revision: 'v2', rank: 32 });
    chat.addAdapter('Tone', { path: 'adapters/tone', rank: 8, name: 'tone-of-voice' });

    const written = rendered(environment);
    expect(mirrorListOf(written).adapters).toEqual([
      { name: 'ledger-sql', from: 'bank/ledger-sql', revision: 'v2', to: expect.stringMatching(/\/bank\/ledger-sql\/v2$/) },
      { name: 'tone-of-voice', to: expect.stringMatching(/\/adapters\/tone$/) },
    ]);
    expect(JSON.stringify(objectsOf(written))).toContain('tone-of-voice=');
  });

  const room = { lora: { maxLoras: 2, maxLoraRank: 16 } };
  test.each<[string, Partial<InferencePoolProps>, Parameters<ReturnType<typeof chatOf>['addAdapter']>, string, string]>([
    ['of a pool without room', {}, ['Sql', { path: 'a/b', rank: 8 }], 'NoRoomForAdapters',
      "'id' (Sql) is an adapter of a pool that keeps no room for adapters; give the pool 'lora', such as { maxLoras: 4, maxLoraRank: 16 }: the memory verdict must count with adapters before there is one"],
    ['of a rank above that of the pool', room, ['Sql', { path: 'a/b', rank: 20 }], 'RankTooLarge',
      "'rank' (20) is above the 'maxLoraRank' (16) of the pool; raise 'maxLoraRank' to 32, which takes memory of the cache"],
    ['that lies nowhere', room, ['Sql', { rank: 8 }], 'AdapterNowhere',
      "'path' (undefined) must be given where there is no 'repository'; give the repository that it is mirrored from, or the path where whoever made it puts it"],
    ['of the name of the model', room, ['Sql', { path: 'a/b', rank: 8, name: 'llama-3.1-8b-instruct' }], 'AdapterNameTaken',
      "'name' (llama-3.1-8b-instruct) is served by the pool already; name it otherwise"],
    ['outside of the store', room, ['Sql', { path: '../keys', rank: 8 }], 'WrongForm',
      "'path' (../keys) must be a path of letters, digits, dots, hyphens and underscores, without a slash at either end; correct its spelling"],
  ])('are refused: %s', (_, props, adapter, code, message) => {
    const chat = chatOf(props);

    expect(refused(() => chat.addAdapter(...adapter))).toEqual({ code, message });
  });

  test('of one name are refused', () => {
    const chat = chatOf(room);
    chat.addAdapter('Sql', { path: 'a/b', rank: 8 });

    expect(refused(() => chat.addAdapter('Sql', { path: 'a/c', rank: 8 })).message).toBe("'name' (sql) is served by the pool already; name it otherwise");
  });

  test('have ranks that the engine has kernels for', () => {
    expect(refused(() => chatOf({ lora: { maxLoraRank: 24 } }))).toEqual({
      code: 'RankUnknown', message: "'lora.maxLoraRank' (24) is no rank that the engine has kernels for; use one of: 1, 128, 16, 256, 32, 320, 512, 64, 8",
    });
  });
});

describe('images beside containers', () => {
  const mirrored = (pool: Partial<InferencePoolProps>) => rendered(aBlueprint(newCluster, pool).environment);

  test('are listed for the mirror: of a model', () => {
    const written = mirrored({ modelCache: ModelCache.image({ reference: 'quay.io/models/llama:1' }) });

    expect(written.images.map(({ upstream }) => upstream)).toContain('quay.io/models/llama:1');
    expect(written.models).toEqual([]);
  });

  test('are listed for the mirror: of a NIM, with the files that it needs', () => {
    const image = 'nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0';
    const written = mirrored({ engine: Engine.nim({ image, authSecret: 'models' }) });

    expect(written.images.map(({ upstream }) => upstream)).toContain(image);
    expect(written.models).toMatchObject([{ repository: image }]);
  });
});

test('a zone with a NIM lowers pod security, and says so', () => {
  const { environment } = aBlueprint(target, { engine: Engine.nim({ image: 'nvcr.io/nim/meta/llama:1.0', authSecret: 'ngc' }) });
  const { reason } = rendered(environment).reported.flatMap(({ fulfilments }) => fulfilments).find(({ capability }) => capability === 'pod.security')!;

  expect(reason).toBe("pod security level baseline is enforced and restricted audited, because the pods of KubeVirt and NVIDIA's NIM operator set no seccomp profile");
});
