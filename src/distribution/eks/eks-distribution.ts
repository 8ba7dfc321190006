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
}
