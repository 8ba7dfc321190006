import type { Construct } from 'constructs';
import { serveOnMachine } from './inference';
import type { Binding, Fulfilment } from '../../target/binding';
import type { GatewayBinding, InferenceBinding, VirtualMachineBinding } from '../../target/distribution';
import type { InferenceRequest } from '../../target/inference-request';
import type * as request from '../../target/requests';
import { KubernetesDistribution } from '../kubernetes/kubernetes-distribution';
import { modelVolume } from '../kubernetes/model-volume';
import { K3S_OPERATORS } from '../kubernetes/operators';
import type { KubernetesDistributionProps } from '../kubernetes/upstream-conventions';

/** What a cluster of k3s has that the library cannot know. */
export type K3sDistributionProps = Omit<KubernetesDistributionProps, 'gatewayClass' | 'gatewayVersion' | 'certificateIssuer'>;

/** RuntimeClass that k3s makes when it finds NVIDIA's container runtime at its start. @see https://docs.k3s.io/advanced#nvidia-container-runtime */
const GPU_RUNTIME_CLASS = 'nvidia';

/** k3s on one machine: clients call the pool's own Service, for there is little to choose between. */
export class K3sDistribution extends KubernetesDistribution {
  public override readonly name: string = 'k3s';

  constructor(props: K3sDistributionProps = {}) {
    super(props, { gpuRuntimeClassName: GPU_RUNTIME_CLASS }, K3S_OPERATORS);
  }

  public override bindGpuSoftware(scope: Construct, need: request.GpuSoftwareRequest): Binding {
    // k3s looks for the runtime when it starts, which is before any operator in it could bring one
    const binding = super.bindGpuSoftware(scope, { ...need, driverPreinstalled: true });
    return need.driverPreinstalled ? binding : { ...binding, fulfilments: binding.fulfilments.map(withoutDriver) };
  }

  public override bindInferenceGateway(scope: Construct, need: request.InferenceGatewayRequest): GatewayBinding {
    const volume = need.part === 'entrance' ? [] : modelVolume(scope, need.namespace, need.modelStore);
    return { fulfilments: need.part === 'volume' ? volume : [...volume, WITHOUT_GATEWAY], findings: [] };
  }

  public override bindInference(scope: Construct, need: InferenceRequest): InferenceBinding {
    return serveOnMachine(scope, need, this.conventions);
  }

  public override bindVirtualMachine(scope: Construct, need: request.VirtualMachineRequest): VirtualMachineBinding {
    const binding = super.bindVirtualMachine(scope, need);
    return need.storage.accessMode === 'ReadWriteMany' ? binding : { ...binding, fulfilments: binding.fulfilments.map(tiedToMachine) };
  }
}

const WITHOUT_GATEWAY: Fulfilment = {
  capability: 'advanced_inference_ingress',
  level: 'degraded',
  reason: 'there is no gateway: clients call the Service of each pool, without TLS and without a choice of replica by load or cache',
  objects: [],
};

function withoutDriver(met: Fulfilment): Fulfilment {
  const reason = 'a device plugin offers the GPUs, but whoever runs the machines must install the NVIDIA driver and container toolkit before k3s starts';
  return met.capability === 'driver_runtime_management' ? { ...met, level: 'degraded', reason } : met;
}

function tiedToMachine(met: Fulfilment): Fulfilment {
  const reason = 'the disk lies on the one machine of the cluster, so there is no other to move to';
  return met.capability === 'vm.liveMigration' ? { ...met, level: 'missing', reason } : met;
}
