import { KubernetesDistribution } from '../kubernetes/kubernetes-distribution';

/**
 * Amazon EKS: upstream Kubernetes in every object; what Amazon runs otherwise (storage, identity, nodes) reaches it with the requests.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/what-is-eks.html
 */
export class EksDistribution extends KubernetesDistribution {
  public override readonly name: string = 'eks';
}
