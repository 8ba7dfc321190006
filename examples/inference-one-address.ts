import {
  Accelerator, Duration, Environment, GpuNodeGroup, InferenceGatewayClass, InferencePool, Invoker, Jurisdiction, KvOffload, Model, Platform,
  PlatformProps, SiteModelStore, Size, SovereignDataZone, Target, Topology,
} from 'aiplane';

/** Two models at one address, told apart by the name that a request asks for: one whose replicas are chosen by predicted latency, one whose replicas share a cache. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const hamburg = new Environment(platform, 'hamburg', {
    target: Target.onPrem({
      site: 'ham1',
      country: 'DE',
      registry: 'registry.ham1.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(400) }),
      gatewayClass: InferenceGatewayClass.AGENTGATEWAY,
      gatewayVersion: '1.3.1',
    }),
  });
  const zone = new SovereignDataZone(hamburg, 'Zone', { jurisdiction: Jurisdiction.GERMANY });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H100_80GB, gpusPerNode: 8, maxNodes: 2 });
  const chat = new InferencePool(zone, 'Chat', {
    model: Model.GPT_OSS_20B,
    nodes: gpus,
    topology: Topology.disaggregated({ prefill: { minReplicas: 4 }, decode: { minReplicas: 2 }, nonCachedTokens: 512 }),
    objective: { timeToFirstToken: Duration.seconds(2), interTokenLatency: Duration.millis(50) },
    routing: { predictedLatency: true, byModelName: true },
  });
  const code = new InferencePool(zone, 'Code', {
    model: Model.QWEN3_32B,
    nodes: gpus,
    tensorParallelSize: 2,
    minReplicas: 2,
    maxModelLen: 32_768,
    kvOffload: KvOffload.shared({ cpu: Size.gibibytes(64), disk: Size.gibibytes(2000), storageClass: 'cephfs' }),
    routing: { byModelName: true },
  });
  [chat, code].forEach((pool) => pool.grantInvoke(Invoker.apiKey({ secretName: 'callers' })));
  return platform;
}

if (require.main === module) {
  example().synth();
}
