import {
  Accelerator, Duration, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, ScalingMetric, SiteModelStore, Size,
  SovereignDataZone, Target, Topology,
} from 'aiplane';

/** A chat model on OpenShift AI: KServe runs replicas that work off prompts and others that answer, and scales both. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const munich = new Environment(platform, 'munich', {
    target: Target.openShift({
      on: Target.onPrem({
        site: 'muc2',
        country: 'DE',
        registry: 'quay.muc2.bank.example/mirror',
        storageClass: 'ocs-storagecluster-ceph-rbd',
        modelStore: SiteModelStore.volume({ storageClass: 'ocs-storagecluster-cephfs', size: Size.gibibytes(500) }),
      }),
      version: '4.21',
      aiVersion: '3.6',
    }),
  });
  const zone = new SovereignDataZone(munich, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H100_80GB, gpusPerNode: 8, maxNodes: 3 });
  new InferencePool(zone, 'Chat', {
    model: Model.LLAMA_3_3_70B_INSTRUCT,
    nodes: gpus,
    topology: Topology.disaggregated({
      prefill: { minReplicas: 2, maxReplicas: 4, tensorParallelSize: 4 },
      decode: { minReplicas: 1, maxReplicas: 2, tensorParallelSize: 4 },
      nonCachedTokens: 512,
    }),
    scaleOn: ScalingMetric.queueDepth(8),
    maxModelLen: 16384,
    drainTimeout: Duration.minutes(5),
  });
  return platform;
}

if (require.main === module) {
  example().synth();
}
