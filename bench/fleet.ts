import { Accelerator, AwsRegion, Environment, Jurisdiction, Model, Platform, SiteModelStore, Size, StateBackend, Strategies, Target } from '../src';
import { environmentsOf, Site } from './sites';
import { Assistant, AssistantProps } from '../examples/assistant/assistant';

/** The assistant in many places: the five of the example, as often as it takes. */
export function createFleet(platform: Platform, size: number): void {
  for (const { site, name } of environmentsOf(size)) {
    new Assistant(new Environment(platform, name, { target: TARGETS[site](name) }), 'Assistant', PROPS[site]);
  }
}

const LARGE = { model: Model.LLAMA_3_3_70B_INSTRUCT };
const ON_H100 = { ...LARGE, accelerator: Accelerator.H100_80GB, gpusPerNode: 8, nodes: 1, tensorParallelSize: 2, replicas: { min: 2, max: 4 } };
const ON_L40S = { ...LARGE, accelerator: Accelerator.L40S, gpusPerNode: 4, nodes: 2, tensorParallelSize: 4, replicas: { min: 1, max: 2 } };

const PROPS: Readonly<Record<Site, AssistantProps>> = {
  frankfurt: { ...ON_H100, jurisdiction: Jurisdiction.EUROPEAN_UNION },
  brandenburg: { ...ON_L40S, jurisdiction: Jurisdiction.GERMANY },
  zurich: { ...ON_L40S, jurisdiction: Jurisdiction.SWITZERLAND },
  factory: {
    jurisdiction: Jurisdiction.EUROPEAN_UNION, model: Model.LLAMA_3_1_8B_INSTRUCT,
    accelerator: Accelerator.L4, gpusPerNode: 1, nodes: 1, tensorParallelSize: 1, replicas: { min: 1, max: 1 },
  },
  munich: { ...ON_H100, jurisdiction: Jurisdiction.EUROPEAN_UNION },
};

const TARGETS: Readonly<Record<Site, (name: string) => Strategies>> = {
  frankfurt: () => Target.aws({ region: AwsRegion.EU_CENTRAL_1, account: '111122223333', backend: StateBackend.s3({ bucket: 'bank-terraform-state', region: 'eu-central-1' }) }),
  brandenburg: () => Target.aws({
    region: AwsRegion.EUSC_DE_EAST_1, account: '444455556666', backend: StateBackend.s3({ bucket: 'bank-terraform-state-eusc', region: 'eusc-de-east-1' }),
  }),
  zurich: (site) => Target.onPrem({
    site, country: 'CH', registry: 'registry.zrh1.bank.example/mirror', storageClass: 'ceph-rbd', storageAccessMode: 'ReadWriteMany',
    modelStore: SiteModelStore.s3({ endpoint: 'https://s3.zrh1.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.20.0.0/24' }),
  }),
  factory: (site) => Target.edge({ site, country: 'DE', registry: 'registry.factory-12.bank.example' }),
  munich: (site) => Target.openShift({
    on: Target.onPrem({
      site, country: 'DE', registry: 'quay.muc2.bank.example/mirror', storageClass: 'ocs-storagecluster-ceph-rbd', storageAccessMode: 'ReadWriteMany',
      modelStore: SiteModelStore.volume({ storageClass: 'ocs-storagecluster-cephfs', size: Size.gibibytes(500) }),
    }),
  }),
};
