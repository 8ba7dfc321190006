import type { Construct } from 'constructs';
import type { ClusterContext, ClusterHandle } from './cluster-facts';
import { Ipv4Block } from './ipv4-block';
import { ManagedCluster } from './managed-cluster';
import { NodeRole } from './node-role';
import { AwsInstanceType, requireInstanceType } from '../../catalog/aws-instance-types';
import { requireKubernetesMinor } from '../../catalog/kubernetes-minors';
import { requireCount, requireDistinct, requireForm, requireList, requireProps, whereGiven } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';

/** Newest minor that the AMIs and add-ons of the catalog's day have in common. @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
const KUBERNETES_VERSION = '1.34';
/** Addresses that Amazon gives services itself where the network is in 10.0.0.0/8. */
const SERVICE_CIDR = '172.20.0.0/16';

/** Periods that CloudWatch keeps logs for, days. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS: readonly number[] = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** A cluster to create. */
export interface CreateClusterProps {
  /** Kubernetes minor, such as `1.34`. @default '1.34' */
  readonly kubernetesVersion?: string;
  /** ARNs of the IAM roles or users that administer the cluster. @default - whoever creates it, which is a finding */
  readonly administrators?: readonly string[];
  /** Nodes for what is not a GPU workload: DNS, drivers, operators, gateways. @default 2 */
  readonly systemNodes?: number;
  /** Instance type of the system nodes. @default - m7i.xlarge */
  readonly systemInstanceType?: AwsInstanceType;
  /** Addresses of services; must keep clear of the network. @default '172.20.0.0/16' */
  readonly serviceCidr?: string;
  /** Days that control-plane logs are kept, one of the periods that CloudWatch knows. @default 365 */
  readonly logRetentionDays?: number;
}

/** A cluster that exists, with its add-ons: network policies on, the Pod Identity agent and the EBS driver installed. */
export interface ExistingClusterProps {
  /** Name of the cluster at EKS. */
  readonly name: string;
  /** Kubernetes minor that it runs, such as `1.34`. */
  readonly kubernetesVersion: string;
  /** ARN of the role of its nodes. @default - a new role */
  readonly nodeRoleArn?: string;
  /** Security groups of its nodes. @default - the group that the cluster made for them */
  readonly securityGroupIds?: readonly string[];
  /** Name of the role of its EBS driver, which is then allowed to use the keys of zones. @default - the driver must be allowed to already */
  readonly volumeDriverRoleName?: string;
  /** Addresses of its services. @default '172.20.0.0/16' */
  readonly serviceCidr?: string;
}

/** The EKS cluster of an environment. */
export abstract class Cluster {
  /** A new cluster with a private endpoint. */
  public static create(props: CreateClusterProps = {}): Cluster {
    return new CreatedCluster(props);
  }

  /** A cluster that exists; it needs a network that exists. */
  public static existing(props: ExistingClusterProps): Cluster {
    return new ExistingCluster(props);
  }

  /** Whether the library creates it. */
  public abstract readonly created: boolean;
  /** @internal addresses of its services */
  public abstract readonly services: Ipv4Block;

  /** @internal creates what is missing */
  public abstract bind(scope: Construct, context: ClusterContext): ClusterHandle;
}

class CreatedCluster extends Cluster {
  public readonly created = true;
  public readonly services: Ipv4Block;

  constructor(private readonly props: CreateClusterProps) {
    super();
    requireProps(props);
    requireKubernetesMinor('kubernetesVersion', props.kubernetesVersion ?? KUBERNETES_VERSION);
    requireCount('systemNodes', props.systemNodes ?? 2, { min: 1, max: 100 });
    requireRetention(props.logRetentionDays ?? 365);
    requireInstanceType('systemInstanceType', this.instanceType);
    whereGiven(props.administrators, requireAdministrators);
    this.services = Ipv4Block.parse('serviceCidr', props.serviceCidr ?? SERVICE_CIDR);
  }

  public bind(scope: Construct, context: ClusterContext): ClusterHandle {
    const { kubernetesVersion = KUBERNETES_VERSION, administrators = [], systemNodes = 2, logRetentionDays = 365 } = this.props;
    return new ManagedCluster(scope, 'Cluster', {
      ...context, kubernetesVersion, administrators, systemNodes, logRetentionDays, systemInstanceType: this.instanceType, services: this.services,
    }).handle;
  }

  private get instanceType(): AwsInstanceType {
    return this.props.systemInstanceType ?? AwsInstanceType['m7i.xlarge'];
  }
}

class ExistingCluster extends Cluster {
  public readonly created = false;
  public readonly services: Ipv4Block;

  constructor(private readonly props: ExistingClusterProps) {
    super();
    requireProps(props);
    requireForm('name', props.name, /^[0-9A-Za-z][\w-]{0,99}$/, 'the name of an EKS cluster');
    requireKubernetesMinor('kubernetesVersion', props.kubernetesVersion);
    whereGiven(props.securityGroupIds, (ids) => requireList('securityGroupIds', ids, (id) => requireForm('securityGroupIds', id, /^sg-[0-9a-f]+$/, "ids of security groups, such as 'sg-0a1b2c3d'")));
    whereGiven(props.nodeRoleArn, (arn) => requireForm('nodeRoleArn', arn, /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the ARN of an IAM role, such as 'arn:aws:iam::123456789012:role/nodes'"));
    whereGiven(props.volumeDriverRoleName, (name) => requireForm('volumeDriverRoleName', name, /^[\w+=,.@-]{1,64}$/, 'the name of an IAM role'));
    this.services = Ipv4Block.parse('serviceCidr', props.serviceCidr ?? SERVICE_CIDR);
  }

  public bind(scope: Construct, { account, environment, network }: ClusterContext): ClusterHandle {
    const { name, kubernetesVersion, securityGroupIds, nodeRoleArn, volumeDriverRoleName } = this.props;
    const role = nodeRoleArn === undefined ? new NodeRole(scope, 'NodeRole', { account, environment }) : undefined;
    return {
      name, kubernetesVersion, securityGroupIds,
      nodeRoleArn: nodeRoleArn ?? role?.arn ?? '',
      volumeDriverRole: volumeDriverRoleName,
      apiServerCidr: this.services.address(1).toString(),
      ready: [...network.ready, ...role?.ready ?? []],
      findings: [],
    };
  }
}

function requireAdministrators(arns: readonly string[]): void {
  const arn = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;
  requireList('administrators', arns, (one) => requireForm('administrators', one, arn, "ARNs of IAM roles or users, such as 'arn:aws:iam::123456789012:role/platform'"));
  requireDistinct('administrators', arns);
}

function requireRetention(days: number): void {
  if (!RETENTION_DAYS.includes(days)) {
    throw new ValidationError({
      code: 'RetentionPeriod', prop: 'logRetentionDays', value: days, rule: 'must be a period that CloudWatch knows', remedy: `use one of: ${RETENTION_DAYS.join(', ')}`,
    });
  }
}
