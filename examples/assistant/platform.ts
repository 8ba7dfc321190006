import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { ConfigMap } from 'cdk8s-plus-28';
import { Assistant } from './assistant';
import { Accelerator, AwsRegion, Cluster, Environment, Jurisdiction, Model, Platform, PlatformProps, SiteModelStore, Size, StateBackend, Target } from 'aiplane';

/** The assistant in the five places where the bank runs it. */
export function assistantPlatform(props: PlatformProps = {}): Platform {
  const platform = new Platform(props);

  const frankfurt = new Environment(platform, 'frankfurt', {
    target: Target.aws({
      region: AwsRegion.EU_CENTRAL_1,
      account: '111122223333',
      backend: StateBackend.s3({ bucket: 'bank-terraform-state' }),
      cluster: Cluster.create({ administrators: ['arn:aws:iam::111122223333:role/platform'] }),
    }),
  });
  const assistant = new Assistant(frankfurt, 'Assistant', {
    jurisdiction: Jurisdiction.EUROPEAN_UNION,
    model: Model.LLAMA_3_3_70B_INSTRUCT,
    accelerator: Accelerator.H100_80GB,
    gpusPerNode: 8,
    nodes: 1,
    tensorParallelSize: 2,
    replicas: { min: 2, max: 4 },
  });

  // Own resources of either world: the queue is Terraform's, and its URL reaches the ConfigMap once it is known.
  const feedback = new SqsQueue(frankfurt, 'Feedback', { sqsManagedSseEnabled: true });
  new ConfigMap(frankfurt.manifests, 'Feedback', {
    metadata: { namespace: assistant.zone.namespace },
    data: { queueUrl: feedback.url },
  });

  new Assistant(new Environment(platform, 'brandenburg', {
    target: Target.aws({
      region: AwsRegion.EUSC_DE_EAST_1,
      account: '444455556666',
      backend: StateBackend.s3({ bucket: 'bank-terraform-state-eusc' }),
      cluster: Cluster.create({ administrators: ['arn:aws-eusc:iam::444455556666:role/platform'] }),
    }),
  }), 'Assistant', {
    jurisdiction: Jurisdiction.GERMANY,
    model: Model.LLAMA_3_3_70B_INSTRUCT,
    accelerator: Accelerator.L40S,
    gpusPerNode: 4,
    nodes: 2,
    tensorParallelSize: 4,
    replicas: { min: 1, max: 2 },
  });

  new Assistant(new Environment(platform, 'zurich', {
    target: Target.onPrem({
      site: 'zrh1',
      country: 'CH',
      apiServerCidr: '10.20.1.0/29',
      registry: 'registry.zrh1.bank.example/mirror',
      storageClass: 'ceph-rbd',
      storageAccessMode: 'ReadWriteMany',
      modelStore: SiteModelStore.s3({
        endpoint: 'https://s3.zrh1.bank.example', bucket: 'models', secretName: 'model-store', egressCidr: '10.20.0.0/24',
      }),
    }),
  }), 'Assistant', {
    jurisdiction: Jurisdiction.SWITZERLAND,
    model: Model.LLAMA_3_3_70B_INSTRUCT,
    accelerator: Accelerator.L40S,
    gpusPerNode: 4,
    nodes: 2,
    tensorParallelSize: 4,
    replicas: { min: 1, max: 2 },
  });

  new Assistant(new Environment(platform, 'factory-12', {
    target: Target.edge({ site: 'factory-12', country: 'DE', registry: 'registry.factory-12.bank.example', apiServerCidr: '10.60.12.2/32' }),
  }), 'Assistant', {
    jurisdiction: Jurisdiction.EUROPEAN_UNION,
    model: Model.LLAMA_3_1_8B_INSTRUCT,
    accelerator: Accelerator.L4,
    gpusPerNode: 1,
    nodes: 1,
    tensorParallelSize: 1,
    replicas: { min: 1, max: 1 },
  });

  new Assistant(new Environment(platform, 'munich', {
    target: Target.openShift({
      on: Target.onPrem({
        site: 'muc2',
        country: 'DE',
        apiServerCidr: '10.40.1.0/29',
        registry: 'quay.muc2.bank.example/mirror',
        storageClass: 'ocs-storagecluster-ceph-rbd',
        storageAccessMode: 'ReadWriteMany',
        modelStore: SiteModelStore.volume({ storageClass: 'ocs-storagecluster-cephfs', size: Size.gibibytes(500) }),
      }),
    }),
  }), 'Assistant', {
    jurisdiction: Jurisdiction.EUROPEAN_UNION,
    model: Model.LLAMA_3_3_70B_INSTRUCT,
    accelerator: Accelerator.H100_80GB,
    gpusPerNode: 8,
    nodes: 1,
    tensorParallelSize: 2,
    replicas: { min: 2, max: 4 },
  });

  return platform;
}
