import {
  Accelerator, Engine, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, SiteModelStore, Size,
  SovereignDataZone, Strategies, Target,
} from 'aiplane';

const NIM = 'nvcr.io/nim/meta/llama-3.1-8b-instruct:1.12.0';

/** A chat model; what serves it may be the place's to choose, or the pool's. */
class Chat extends Environment {
  constructor(scope: Platform, id: string, target: Strategies, engine?: Engine) {
    super(scope, id, { target });
    const zone = new SovereignDataZone(this, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
    const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 2, maxNodes: 1 });
    new InferencePool(zone, 'Chat', { model: Model.LLAMA_3_1_8B_INSTRUCT, nodes: gpus, minReplicas: 2, engine });
  }
}

/** The same declaration twice: the pool asks for a NIM itself, and a target brings NIMs for the models that it has one of. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const berlin = Target.onPrem({
    site: 'ber1',
    country: 'DE',
    registry: 'registry.ber1.bank.example/mirror',
    storageClass: 'cephfs',
    storageAccessMode: 'ReadWriteMany',
    modelStore: SiteModelStore.s3({
      endpoint: 'https://s3.ber1.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.40.0.0/24',
    }),
  });
  const munich = Target.onPrem({
    site: 'muc2',
    country: 'DE',
    registry: 'registry.muc2.bank.example/mirror',
    storageClass: 'ocs-storagecluster-cephfs',
    modelStore: SiteModelStore.volume({ storageClass: 'ocs-storagecluster-cephfs', size: Size.gibibytes(300) }),
  });
  new Chat(platform, 'berlin', berlin, Engine.nim({ image: NIM, authSecret: 'model-store' }));
  new Chat(platform, 'munich', Target.openShift({
    on: munich, nim: { images: { [Model.LLAMA_3_1_8B_INSTRUCT.name]: NIM }, authSecret: 'ngc-api' },
  }));
  return platform;
}

if (require.main === module) {
  example().synth();
}
