import { Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, SiteModelStore, Size, SovereignDataZone, Target, Topology } from 'aiplane';

/** A model larger than the eight GPUs of a node: two nodes share out its layers. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const zurich = new Environment(platform, 'zurich', {
    target: Target.onPrem({
      site: 'zrh1',
      country: 'CH',
      registry: 'registry.zrh1.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.tebibytes(1) }),
    }),
  });
  const zone = new SovereignDataZone(zurich, 'Zone', { jurisdiction: Jurisdiction.SWITZERLAND });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 8, maxNodes: 4 });
  new InferencePool(zone, 'Review', {
    model: Model.LLAMA_3_1_405B_INSTRUCT_FP8,
    nodes: gpus,
    topology: Topology.pipelineParallel({ pipelineParallelSize: 2 }),
    minReplicas: 2,
  });
  return platform;
}

if (require.main === module) {
  example().synth();
}
