import {
  Accelerator, Duration, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, ScalingMetric, SiteModelStore, Size,
  SovereignDataZone, Target,
} from 'aiplane';

/** A chat that promises its users a latency, and batch work that has what GPUs the chat leaves, down to none. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const munich = new Environment(platform, 'munich', {
    target: Target.onPrem({
      site: 'muc2',
      country: 'DE',
      registry: 'registry.muc2.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(200) }),
      podMonitorLabels: { release: 'prometheus' },
      dashboards: 'grafana-operator',
    }),
  });
  const zone = new SovereignDataZone(munich, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L40S, gpusPerNode: 4, maxNodes: 2 });
  new InferencePool(zone, 'Chat', {
    model: Model.LLAMA_3_1_8B_INSTRUCT,
    nodes: gpus,
    minReplicas: 2,
    maxReplicas: 6,
    objective: { timeToFirstToken: Duration.seconds(2), interTokenLatency: Duration.millis(50), priority: 100 },
  });
  new InferencePool(zone, 'Batch', {
    model: Model.LLAMA_3_1_8B_INSTRUCT,
    nodes: gpus,
    minReplicas: 0,
    maxReplicas: 4,
    scaleOn: ScalingMetric.poolSaturation(0.8),
    objective: { priority: -5 },
    routing: { flowControl: { defaultRequestTtl: Duration.minutes(30) }, requestTimeout: Duration.minutes(40) },
  });
  return platform;
}

if (require.main === module) {
  example().synth();
}
