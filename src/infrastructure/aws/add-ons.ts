import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import type { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsAccount } from './aws-account';
import { ServiceRole } from './service-role';

/** A cluster that gets add-ons. */
export interface AddOnsProps {
  readonly account: AwsAccount;
  readonly environment: string;
  readonly clusterName: string;
  readonly clusterResource: EksCluster;
}

/** What one add-on needs beyond its name. */
interface AddOnOptions {
  readonly configuration?: object;
  /** The service account that takes on a role. */
  readonly identity?: { readonly serviceAccount: string; readonly role: ServiceRole };
  readonly dependsOn?: ITerraformDependable[];
}

/** The software that a cluster of Amazon needs to be one: network, proxy, names, identities, disks. */
export class AddOns extends Construct {
  /** Add-ons without which a node never becomes ready. */
  public readonly beforeNodes: readonly ITerraformDependable[];
  /** Role of the EBS driver. */
  public readonly volumeDriverRole: ServiceRole;
  private readonly clusterName: string;

  constructor(scope: Construct, id: string, props: AddOnsProps) {
    super(scope, id);
    this.clusterName = props.clusterName;
    this.volumeDriverRole = this.role('VolumeDriverRole', 'ebs-csi-driver', 'service-role/AmazonEBSCSIDriverPolicy', props);
    const networkRole = this.role('NetworkRole', 'vpc-cni', 'AmazonEKS_CNI_Policy', props);
    this.beforeNodes = [
      this.addOn('PodIdentityAgent', 'eks-pod-identity-agent'),
      this.addOn('KubeProxy', 'kube-proxy'),
      // Without the flag the cluster accepts every NetworkPolicy and enforces none. The add-on wants it as text.
      this.addOn('VpcCni', 'vpc-cni', { configuration: { enableNetworkPolicy: 'true' }, identity: { serviceAccount: 'aws-node', role: networkRole } }),
    ];
  }

  /** Installs the add-ons that are pods like any other: they are not active before there are nodes. */
  public installOn(nodes: ITerraformDependable): void {
    this.addOn('CoreDns', 'coredns', { dependsOn: [nodes] });
    this.addOn('EbsCsiDriver', 'aws-ebs-csi-driver', {
      identity: { serviceAccount: 'ebs-csi-controller-sa', role: this.volumeDriverRole }, dependsOn: [nodes],
    });
  }

  private role(id: string, name: string, policy: string, { account, environment }: AddOnsProps): ServiceRole {
    return new ServiceRole(this, id, { account, name: [environment, name], service: 'pods.eks', managedPolicies: [policy] });
  }

  private addOn(id: string, addonName: string, { configuration, identity, dependsOn = [] }: AddOnOptions = {}): EksAddon {
    return new EksAddon(this, id, {
      clusterName: this.clusterName,
      addonName,
      configurationValues: configuration && JSON.stringify(configuration),
      podIdentityAssociation: identity && [{ roleArn: identity.role.arn, serviceAccount: identity.serviceAccount }],
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      dependsOn: [...dependsOn, ...identity?.role.ready ?? []],
    });
  }
}
