import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformVariable } from 'cdktf';
import { BadProgram, collected } from '../bad-program';
import { anEnvironment, atAmazon, aZone } from '../blueprint';
import { overridden, resourceBelow } from './own-objects';
import { AwsRegion, StateBackend } from 'aiplane';

/** Terraform that leaves its region, opens what is guarded, or breaks apart, by overrides and resources of ones own. */
export const ESCAPES: readonly BadProgram[] = [
  {
    name: 'the provider in another region', code: 'OutsideRegion',
    message: collected("[munich] 'provider.aws.0.region' (us-east-1) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => overridden(platform, 'aws', 'region', 'us-east-1'),
  },
  {
    name: 'a second provider in another region', code: 'OutsideRegion',
    message: collected("[munich] 'provider.aws.1.region' (us-east-1) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon());
      const provider = new AwsProvider(environment, 'Virginia', { region: 'us-east-1', alias: 'virginia' });
      new S3Bucket(environment, 'Archive', { bucket: 'archive', provider });
    },
  },
  {
    name: 'a region that is only known later', code: 'Opaque',
    message: collected("[munich] 'provider.aws.1.region' (${var.region}) cannot be judged before the deployment; state the region in the program"),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon());
      const { stringValue: region } = new TerraformVariable(environment, 'region', { type: 'string' });
      new AwsProvider(environment, 'Somewhere', { region, alias: 'somewhere' });
    },
  },
  {
    name: 'a bucket in a region of its own', code: 'OutsideRegion',
    message: collected("[munich/Zone/Infrastructure/Default/Models/Resource] 'region' (us-east-1) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => overridden(platform, 'aws_s3_bucket', 'region', 'us-east-1'),
  },
  {
    name: 'a subnet in another country', code: 'OutsideRegion',
    message: collected("[munich/Infrastructure/Default/Network/PrivateA] 'availability_zone' (us-east-1a) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => overridden(platform, 'aws_subnet', 'availability_zone', 'us-east-1a'),
  },
  {
    name: 'an image registry that copies itself abroad', code: 'OutsideRegion',
    message: collected("[munich] 'resource.aws_ecr_replication_configuration.abroad.replication_configuration.rule.0.destination.0.region' (us-east-1) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon());
      environment.addOverride('resource.aws_ecr_replication_configuration.abroad', {
        replication_configuration: { rule: [{ destination: [{ region: 'us-east-1', registry_id: '111122223333' }] }] },
      });
    },
  },
  {
    name: 'a provider by an override of the stack', code: 'OutsideRegion',
    message: collected("[munich] 'provider.aws.0.region' (us-east-1) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => anEnvironment(platform, atAmazon()).addOverride('provider.aws.0.region', 'us-east-1'),
  },
  {
    name: 'a resource abroad by an override of the stack', code: 'OutsideRegion',
    message: collected("[munich] 'resource.aws_s3_bucket.archive.region' (us-east-1) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => anEnvironment(platform, atAmazon()).addOverride('resource.aws_s3_bucket.archive', { bucket: 'archive', region: 'us-east-1' }),
  },
  {
    name: 'a state abroad', code: 'StateElsewhere',
    message: collected("[munich] 'terraform.backend.s3.region' (us-east-1) is in 'US', but the state holds secrets of an environment in 'DE'; keep it in a bucket in 'DE'"),
    build: (platform) => anEnvironment(platform, atAmazon({ backend: StateBackend.s3({ bucket: 'bank-terraform-state', region: 'us-east-1' }) })),
  },
  {
    name: 'a state on one machine, by an override of the stack', code: 'BackendAmbiguous',
    message: collected('[munich] \'terraform.backend\' (["s3","local"]) must be one; declare the other one as the target\'s \'backend\' instead'),
    build: (platform) => anEnvironment(platform, atAmazon()).addOverride('terraform.backend', { local: { path: 'terraform.tfstate' } }),
  },
  {
    name: 'a state nowhere, by an override of the stack', code: 'BackendUndeclared',
    message: collected("[munich] 'terraform.backend' (undefined) must be declared where there are cloud resources: without one, their state lands in a folder of the machine that synthesised them; undo the override that removed it"),
    build: (platform) => anEnvironment(platform, atAmazon()).addOverride('terraform.backend', undefined),
  },
  {
    name: 'an API server open to the internet', code: 'PublicEndpoint',
    message: collected("[munich/Infrastructure/Default/Cluster/Resource] 'vpc_config.endpoint_public_access' (true) opens the Kubernetes API to the internet; set it to false"),
    build: (platform) => overridden(platform, 'aws_eks_cluster', 'vpc_config.endpoint_public_access', true),
  },
  {
    name: 'a bucket that may be public', code: 'PublicEndpoint',
    message: collected("[munich/Zone/Infrastructure/Default/Models/PublicAccess] 'block_public_policy' (false) must be on for the bucket of a zone; set it to true"),
    build: (platform) => overridden(platform, 'aws_s3_bucket_public_access_block', 'block_public_policy', false),
  },
  {
    name: 'a way to the internet', code: 'InternetEgress',
    message: collected("[munich/Out] 'vpc_id' (${aws_vpc.Infrastructure_Network_B6219689.id}) leads out of a network whose 'internetEgress' is false; remove it, or set 'internetEgress' to true"),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon());
      new InternetGateway(environment, 'Out', { vpcId: resourceBelow(environment, 'aws_vpc').getStringAttribute('id') });
    },
  },
  {
    name: 'secrets of the cluster in the clear', code: 'NotEncrypted',
    message: collected("[munich/Infrastructure/Default/Cluster/Resource] 'encryption_config.provider.key_arn' (undefined) must name the key of this environment; state it, or undo the override that removed it"),
    build: (platform) => overridden(platform, 'aws_eks_cluster', 'encryption_config', undefined),
  },
  {
    name: 'disks of nodes in the clear', code: 'NotEncrypted',
    message: collected("[munich/Infrastructure/Default/Cluster/SystemNodes/LaunchTemplate] 'block_device_mappings.0.ebs.encrypted' (false) leaves data unencrypted; set it to true"),
    build: (platform) => overridden(platform, 'aws_launch_template', 'block_device_mappings.0.ebs.encrypted', 'false'),
  },
  {
    name: 'models without the key of the zone', code: 'NotEncrypted',
    message: collected("[munich/Zone/Infrastructure/Default/Models/Resource] 'aws_s3_bucket_server_side_encryption_configuration' (undefined) must stand beside the bucket of a zone whose keys are the customer's; restore it, or create one with a key of your own"),
    build: (platform) => {
      const zone = aZone(platform, atAmazon());
      const encryption = resourceBelow(zone, 'aws_s3_bucket_server_side_encryption_configuration');
      encryption.node.scope!.node.tryRemoveChild(encryption.node.id);
    },
  },
  {
    name: 'models under the key of somebody else', code: 'OutsideRegion',
    message: collected("[munich/Zone/Infrastructure/Default/Models/Encryption] 'rule.0.apply_server_side_encryption_by_default.kms_master_key_id' (arn:aws:kms:us-east-1:999999999999:key/0a1b2c3d) is outside of 'eu-central-1', the region of this environment; create it in an environment there"),
    build: (platform) => overridden(platform, 'aws_s3_bucket_server_side_encryption_configuration', 'rule.0.apply_server_side_encryption_by_default.kms_master_key_id', 'arn:aws:kms:us-east-1:999999999999:key/0a1b2c3d'),
  },
  {
    name: 'credentials of nodes for every pod', code: 'NodeCredentials',
    message: collected("[munich/Infrastructure/Default/Cluster/SystemNodes/LaunchTemplate] 'metadata_options.http_put_response_hop_limit' (2) lets pods fetch the credentials of their node; set it to 1"),
    build: (platform) => overridden(platform, 'aws_launch_template', 'metadata_options.http_put_response_hop_limit', 2),
  },
  {
    name: 'a role deleted from under its cluster', code: 'DanglingReference',
    message: collected(
      "[munich/Infrastructure/Default/Cluster/Resource] 'role_arn' (${aws_iam_role.Infrastructure_Cluster_Role_F827FC9C.arn}) refers to 'aws_iam_role.Infrastructure_Cluster_Role_F827FC9C', which this environment does not have; restore it, or refer to something else",
      "[munich/Infrastructure/Default/Cluster/Role/AmazonEKSClusterPolicy] 'role' (${aws_iam_role.Infrastructure_Cluster_Role_F827FC9C.name}) refers to 'aws_iam_role.Infrastructure_Cluster_Role_F827FC9C', which this environment does not have; restore it, or refer to something else",
    ),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon());
      const role = resourceBelow(environment, 'aws_iam_role');
      role.node.scope!.node.tryRemoveChild(role.node.id);
    },
  },
  {
    name: 'a door open to everybody', code: 'PublicEndpoint',
    message: collected("[munich/Infrastructure/Default/Network/Endpoints/Https] 'cidr_ipv4' (0.0.0.0/0) admits the whole internet; name the addresses that need it"),
    build: (platform) => overridden(platform, 'aws_vpc_security_group_ingress_rule', 'cidr_ipv4', '0.0.0.0/0'),
  },
  {
    name: 'public addresses for nodes', code: 'PublicEndpoint',
    message: collected("[munich/Infrastructure/Default/Network/PrivateA] 'map_public_ip_on_launch' (true) gives it an address on the internet; set it to false"),
    build: (platform) => overridden(platform, 'aws_subnet', 'map_public_ip_on_launch', true),
  },
  {
    name: 'a policy of another partition', code: 'WrongPartition',
    message: collected("[munich/Infrastructure/Default/Cluster/Role/AmazonEKSClusterPolicy] 'policy_arn' (arn:aws:iam::aws:policy/AmazonEKSClusterPolicy) is in the partition 'aws', but 'eusc-de-east-1' is in 'aws-eusc'; write 'arn:aws-eusc:…'"),
    build: (platform) => {
      const environment = anEnvironment(platform, atAmazon({ region: AwsRegion.EUSC_DE_EAST_1 }));
      const policy = 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy';
      resourceBelow(environment, 'aws_iam_role_policy_attachment').addOverride('policy_arn', policy);
    },
  },
];
