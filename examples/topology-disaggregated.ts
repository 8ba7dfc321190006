import { Accelerator, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, SiteModelStore, SovereignDataZone, Target, Topology } from 'aiplane';

/** Eight replicas that work off prompts, and two on four GPUs each that answer: long prompts do not hold up answers that are under way. */
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
  return platform;
}

if (require.main === module) {
  example().synth();
}
