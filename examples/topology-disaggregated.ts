import {
  Accelerator, AwsRegion, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, SiteModelStore, Size,
  SovereignDataZone, StateBackend, Target, Topology,
} from 'aiplane';

/** Eight replicas that work off prompts, and two on four GPUs each that answer: long prompts do not hold up answers that are under way. */
function chat(place: Environment): void {
  const zone = new SovereignDataZone(place, 'Zone', { jurisdiction: Jurisdiction.EUROPEAN_UNION });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 2 });
  new InferencePool(zone, 'Chat', {
    model: Model.GPT_OSS_120B,
    nodes: gpus,
    topology: Topology.disaggregated({
      prefill: { minReplicas: 8, tensorParallelSize: 1 },
      decode: { minReplicas: 2, tensorParallelSize: 4 },
      nonCachedTokens: 512,
    }),
    maxModelLen: 65536,
  });
}

/** The same in a data centre, at a cloud and on OpenShift. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  chat(new Environment(platform, 'munich', {
    target: Target.onPrem({
      site: 'muc2',
      country: 'DE',
      registry: 'registry.muc2.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.s3({
        endpoint: 'https://s3.muc2.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.20.0.0/24',
      }),
    }),
  }));
  chat(new Environment(platform, 'stockholm', {
    target: Target.aws({ region: AwsRegion.EU_NORTH_1, account: '111122223333', backend: StateBackend.local() }),
  }));
  chat(new Environment(platform, 'berlin', {
    target: Target.openShift({
      on: Target.onPrem({
        site: 'ber1',
        country: 'DE',
        registry: 'quay.ber1.bank.example/mirror',
        storageClass: 'ocs-storagecluster-ceph-rbd',
        modelStore: SiteModelStore.volume({ storageClass: 'ocs-storagecluster-cephfs', size: Size.gibibytes(200) }),
      }),
    }),
  }));
  return platform;
}

if (require.main === module) {
  example().synth();
}
