import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import type { EncryptionKey } from './encryption-key';
import type { NetworkFacts } from './network-facts';
import type { Finding } from '../../target/binding';

/** What a cluster is bound with. */
export interface ClusterContext {
  readonly account: AwsAccount;
  readonly environment: string;
  readonly network: NetworkFacts;
  /** Key of the environment: secrets, logs and system disks. */
  readonly key: EncryptionKey;
  readonly deletionProtection: boolean;
}

/** A cluster, as its nodes and zones see it. */
export interface ClusterHandle {
  /** Name at Amazon; a token where the cluster is created, so that what uses it waits for it. */
  readonly name: string;
  /** Kubernetes minor, such as `1.34`. */
  readonly kubernetesVersion: string;
  readonly nodeRoleArn: string;
  /** Security groups of nodes. @default - the group that the cluster makes for them */
  readonly securityGroupIds?: readonly string[];
  /** The group that the cluster makes for its nodes. @default - it is not known before the cluster is asked */
  readonly ownSecurityGroupId?: string;
  /** Name of the role of the EBS driver, which must be able to use the keys of zones. @default - unknown */
  readonly volumeDriverRole?: string;
  /** Address of the Kubernetes API among the services of the cluster, as a block. */
  readonly apiServerCidr: string;
  /** What must exist before a node can join. */
  readonly ready: readonly ITerraformDependable[];
  readonly findings: readonly Finding[];
  /** The cluster, where it is created. @default - it exists */
  readonly resource?: Construct;
}
