import {
  Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, KvOffload, Model, ModelCache, Platform, PlatformProps, SiteModelStore, Size,
  SovereignDataZone, Target,
} from 'aiplane';

/** One model with an adapter for each department, whose long prompts are kept on disk and whose weights are fetched once. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const zurich = new Environment(platform, 'zurich', {
    target: Target.onPrem({
      site: 'zrh1',
      country: 'CH',
      registry: 'registry.zrh1.bank.example/mirror',
      storageClass: 'cephfs',
      storageAccessMode: 'ReadWriteMany',
      modelStore: SiteModelStore.s3({
        endpoint: 'https://s3.zrh1.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.30.0.0/24',
      }),
    }),
  });
  const zone = new SovereignDataZone(zurich, 'Zone', { jurisdiction: Jurisdiction.SWITZERLAND });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 2, maxNodes: 2 });
  const chat = new InferencePool(zone, 'Chat', {
    model: Model.LLAMA_3_1_8B_INSTRUCT,
    nodes: gpus,
    minReplicas: 4,
    lora: { maxLoras: 2, maxLoraRank: 32 },
    kvOffload: KvOffload.fileSystem({ cpu: Size.gibibytes(32), disk: Size.gibibytes(400) }),
    modelCache: ModelCache.volume(),
  });
  chat.addAdapter('LedgerSql', { repository: 'bank-zrh/ledger-sql', revision: 'v3', rank: 32 });
  chat.addAdapter('Tone', { path: 'adapters/tone', rank: 8, name: 'tone-of-voice' });
  return platform;
}

if (require.main === module) {
  example().synth();
}
