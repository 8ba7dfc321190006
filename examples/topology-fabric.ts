import { Accelerator, AwsRegion, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, SovereignDataZone, StateBackend, Target, Topology } from 'aiplane';

/** Keys and values that go from replicas that prefill to those that decode past the kernel, by the adapters of nodes side by side. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  const stockholm = new Environment(platform, 'stockholm', {
    target: Target.aws({ region: AwsRegion.EU_NORTH_1, account: '111122223333', backend: StateBackend.local() }),
  });
  const zone = new SovereignDataZone(stockholm, 'Zone', { jurisdiction: Jurisdiction.EUROPEAN_UNION });
  const gpus = new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 2, fabric: true });
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
  return platform;
}

if (require.main === module) {
  example().synth();
}
