import { Model } from '../../../src/catalog/models';
import { kvTransferArguments } from '../../../src/distribution/kubernetes/engine/kv-connectors';
import { KubernetesDistribution } from '../../../src/distribution/kubernetes/kubernetes-distribution';
import { objectsOf } from '../cluster-objects';
import { aParallelism, aPool, type PoolFacts } from '../requests';

const served = (facts: PoolFacts) => objectsOf((scope) => new KubernetesDistribution().bindInference(scope, aPool(facts)));
const podOf = (facts: PoolFacts) => served(facts).one('Deployment', 'chat').spec.template.spec;
const configOf = (facts: PoolFacts) => {
  const argument = podOf(facts).containers[0].args.find((arg: string) => arg.startsWith('--kv-transfer-config='));
  return JSON.parse(argument.replace('--kv-transfer-config=', ''));
};
const own = { cpuGib: 64, fileSystem: { gib: 500, storageClassName: 'fast' } };
const shared = { cpuGib: 64, fileSystem: { gib: 500, shared: true, storageClassName: 'cephfs' } };

describe('keys and values in main memory', () => {
  test('are kept by the connector of the engine, in bytes over all ranks', () => {
    expect(configOf({ kvOffload: { cpuGib: 64 } })).toEqual({
      kv_connector: 'OffloadingConnector', kv_role: 'kv_both', kv_connector_extra_config: { cpu_bytes_to_use: 64 * 2 ** 30 },
    });
  });

  test('are shared out among the engines of a pod, for each takes what it is told', () => {
    const parallelism = aParallelism({ dataParallelSize: 8, dataParallelSizeLocal: 8 });

    expect(configOf({ kvOffload: { cpuGib: 64 }, parallelism, gpusPerPod: 8 }).kv_connector_extra_config).toEqual({ cpu_bytes_to_use: 8 * 2 ** 30 });
  });

  test('are asked of the node, and shared among ranks: they count in both', () => {
    const { containers: [container], volumes } = podOf({ kvOffload: { cpuGib: 64 } });

    expect(container.resources.requests.memory).toBe('104Gi');
    expect(volumes).toContainEqual({ name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '80Gi' } });
  });

  test('leave models with several kinds of attention a cache a kind', () => {
    expect(podOf({ kvOffload: { cpuGib: 64 } }).containers[0].args).toContain('--no-disable-hybrid-kv-cache-manager');
    expect(podOf({}).containers[0].args.join(' ')).not.toContain('kv-transfer');
  });
});

describe('keys and values on a volume', () => {
  test('of each pod are on a claim that is made and goes with it, of the class of the zone', () => {
    const { containers: [container], volumes } = podOf({ kvOffload: own });

    expect(volumes).toContainEqual({
      name: 'kv-cache',
      ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500Gi' } } } } },
    });
    expect(container.volumeMounts).toContainEqual({ name: 'kv-cache', mountPath: '/kv-cache' });
  });

  test('come after main memory, in files of 256 tokens', () => {
    expect(configOf({ kvOffload: own }).kv_connector_extra_config).toEqual({
      cpu_bytes_to_use: 64 * 2 ** 30, spec_name: 'TieringOffloadingSpec', block_size: 256,
      secondary_tiers: [{ type: 'fs', root_dir: '/kv-cache', n_read_threads: 16, n_write_threads: 16 }],
    });
  });

  test('are in files of the engine\'s choice where layers have blocks of several sizes', () => {
    expect(configOf({ kvOffload: own, model: Model.GPT_OSS_120B }).kv_connector_extra_config).not.toHaveProperty('block_size');
  });

  test('that all pods share are on one claim, and all name files alike', () => {
    const objects = served({ kvOffload: shared });
    const { containers: [container], volumes } = objects.one('Deployment', 'chat').spec.template.spec;

    expect(objects.one('PersistentVolumeClaim', 'chat-kv-cache').spec).toEqual({
      storageClassName: 'cephfs', accessModes: ['ReadWriteMany'], resources: { requests: { storage: '500Gi' } },
    });
    expect(volumes).toContainEqual({ name: 'kv-cache', persistentVolumeClaim: { claimName: 'chat-kv-cache' } });
    expect(container.env).toContainEqual({ name: 'PYTHONHASHSEED', value: '0' });
  });

  test('leave the seed to the picker where that asks for one', () => {
    const routing = { prefixCache: { kind: 'precise' as const, hashSeed: '42' }, shares: () => [] };

    expect(podOf({ kvOffload: shared, routing }).containers[0].env).not.toContainEqual({ name: 'PYTHONHASHSEED', value: '0' });
  });

  test('are reported as what they are: a volume that is full takes no more', () => {
    const reasons = (facts: PoolFacts) => served(facts).answer.fulfilments.filter(({ capability }) => capability === 'kv.offload').map(({ level, reason }) => `${level}: ${reason}`);

    expect(reasons({})).toEqual([]);
    expect(reasons({ kvOffload: { cpuGib: 64 } })).toEqual(["equal: keys and values that leave the GPU are kept in 64 GiB of each pod's memory"]);
    expect(reasons({ kvOffload: own })).toEqual([
      "equal: keys and values that leave the GPU are kept in 64 GiB of each pod's memory, then on 500 GiB that each pod has for itself; the engine removes no file, so that a full volume takes no new ones",
    ]);
    expect(reasons({ kvOffload: shared })).toEqual([
      "degraded: keys and values that leave the GPU are kept in 64 GiB of each pod's memory, then on 500 GiB that all pods share; the engine removes no file, so that a full volume takes no new ones",
    ]);
  });
});

test('several connectors are asked in turn', () => {
  const [config] = kvTransferArguments([{ kv_connector: 'NixlConnector', kv_role: 'kv_both' }, { kv_connector: 'OffloadingConnector', kv_role: 'kv_both' }]);

  expect(JSON.parse(config!.replace('--kv-transfer-config=', ''))).toEqual({
    kv_connector: 'MultiConnector', kv_role: 'kv_both',
    kv_connector_extra_config: { connectors: [{ kv_connector: 'NixlConnector', kv_role: 'kv_both' }, { kv_connector: 'OffloadingConnector', kv_role: 'kv_both' }] },
  });
  expect(kvTransferArguments([])).toEqual([]);
});
