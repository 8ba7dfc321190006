import type { Construct } from 'constructs';
import { efaDevicePlugin } from './efa-device-plugin';
import type { Binding } from '../../target/binding';
import type { GpuSoftwareRequest } from '../../target/requests';
import { KubernetesDistribution } from '../kubernetes/kubernetes-distribution';
import { EKS_OPERATORS } from '../kubernetes/operators';
import type { KubernetesDistributionProps } from '../kubernetes/upstream-conventions';

/**
 * Amazon EKS: upstream Kubernetes in every object; what Amazon runs otherwise (storage, identity, nodes) reaches it with the requests.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/what-is-eks.html
 */
export class EksDistribution extends KubernetesDistribution {
  public override readonly name: string = 'eks';

  constructor(props: KubernetesDistributionProps = {}) {
    super(props, {}, EKS_OPERATORS);
  }

  public override bindGpuSoftware(scope: Construct, need: GpuSoftwareRequest): Binding {
    const gpus = super.bindGpuSoftware(scope, need);
    const fabric = need.fabric === undefined ? [] : [efaDevicePlugin(scope, need, need.fabric)];
    return { ...gpus, fulfilments: [...gpus.fulfilments, ...fabric] };
  }
}
