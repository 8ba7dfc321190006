import { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import { ServiceRole } from './service-role';

/** Whose nodes take on the role. */
export interface NodeRoleProps {
  readonly account: AwsAccount;
  readonly environment: string;
}

/** The role of nodes: join the cluster, pull images. What pods may do they get by Pod Identity, never from their node. */
export class NodeRole extends ServiceRole {
  constructor(scope: Construct, id: string, { account, environment }: NodeRoleProps) {
    super(scope, id, {
      account, name: [environment, 'nodes'], service: 'ec2', managedPolicies: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'],
    });
  }
}
