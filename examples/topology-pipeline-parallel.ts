import {
  Accelerator, AwsRegion, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, SiteModelStore, Size,
  SovereignDataZone, StateBackend, Target, Topology,
} from 'aiplane';

/** A model larger than the eight GPUs of a node: two nodes share out its layers. */
function review(place: Environment, jurisdiction: Jurisdiction): void {
  const zone = new SovereignDataZone(place, 'Zone', { jurisdiction });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 8, maxNodes: 4 });
  new InferencePool(zone, 'Review', {
    model: Model.LLAMA_3_1_405B_INSTRUCT_FP8,
    nodes: gpus,
    topology: Topology.pipelineParallel({ pipelineParallelSize: 2 }),
    minReplicas: 2,
  });
}

/** The same in a data centre and at a cloud. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  review(new Environment(platform, 'zurich', {
    target: Target.onPrem({
      site: 'zrh1',
      country: 'CH',
      registry: 'registry.zrh1.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.tebibytes(1) }),
    }),
  }), Jurisdiction.SWITZERLAND);
  review(new Environment(platform, 'frankfurt', {
    target: Target.aws({ region: AwsRegion.EU_CENTRAL_1, account: '111122223333', backend: StateBackend.local() }),
  }), Jurisdiction.EUROPEAN_UNION);
  return platform;
}

if (require.main === module) {
  example().synth();
}
