import { ACCOUNT, AnEnvironment } from './an-environment';
import { Accelerator } from '../../../src/catalog/accelerators';
import { AwsInstanceType } from '../../../src/catalog/aws-instance-types';
import { Cluster } from '../../../src/infrastructure/aws/cluster';
import { Network } from '../../../src/infrastructure/aws/network';
import type { GpuNodesRequest } from '../../../src/target/requests';

const H200S: Partial<GpuNodesRequest> = { accelerator: Accelerator.H200, gpusPerNode: 8, maxNodes: 2, fabric: true };

const existing = (securityGroupIds?: readonly string[]) => new AnEnvironment({
  network: Network.existing({ vpcId: 'vpc-0a1b2c3d4e5f60718', privateSubnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-1b2c3d4e5f607180a'] }),
  cluster: Cluster.existing({ name: 'shared', kubernetesVersion: '1.34', securityGroupIds }),
});

/** Network interfaces of the template, each as card, device, kind and groups. */
function interfacesOf(environment: AnEnvironment) {
  const { network_interfaces: interfaces } = environment.one('aws_launch_template', 'Gpus') as unknown as { readonly network_interfaces: readonly Record<string, unknown>[] };
  return interfaces.map((one) => [one.network_card_index, one.device_index, one.interface_type, one.security_groups]);
}

const GROUP = expect.stringMatching(/^\$\{aws_security_group\.Zone_Gpus_NodeGroup_Fabric_/);
const OF_CLUSTER = expect.stringMatching(/^\$\{aws_eks_cluster\.\w+\.vpc_config\[0\]\.cluster_security_group_id\}$/);

describe('nodes with a fabric', () => {
  const environment = new AnEnvironment();
  const binding = environment.zone().gpus(H200S);

  test('have an adapter on each network card, and the first is their way to the cluster too', () => {
    const [first, ...others] = interfacesOf(environment);

    expect(first).toEqual([0, 0, 'efa', [OF_CLUSTER, GROUP]]);
    expect(others).toEqual(Array.from({ length: 15 }, (_, index) => [index + 1, 1, 'efa-only', [GROUP]]));
  });

  test('have no address on the internet, and no groups beside those of their interfaces', () => {
    const template = environment.one('aws_launch_template', 'Gpus') as unknown as { readonly network_interfaces: readonly object[] };

    template.network_interfaces.forEach((one) => expect(one).toMatchObject({ associate_public_ip_address: 'false', delete_on_termination: 'true' }));
    expect(template).not.toHaveProperty('vpc_security_group_ids');
  });

  test('reach one another by any protocol, and nothing else by this group', () => {
    const itself = { ip_protocol: '-1', security_group_id: GROUP, referenced_security_group_id: GROUP };

    expect(environment.one('aws_vpc_security_group_ingress_rule', 'Fabric')).toMatchObject(itself);
    expect(environment.one('aws_vpc_security_group_egress_rule', 'Fabric')).toMatchObject(itself);
    expect(environment.one('aws_eks_node_group', 'Gpus').depends_on).toEqual(expect.arrayContaining([
      expect.stringContaining('security_group_ingress_rule.Zone_Gpus_NodeGroup_Fabric_'), expect.stringContaining('security_group_egress_rule.Zone_Gpus_NodeGroup_Fabric_'),
    ]));
  });

  test('stand side by side, which is in one availability zone', () => {
    expect(environment.one('aws_placement_group')).toMatchObject({ name: 'frankfurt-zone-gpus-fabric', strategy: 'cluster' });
    expect(environment.one('aws_launch_template', 'Gpus')).toMatchObject({ placement: { group_name: expect.stringContaining('aws_placement_group.') } });
    expect(environment.one('aws_eks_node_group', 'Gpus').subnet_ids).toEqual([expect.stringContaining('PrivateA')]);
    expect(binding.findings.filter(({ code }) => code === 'NodesInOneZone')).toEqual([{
      code: 'NodesInOneZone', severity: 'warning',
      message: "'fabric' (true) places all nodes in the availability zone of the first private subnet, side by side; "
        + "see by 'aws ec2 describe-instance-type-offerings --location-type availability-zone' whether it has p5en.48xlarge, reserve the nodes there, or patch 'subnet_ids'",
    }]);
  });

  test('let pods lock as much memory as there is, and open as many files as before', () => {
    const text = Buffer.from(environment.one('aws_launch_template', 'Gpus').user_data, 'base64').toString();
    const [, , part] = text.split('--aiplane');

    expect(text).toMatch(/^MIME-Version: 1\.0\nContent-Type: multipart\/mixed; boundary="aiplane"\n\n--aiplane\nContent-Type: application\/node\.eks\.aws\n\n\{/);
    expect(part).toBe('--\n');
    expect(JSON.parse(/\{.*\}/.exec(text)![0])).toEqual({
      apiVersion: 'node.eks.aws/v1alpha1', kind: 'NodeConfig',
      spec: {
        containerd: {
          baseRuntimeSpec: {
            process: {
              rlimits: [
                { type: 'RLIMIT_NOFILE', soft: 65536, hard: 1048576 },
                { type: 'RLIMIT_MEMLOCK', soft: 2048 * 1024 ** 3, hard: 2048 * 1024 ** 3 },
              ],
            },
          },
        },
      },
    });
  });

  test('are told of with their adapters, and with an engine that has the libraries', () => {
    expect(binding.nodes.fabric).toEqual({ resourceName: 'vpc.amazonaws.com/efa', perNode: 16 });
    expect(binding.fabric).toEqual({
      resourceName: 'vpc.amazonaws.com/efa', perNode: 16, kvTransferBackend: 'LIBFABRIC',
      engineImage: 'public.ecr.aws/deep-learning-containers/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-ec2',
      environment: { FI_PROVIDER: 'efa', FI_EFA_USE_HUGE_PAGE: '0', OPT_OUT_TRACKING: 'true' },
    });
  });

  test('break no promise of their environment', () => {
    expect(environment.infrastructure.inspect(environment.terraform as never)).toEqual([]);
  });
});

test('nodes that were asked for none have none, and keep every zone', () => {
  const environment = new AnEnvironment();
  const binding = environment.zone().gpus({ ...H200S, fabric: false });

  expect(environment.all('aws_placement_group')).toEqual([]);
  ['network_interfaces', 'placement', 'user_data'].forEach((block) => expect(environment.one('aws_launch_template', 'Gpus')).not.toHaveProperty(block));
  expect(environment.one('aws_eks_node_group', 'Gpus').subnet_ids).toHaveLength(3);
  expect([binding.fabric, binding.nodes.fabric, binding.findings.map(({ code }) => code)]).toEqual([undefined, undefined, ['InstanceTypeAvailabilityUnknown']]);
});

test.each([
  [Accelerator.L4, 1, 'g6.8xlarge', 1],
  [Accelerator.L40S, 4, 'g6e.12xlarge', 1],
  [Accelerator.RTX_PRO_6000, 8, 'g7e.48xlarge', 4],
  [Accelerator.A100_80GB, 8, 'p4de.24xlarge', 4],
  [Accelerator.H100_80GB, 8, 'p5.48xlarge', 32],
  [Accelerator.B200, 8, 'p6-b200.48xlarge', 8],
])('the cheapest type with %o × %i and adapters is %s, with %i', (accelerator, gpusPerNode, type, adapters) => {
  const environment = new AnEnvironment();
  environment.zone().gpus({ accelerator, gpusPerNode, fabric: true });

  expect(environment.one('aws_eks_node_group', 'Gpus')).toMatchObject({ instance_types: [type] });
  expect(interfacesOf(environment)).toHaveLength(adapters);
});

test('a preferred type without adapters is passed over', () => {
  const environment = new AnEnvironment({ instanceTypes: [AwsInstanceType['g6.xlarge'], AwsInstanceType['g6.16xlarge']] });
  environment.zone().gpus({ fabric: true });

  expect(environment.one('aws_eks_node_group', 'Gpus')).toMatchObject({ instance_types: ['g6.16xlarge'] });
});

test('an accelerator that no type with adapters has is refused, with those that have', () => {
  const facts = { source: 'https://bank.example/quote', asOf: '2026-11-01' };
  const mine = AwsInstanceType.custom({ name: 'p9.2xlarge', vcpus: 8, memoryGib: 64, gpus: { accelerator: 'X1', count: 1 }, ...facts });
  const accelerator = { ...Accelerator.H100_80GB, name: 'X1' };

  expect(() => new AnEnvironment({ instanceTypes: [mine] }).zone().gpus({ accelerator, fabric: true })).toThrow(
    "'accelerator' (X1) is on no instance type with 1 to a node and adapters that move memory past the kernel; choose from what there is: "
      + 'A100_40GB (8), A100_80GB (8), A10G (1, 4, 8), B200 (8), H100_80GB (1, 8), H200 (8), L4 (1, 4, 8), L40S (1, 4, 8), RTX_PRO_6000 (1, 2, 4, 8), T4 (1, 4)',
  );
  expect(() => new AnEnvironment({ instanceTypes: [{ ...mine, efa: 2 }] }).zone().gpus({ accelerator, fabric: true })).not.toThrow();
});

describe('in a cluster that exists', () => {
  test('nodes are in the groups that it is known to have', () => {
    const environment = existing(['sg-0a1b2c3d']);
    environment.zone().gpus(H200S);

    expect(interfacesOf(environment)[0]).toEqual([0, 0, 'efa', ['sg-0a1b2c3d', GROUP]]);
    expect(environment.one('aws_security_group', 'Fabric')).toMatchObject({ vpc_id: 'vpc-0a1b2c3d4e5f60718' });
    expect(environment.one('aws_eks_node_group', 'Gpus').subnet_ids).toEqual(['subnet-0a1b2c3d4e5f60718']);
  });

  test('whose groups are not known, nodes would be outside of it', () => {
    expect(() => existing().zone().gpus(H200S)).toThrow(
      "'fabric' (true) lists the network interfaces of nodes with their security groups, and those of the cluster 'shared' are not known; "
        + "name them in the 'securityGroupIds' of Cluster.existing; 'aws eks describe-cluster' shows the cluster's own",
    );
  });
});

test('environments that share an account have groups of their own', () => {
  const names = ['frankfurt', 'potsdam'].map((name) => {
    const environment = new AnEnvironment({ account: ACCOUNT }, name);
    environment.zone().gpus(H200S);
    return [environment.one('aws_placement_group').name, environment.one('aws_security_group', 'Fabric').name];
  });

  expect(names).toEqual([['frankfurt-zone-gpus-fabric', 'frankfurt-zone-gpus-fabric'], ['potsdam-zone-gpus-fabric', 'potsdam-zone-gpus-fabric']]);
});
