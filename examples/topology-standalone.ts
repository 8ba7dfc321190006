import { Construct } from 'constructs';
import {
  Accelerator, AwsRegion, Environment, GpuNodeGroup, InferencePool, Jurisdiction, Model, Platform, PlatformProps, SiteModelStore, Size,
  SovereignDataZone, StateBackend, Target, Topology,
} from 'aiplane';

/** A model behind a Service of its own, for one client that needs no entrance: the same in a factory and in a data centre. */
class Inspection extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const zone = new SovereignDataZone(this, 'Zone', { jurisdiction: Jurisdiction.EUROPEAN_UNION });
    new InferencePool(zone, 'Reports', {
      model: Model.LLAMA_3_1_8B_INSTRUCT,
      nodes: new GpuNodeGroup(zone, 'Gpus', { accelerator: Accelerator.L4, maxNodes: 1 }),
      topology: Topology.standalone(),
    });
  }
}

/** Every kind of place runs it. */
export function example(props?: PlatformProps): Platform {
  const platform = new Platform(props);
  new Inspection(new Environment(platform, 'factory-12', {
    target: Target.edge({ site: 'factory-12', country: 'DE', registry: 'registry.factory-12.bank.example' }),
  }), 'Inspection');
  new Inspection(new Environment(platform, 'munich', {
    target: Target.onPrem({
      site: 'muc2',
      country: 'DE',
      registry: 'registry.muc2.bank.example/mirror',
      storageClass: 'ceph-rbd',
      modelStore: SiteModelStore.volume({ storageClass: 'cephfs', size: Size.gibibytes(100) }),
    }),
  }), 'Inspection');
  new Inspection(new Environment(platform, 'frankfurt', {
    target: Target.aws({ region: AwsRegion.EU_CENTRAL_1, account: '111122223333', backend: StateBackend.local() }),
  }), 'Inspection');
  new Inspection(new Environment(platform, 'berlin', {
    target: Target.openShift({
      on: Target.onPrem({
        site: 'ber1',
        country: 'DE',
        registry: 'quay.ber1.bank.example/mirror',
        storageClass: 'ocs-storagecluster-ceph-rbd',
        modelStore: SiteModelStore.volume({ storageClass: 'ocs-storagecluster-cephfs', size: Size.gibibytes(100) }),
      }),
    }),
  }), 'Inspection');
  return platform;
}

if (require.main === module) {
  example().synth();
}
