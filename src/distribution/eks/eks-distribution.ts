import { KubernetesDistribution } from '../kubernetes/kubernetes-distribution';
import type { KubernetesDistributionProps } from '../kubernetes/upstream-conventions';

/**
 * The agent that hands a pod the credentials of its service account's role, at a link-local address of every node.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
const POD_IDENTITY_AGENT = { cidr: '169.254.170.23/32', ports: [80], reason: 'EKS Pod Identity agent' };

/** Amazon EKS: upstream Kubernetes, whose pods get a role of the cloud from an agent on their node. */
export class EksDistribution extends KubernetesDistribution {
  public override readonly name: string = 'eks';

  constructor(props: KubernetesDistributionProps = {}) {
    super(props, { workloadIdentity: POD_IDENTITY_AGENT });
  }
}
