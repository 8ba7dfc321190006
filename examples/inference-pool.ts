import {
  Accelerator, Duration, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, ScalingMetric, SiteModelStore,
  SovereignDataZone, Target,
} from 'aiplane';

/** A chat model on premises, behind a gateway, that grows from one replica to four while requests wait. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const munich = new Environment(platform, 'munich', {
    target: Target.onPrem({
      site: 'muc2',
      country: 'DE',
      registry: 'registry.muc2.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.s3({
        endpoint: 'https://s3.muc2.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.20.0.0/24',
      }),
    }),
  });
  const zone = new SovereignDataZone(munich, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 4, maxNodes: 1 });
  new InferencePool(zone, 'Chat', {
    model: Model.LLAMA_3_1_8B_INSTRUCT,
    nodes: gpus,
    minReplicas: 1,
    maxReplicas: 4,
    scaleOn: ScalingMetric.queueDepth(8),
    maxModelLen: 16384,
    drainTimeout: Duration.minutes(5),
  });
  return platform;
}

if (require.main === module) {
  example().synth();
}
