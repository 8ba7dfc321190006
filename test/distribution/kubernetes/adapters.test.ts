import { Model } from '../../../src/catalog/models';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import type { AdapterRequest, LoraRequest } from '../../../src/target/engine-request';
import { objectsOf } from '../cluster-objects';
import { aBucket, aPool, aServing, aVolume, type PoolFacts } from '../requests';

const sql: AdapterRequest = { name: 'sql', path: 'bank/sql-lora', rank: 16 };
const lora = (facts: Partial<LoraRequest> = {}): LoraRequest => ({ maxLoras: 4, maxLoraRank: 16, adapterGib: 2, adapters: () => [sql], ...facts });
const served = (facts: PoolFacts) => objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool(facts)));
const podOf = (facts: PoolFacts) => served(facts).one('Deployment', 'chat').spec.template.spec;
const argsOf = (facts: PoolFacts): string[] => podOf(facts).containers[0].args;
const reported = (facts: PoolFacts) => {
  const { fulfilments, findings } = served(facts).answer;
  return [...fulfilments.filter(({ capability }) => capability === 'model.adapters').map(({ level, reason }) => `${level}: ${reason}`), ...findings.map(({ code, message }) => `${code}: ${message}`)];
};

describe('adapters', () => {
  test('are named with their folders, in room that the memory verdict counted with', () => {
    expect(argsOf({ lora: lora() }).slice(-6)).toEqual([
      '--enable-lora', '--max-loras=4', '--max-lora-rank=16', '--max-cpu-loras=4', '--lora-modules', 'sql=/fetched/bank/sql-lora',
    ]);
  });

  test('that are added after the pool was made are served too', () => {
    const added: AdapterRequest[] = [];
    const objects = served({ lora: lora({ adapters: () => added }) });
    added.push(sql, { name: 'tone', path: 'adapters/tone', rank: 8 });

    expect(objects.one('Deployment', 'chat').spec.template.spec.containers[0].args.slice(-3)).toEqual(['--lora-modules', 'sql=/fetched/bank/sql-lora', 'tone=/fetched/adapters/tone']);
  });

  test('may be none yet', () => {
    expect(argsOf({ lora: lora({ adapters: () => [] }) })).not.toContain('--lora-modules');
    expect(podOf({ lora: lora({ adapters: () => [] }) }).initContainers).toBeUndefined();
  });

  test('of a bucket are copied before the engine starts, by the identity of the pod', () => {
    const pod = podOf({ lora: lora(), modelStore: aBucket({ uri: 's3://models/zone', endpoint: 'https://s3.zrh1.bank.example', secretName: 'keys' }) });
    const [fetch] = pod.initContainers;

    expect(fetch).toMatchObject({
      name: 'fetch', image: 'registry.bank.example/mirror/docker.io/rclone/rclone:1.75.1',
      args: [
        'copy', ':s3:models/zone', '/fetched', '--filter=- *.pth', '--filter=- *.gguf', '--filter=+ /bank/sql-lora/**', '--filter=- *', '--transfers=8', '--config=/notfound',
      ],
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: [{ name: 'fetched', mountPath: '/fetched' }],
    });
    expect(fetch.env).toContainEqual({ name: 'RCLONE_S3_ENDPOINT', value: 'https://s3.zrh1.bank.example' });
    expect(fetch.env).toContainEqual({ name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: 'keys', key: 'AWS_ACCESS_KEY_ID' } } });
    expect(pod.volumes).toContainEqual({ name: 'fetched', emptyDir: { sizeLimit: '3Gi' } });
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'fetched', mountPath: '/fetched', readOnly: true });
  });

  test('of a volume are read where they lie', () => {
    const pod = podOf({ lora: lora(), modelStore: aVolume() });

    expect(pod.initContainers).toBeUndefined();
    expect(pod.containers[0].args).toContain('sql=/models/bank/sql-lora');
    expect(pod.volumes.filter((one: object) => 'persistentVolumeClaim' in one)).toHaveLength(1);
  });

  test('of a volume are mounted beside weights that come in an image', () => {
    const pod = podOf({ lora: lora(), modelStore: aVolume(), modelCache: { kind: 'image', reference: 'registry.bank.example/mirror/models/chat:1', path: 'models' }, cluster: { ...aPool().cluster, kubernetesVersion: '1.35' } });

    expect(pod.containers[0].args).toEqual(expect.arrayContaining(['/model-image/models', 'sql=/models/bank/sql-lora']));
    expect(pod.volumes).toContainEqual({ name: 'store', persistentVolumeClaim: { claimName: 'models', readOnly: true } });
  });

  test('are reported with how many there are when the program is complete', () => {
    expect(reported({ lora: lora() })).toEqual(['equal: the engine serves one adapter and uses at most 4 in one step']);
  });
});

describe('adapters that come while the engine runs', () => {
  const dynamic = lora({ dynamicPath: 'adapters' });

  test('are looked for in a folder of the volume, by that plug-in alone', () => {
    expect(podOf({ lora: dynamic, modelStore: aVolume() }).containers[0].env.slice(-3)).toEqual([
      { name: 'VLLM_ALLOW_RUNTIME_LORA_UPDATING', value: 'True' },
      { name: 'VLLM_PLUGINS', value: 'lora_filesystem_resolver' },
      { name: 'VLLM_LORA_RESOLVER_CACHE_DIR', value: '/models/adapters' },
    ]);
  });

  test('open the engine to its clients, which is said', () => {
    expect(reported({ lora: dynamic, modelStore: aVolume() })).toContain(
      "AdaptersLoadedByClients: 'lora.dynamicPath' (adapters) also opens the engine's own calls to load and unload adapters to all clients of the pool; add adapters by 'addAdapter' where clients are not trusted");
  });

  test('cannot come from a bucket, which is said', () => {
    expect(podOf({ lora: dynamic }).containers[0].env.map(({ name }: { name: string }) => name)).not.toContain('VLLM_PLUGINS');
    expect(reported({ lora: dynamic })).toEqual([
      "degraded: the engine serves one adapter and uses at most 4 in one step; none is loaded from 'adapters' while it runs, because it would have to lie on a volume and lies in a bucket",
    ]);
  });
});

describe('options that memory depends on', () => {
  test('are flags of the engine, none where nothing is said', () => {
    const args = argsOf({ serving: aServing({ languageModelOnly: true, enforceEager: true, enablePrefixCaching: false }) });

    expect(args).toEqual(expect.arrayContaining(['--language-model-only', '--enforce-eager', '--no-enable-prefix-caching']));
    expect(argsOf({ serving: aServing({ enablePrefixCaching: true, enforceEager: false }) })).toEqual(argsOf({ serving: aServing() }));
  });

  test('name a draft by its folder, which is copied from a bucket', () => {
    const draft = { method: 'draft_model' as const, numSpeculativeTokens: 3, model: Model.LLAMA_3_1_8B_INSTRUCT, attention: [], weightsGib: 15 };
    const pod = podOf({ serving: aServing({ draft }) });

    expect(pod.containers[0].args).toContain('--speculative-config={"method":"draft_model","num_speculative_tokens":3,"model":"/fetched/meta-llama/Llama-3.1-8B-Instruct"}');
    expect(pod.initContainers[0].args).toContain('--filter=+ /meta-llama/Llama-3.1-8B-Instruct/**');
    expect(pod.volumes).toContainEqual({ name: 'fetched', emptyDir: { sizeLimit: '16Gi' } });
  });

  test('look through the prompt where there is no draft', () => {
    const draft = { method: 'ngram' as const, numSpeculativeTokens: 5, attention: [], weightsGib: 0 };

    expect(argsOf({ serving: aServing({ draft }) })).toContain('--speculative-config={"method":"ngram","num_speculative_tokens":5,"prompt_lookup_max":4,"prompt_lookup_min":2}');
  });
});
