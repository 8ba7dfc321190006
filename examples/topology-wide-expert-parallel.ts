import {
  Accelerator, AwsRegion, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, ScalingMetric, SiteModelStore, Size,
  SovereignDataZone, StateBackend, Target, Topology,
} from 'aiplane';

/** A large mixture whose experts are shared out among 16 GPUs of two nodes, in replicas that prefill and replicas that decode. */
function reasoning(place: Environment): void {
  const zone = new SovereignDataZone(place, 'Zone', { jurisdiction: Jurisdiction.EUROPEAN_UNION });
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
}

/** The same in a data centre, at a cloud and on OpenShift. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  reasoning(new Environment(platform, 'munich', {
    target: Target.onPrem({
      site: 'muc2',
      country: 'DE',
      registry: 'registry.muc2.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.tebibytes(2) }),
    }),
  }));
  reasoning(new Environment(platform, 'stockholm', {
    target: Target.aws({ region: AwsRegion.EU_NORTH_1, account: '111122223333', backend: StateBackend.local() }),
  }));
  reasoning(new Environment(platform, 'berlin', {
    target: Target.openShift({
      on: Target.onPrem({
        site: 'ber1',
        country: 'DE',
        registry: 'quay.ber1.bank.example/mirror',
        storageClass: 'ocs-storagecluster-ceph-rbd',
        modelStore: SiteModelStore.volume({ storageClass: 'ocs-storagecluster-cephfs', size: Size.tebibytes(2) }),
      }),
    }),
  }));
  return platform;
}

if (require.main === module) {
  example().synth();
}
