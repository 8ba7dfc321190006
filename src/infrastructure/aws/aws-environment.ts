import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { AwsAccount } from './aws-account';
import type { ResolvedAwsProps } from './aws-infrastructure-props';
import type { ClusterHandle } from './cluster-facts';
import { EncryptionKey } from './encryption-key';
import type { NetworkFacts } from './network-facts';
import type { NodePlace } from './node-place';
import { providerFindings } from './provider-support';
import type { AwsInstanceType } from '../../catalog/aws-instance-types';
import { ValidationError } from '../../errors/validation-error';
import type { Finding } from '../../target/binding';

/** Tag of everything that an environment creates. */
const ENVIRONMENT_TAG = 'aiplane.dev/environment';

const AWS_ENVIRONMENT_SYMBOL = Symbol.for('aiplane.AwsEnvironment');

/** An environment at Amazon: account, key, network, cluster. Zones and images find it through the tree. */
export class AwsEnvironment extends Construct {
  /** The environment that a construct is in. Throws where there is none at Amazon. */
  public static of(scope: IConstruct): AwsEnvironment {
    const infrastructure = TerraformStack.of(scope).node.tryFindChild('Infrastructure');
    const found = infrastructure?.node.children.find((child): child is AwsEnvironment => AWS_ENVIRONMENT_SYMBOL in child);
    if (found === undefined) {
      throw new ValidationError({
        code: 'OutsideAwsEnvironment', prop: 'scope', value: scope.node.path, rule: 'must be in an environment whose infrastructure is AWS', remedy: 'create it below such an environment',
      }, scope);
    }
    return found;
  }

  /** DNS-1123 label. */
  public readonly name: string;
  public readonly account: AwsAccount;
  public readonly network: NetworkFacts;
  public readonly cluster: ClusterHandle;
  /** Key of what belongs to no zone: secrets of the cluster, its logs, system disks, images. */
  public readonly key: EncryptionKey;
  public readonly deletionProtection: boolean;
  public readonly internetEgress: boolean;
  /** What the installed provider cannot do here. */
  public readonly findings: readonly Finding[];
  /** What the user prefers, first choice first. */
  public readonly instanceTypes: readonly AwsInstanceType[];

  constructor(scope: Construct, id: string, name: string, props: ResolvedAwsProps) {
    super(scope, id);
    Object.defineProperty(this, AWS_ENVIRONMENT_SYMBOL, { value: true });
    const { region, account, deletionProtection, internetEgress } = props;
    this.name = name;
    this.deletionProtection = deletionProtection;
    this.internetEgress = internetEgress;
    this.instanceTypes = props.instanceTypes;
    // A plan against another account fails before it changes anything.
    const provider = new AwsProvider(this, 'Provider', { region: region.code, allowedAccountIds: [account], defaultTags: [{ tags: { [ENVIRONMENT_TAG]: name } }] });
    this.findings = providerFindings(region, provider);
    this.account = new AwsAccount(this, 'Account', { region, account });
    this.key = new EncryptionKey(this, 'Key', { account: this.account, alias: name, description: `Everything of '${name}' that is in no zone`, deletionProtection });
    this.network = props.network.bind(this, { account: this.account, environment: name, internetEgress });
    this.cluster = props.cluster.bind(this, { account: this.account, environment: name, network: this.network, key: this.key, deletionProtection });
  }

  /** Where nodes are put. */
  public get place(): NodePlace {
    return { environment: this.name, cluster: this.cluster, network: this.network };
  }
}
