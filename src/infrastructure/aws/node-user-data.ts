/** What nodes are told when they start. */
export interface NodeUserDataProps {
  /** Memory that a process of a pod may keep from being moved, GiB. */
  readonly lockedMemoryGib: number;
}

/** Open files of a process, as the AMI sets them: limits that are named here replace its list. @see https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/containerd/base-runtime-spec.json */
const OPEN_FILES = { type: 'RLIMIT_NOFILE', soft: 65_536, hard: 1_048_576 };
const BOUNDARY = 'aiplane';

/**
 * User data of nodes with Amazon Linux 2023, which EKS joins with its own, base64.
 *
 * Adapters write to memory that must stay where it is. Containers inherit the 8 MiB of a service, and Pod Security refuses
 * the capability that lifts them; so the runtime starts containers with as much as the node has.
 *
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/examples/#modifying-container-rlimits
 */
export function nodeUserData({ lockedMemoryGib }: NodeUserDataProps): string {
  const bytes = lockedMemoryGib * 1024 ** 3;
  const rlimits = [OPEN_FILES, { type: 'RLIMIT_MEMLOCK', soft: bytes, hard: bytes }];
  const config = { apiVersion: 'node.eks.aws/v1alpha1', kind: 'NodeConfig', spec: { containerd: { baseRuntimeSpec: { process: { rlimits } } } } };
  const document = [
    'MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`, '',
    `--${BOUNDARY}`, 'Content-Type: application/node.eks.aws', '', JSON.stringify(config), '',
    `--${BOUNDARY}--`, '',
  ];
  return Buffer.from(document.join('\n')).toString('base64');
}
