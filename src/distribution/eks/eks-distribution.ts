import type { Construct } from 'constructs';
import { efaDevicePlugin } from './efa-device-plugin';
import type { Binding } from '../../target/binding';
import type { GpuSoftwareRequest } from '../../target/requests';
import { KubernetesDistribution } from '../kubernetes/kubernetes-distribution';

/**
 * Amazon EKS: upstream Kubernetes in every object; what Amazon runs otherwise (storage, identity, nodes) reaches it with the requests.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/what-is-eks.html
 */
export class EksDistribution extends KubernetesDistribution {
  public override readonly name: string = 'eks';

  public override bindGpuSoftware(scope: Construct, need: GpuSoftwareRequest): Binding {
    const gpus = super.bindGpuSoftware(scope, need);
    const fabric = need.fabric === undefined ? [] : [efaDevicePlugin(scope, need, need.fabric)];
    return { ...gpus, fulfilments: [...gpus.fulfilments, ...fabric] };
  }
}
