import { Construct } from 'constructs';
import type { ClusterContext, ClusterHandle } from './cluster-facts';
import { availabilityFinding } from './instance-choice';
import { ManagedNodeGroup } from './managed-node-group';
import type { AwsInstanceType } from '../../catalog/aws-instance-types';
import type { Finding } from '../../target/binding';

/** Root disk of a system node, GiB: images of operators and gateways. */
const DISK_GIB = 100;

/** A cluster that gets system nodes. */
export interface SystemNodesProps extends ClusterContext {
  readonly cluster: ClusterHandle;
  readonly systemNodes: number;
  readonly systemInstanceType: AwsInstanceType;
}

/** Nodes for what is not a workload of a zone. */
export class SystemNodes extends ManagedNodeGroup {
  public readonly findings: readonly Finding[];

  constructor(scope: Construct, id: string, props: SystemNodesProps) {
    const { systemNodes, systemInstanceType } = props;
    super(scope, id, {
      ...props, name: ['system'], amiType: 'AL2023_x86_64_STANDARD', instanceTypes: [systemInstanceType.name],
      minNodes: systemNodes, maxNodes: systemNodes + 1, diskGib: DISK_GIB, keyArn: props.key.arn,
    });
    this.findings = availabilityFinding({ prop: 'systemInstanceType', value: systemInstanceType.name, region: props.account.region }, systemInstanceType, this);
  }
}
