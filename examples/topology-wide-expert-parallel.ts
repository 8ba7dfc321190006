import {
  Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, ScalingMetric, SiteModelStore, Size,
  SovereignDataZone, Target, Topology,
} from 'aiplane';

/** A large mixture whose experts are shared out among 16 GPUs of two nodes, in replicas that prefill and replicas that decode. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const munich = new Environment(platform, 'munich', {
    target: Target.onPrem({
      site: 'muc2',
      country: 'DE',
      registry: 'registry.muc2.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.tebibytes(2) }),
    }),
  });
  const zone = new SovereignDataZone(munich, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 6 });
  new InferencePool(zone, 'Reasoning', {
    model: Model.DEEPSEEK_R1_0528,
    nodes: gpus,
    topology: Topology.wideExpertParallel({
      dataParallelSize: 16,
      disaggregate: {
        prefill: { minReplicas: 1 },
        decode: { minReplicas: 1, maxReplicas: 2, scaleOn: ScalingMetric.runningRequests(256) },
      },
    }),
    maxModelLen: 32768,
    maxConcurrency: 64,
  });
  return platform;
}

if (require.main === module) {
  example().synth();
}
