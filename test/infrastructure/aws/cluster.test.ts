import { ACCOUNT, AnEnvironment, statement } from './an-environment';
import { AwsInstanceType } from '../../../src/catalog/aws-instance-types';
import { AwsRegion } from '../../../src/catalog/aws-regions';
import { Cluster } from '../../../src/infrastructure/aws/cluster';
import { Network } from '../../../src/infrastructure/aws/network';

const ADMIN = `arn:aws:iam::${ACCOUNT}:role/platform/admins`;

describe('a cluster of the library', () => {
  test('answers inside its network, by API access entries, with secrets under a key and every log kept', () => {
    // WHEN
    const environment = new AnEnvironment({ cluster: Cluster.create({ administrators: [ADMIN] }) });

    // THEN
    expect(environment.one('aws_eks_cluster')).toMatchObject({
      name: 'frankfurt',
      version: '1.34',
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
      encryption_config: { resources: ['secrets'], provider: { key_arn: expect.stringContaining('aws_kms_key.') } },
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      bootstrap_self_managed_addons: false,
      depends_on: expect.arrayContaining([expect.stringContaining('aws_cloudwatch_log_group.')]),
    });
    expect(environment.one('aws_cloudwatch_log_group')).toMatchObject({ name: '/aws/eks/frankfurt/cluster', retention_in_days: 365, kms_key_id: expect.stringContaining('aws_kms_key.') });
  });

  test('lets the named administrators in, and nobody else', () => {
    const environment = new AnEnvironment({ cluster: Cluster.create({ administrators: [ADMIN] }) });
    expect(environment.one('aws_eks_access_entry')).toMatchObject({ principal_arn: ADMIN });
    expect(environment.one('aws_eks_access_policy_association')).toMatchObject({
      policy_arn: expect.stringMatching(/^arn:\$\{data\.aws_partition\..*\}:eks::aws:cluster-access-policy\/AmazonEKSClusterAdminPolicy$/), access_scope: { type: 'cluster' },
    });
    expect(environment.binding.findings).toEqual([]);
  });

  test('lets its creator in where nobody is named, and says so', () => {
    const environment = new AnEnvironment();
    expect(environment.one('aws_eks_cluster')).toMatchObject({ access_config: { bootstrap_cluster_creator_admin_permissions: true } });
    expect(environment.binding.findings.map(({ code }) => code)).toEqual(['ClusterCreatorAdministers']);
  });

  test('refuses administrators of another partition', () => {
    expect(() => new AnEnvironment({ region: AwsRegion.EUSC_DE_EAST_1, cluster: Cluster.create({ administrators: [ADMIN] }) })).toThrow(
      `'administrators' (${ADMIN}) must be in the partition of region 'eusc-de-east-1', 'aws-eusc'; name a role that exists there`,
    );
  });

  test('installs what nodes need before them, and what needs nodes after', () => {
    // GIVEN
    const environment = new AnEnvironment();
    const addOns = Object.fromEntries(environment.all('aws_eks_addon').map((addOn) => [addOn.addon_name, addOn]));

    // THEN
    expect(Object.keys(addOns).sort()).toEqual(['aws-ebs-csi-driver', 'coredns', 'eks-pod-identity-agent', 'kube-proxy', 'vpc-cni']);
    expect(environment.one('aws_eks_node_group')).toMatchObject({
      depends_on: expect.arrayContaining(['VpcCni', 'KubeProxy', 'PodIdentityAgent'].map((id) => expect.stringMatching(`aws_eks_addon\\.Infrastructure_Cluster_AddOns_${id}`))),
    });
    for (const name of ['coredns', 'aws-ebs-csi-driver']) {
      expect(addOns[name]).toMatchObject({ depends_on: expect.arrayContaining([expect.stringContaining('aws_eks_node_group.')]) });
    }
  });

  test('enforces network policies', () => {
    const cni = new AnEnvironment().one('aws_eks_addon', 'VpcCni');
    expect(JSON.parse(cni.configuration_values)).toEqual({ enableNetworkPolicy: 'true' });
    expect(cni).toMatchObject({ pod_identity_association: [{ service_account: 'aws-node' }] });
  });

  test('gives nodes the policies of a node and nothing of a pod', () => {
    const attached: string[] = new AnEnvironment().all('aws_iam_role_policy_attachment').filter(({ role }) => String(role).includes('NodeRole')).map(({ policy_arn }) => policy_arn);
    expect(attached.map((arn) => arn.replace(/^.*\//, '')).sort()).toEqual(['AmazonEC2ContainerRegistryPullOnly', 'AmazonEKSWorkerNodePolicy']);
  });

  test('takes what it is given', () => {
    const environment = new AnEnvironment({
      cluster: Cluster.create({ kubernetesVersion: '1.33', systemNodes: 3, systemInstanceType: AwsInstanceType['m7i.2xlarge'], serviceCidr: '10.100.0.0/16', logRetentionDays: 30 }),
    });
    expect(environment.one('aws_eks_cluster')).toMatchObject({ version: '1.33', kubernetes_network_config: { service_ipv4_cidr: '10.100.0.0/16' } });
    expect(environment.one('aws_eks_node_group')).toMatchObject({ instance_types: ['m7i.2xlarge'], scaling_config: { min_size: 3, max_size: 4 } });
    expect(environment.one('aws_cloudwatch_log_group')).toMatchObject({ retention_in_days: 30 });
    expect(environment.binding.cluster).toMatchObject({ kubernetesVersion: '1.33', apiServer: { cidr: '10.100.0.1/32', ports: [443] } });
  });

  test.each([
    [{ kubernetesVersion: '1.34.1' }, "'kubernetesVersion' (1.34.1) must be a Kubernetes minor, such as '1.34'; correct its spelling"],
    [{ kubernetesVersion: '1.31' }, "'kubernetesVersion' (1.31) must be 1.32 or newer, the oldest that what is written is tried on; upgrade the cluster"],
    [{ kubernetesVersion: 1.34 as never }, "'kubernetesVersion' (1.34) must be a string that is not empty; write it in quotes"],
    [{ systemNodes: 0 }, "'systemNodes' (0) must be a whole number from 1 to 100; set it to 1 or more"],
    [{ systemNodes: NaN }, "'systemNodes' (NaN) must be a whole number from 1 to 100; set it to 1 or more"],
    [{ administrators: 'root' as never }, "'administrators' (root) must be a list; put it in square brackets"],
    [{ administrators: ['admins'] }, "'administrators' (admins) must be ARNs of IAM roles or users, such as 'arn:aws:iam::123456789012:role/platform'; correct its spelling"],
    [{ systemInstanceType: 'm7i.xlarge' as never }, "'systemInstanceType' (m7i.xlarge) must be an AwsInstanceType; use one of the catalog, such as AwsInstanceType.of('p5.48xlarge'), or AwsInstanceType.custom({…})"],
  ])('refuses %j', (props, message) => {
    expect(() => Cluster.create(props)).toThrow(message);
  });

  test('refuses a period that CloudWatch does not know', () => {
    expect(() => Cluster.create({ logRetentionDays: 200 })).toThrow(/^'logRetentionDays' \(200\) must be a period that CloudWatch knows; use one of: 1, 3, 5, 7, /);
  });
});

describe('nodes of the system', () => {
  test('keep their credentials from pods and their disks under the key', () => {
    expect(new AnEnvironment().one('aws_launch_template')).toMatchObject({
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
      block_device_mappings: [{ device_name: '/dev/xvda', ebs: { volume_type: 'gp3', encrypted: 'true', kms_key_id: expect.stringContaining('aws_kms_key.') } }],
    });
  });

  test('warn where it is unknown whether their type exists', () => {
    const { findings } = new AnEnvironment({ region: AwsRegion.EUSC_DE_EAST_1 }).binding;
    expect(findings.map(({ message }) => message)).toContain(
      "'systemInstanceType' (m7i.xlarge) needs m7i.xlarge, and it is unknown whether region 'eusc-de-east-1' offers it: no list of what is offered there is public; ask 'aws ec2 describe-instance-type-offerings' before you deploy",
    );
  });
});

describe('a cluster that exists', () => {
  const network = Network.existing({ vpcId: 'vpc-0a1b', privateSubnetIds: ['subnet-01', 'subnet-02'] });
  const existing = { name: 'shared', kubernetesVersion: '1.33' };

  test('gets nodes, identities and keys, by its name', () => {
    // GIVEN
    const environment = new AnEnvironment({ network, cluster: Cluster.existing({ ...existing, securityGroupIds: ['sg-01'], volumeDriverRoleName: 'ebs-driver' }) });
    const zone = environment.zone();

    // WHEN
    zone.gpus();
    zone.modelAccess();

    // THEN
    expect(environment.terraform.resource).not.toHaveProperty('aws_eks_cluster');
    expect(environment.terraform.resource).not.toHaveProperty('aws_eks_addon');
    expect(environment.one('aws_eks_node_group')).toMatchObject({ cluster_name: 'shared', subnet_ids: ['subnet-01', 'subnet-02'] });
    expect(environment.one('aws_launch_template')).toMatchObject({ vpc_security_group_ids: ['sg-01'] });
    expect(environment.one('aws_eks_pod_identity_association')).toMatchObject({ cluster_name: 'shared' });
    expect(environment.one('aws_iam_role_policy', 'VolumeDriverAccess')).toMatchObject({ role: 'ebs-driver' });
    expect(zone.binding.findings).toEqual([]);
  });

  test('keeps the role of its nodes where it is named', () => {
    const environment = new AnEnvironment({ network, cluster: Cluster.existing({ ...existing, nodeRoleArn: `arn:aws:iam::${ACCOUNT}:role/nodes` }) });
    environment.zone().gpus();
    expect(environment.one('aws_eks_node_group')).toMatchObject({ node_role_arn: `arn:aws:iam::${ACCOUNT}:role/nodes` });
  });

  test('may refuse volumes when its driver is not named, which is a finding', () => {
    expect(new AnEnvironment({ network, cluster: Cluster.existing(existing) }).zone().binding.findings).toEqual([{
      code: 'VolumeDriverAccessUnknown', severity: 'warning',
      message: "'volumeDriverRoleName' (undefined) leaves open whether the EBS driver of 'shared' may use the zone's key; name its role in 'Cluster.existing' or allow it to",
    }]);
  });

  test('lies in a network that exists', () => {
    expect(() => new AnEnvironment({ cluster: Cluster.existing(existing) })).toThrow(
      "'network' (a new network) cannot hold a cluster that exists; name the cluster's own network with 'Network.existing'",
    );
  });
});

test('a key lets Auto Scaling open disks even before its role exists', () => {
  const { policy } = new AnEnvironment().one('aws_kms_key');
  expect(statement(policy, 'NodeDisks')).toMatchObject({
    Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT }, ArnLike: { 'aws:PrincipalArn': expect.stringMatching(`:iam::${ACCOUNT}:role/aws-service-role/\\*/AWSServiceRoleForAutoScaling$`) } },
  });
  expect(statement(policy, 'NodeDiskGrants')).toMatchObject({ Action: 'kms:CreateGrant', Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } });
});
