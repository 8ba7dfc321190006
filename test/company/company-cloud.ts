import { TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { HttpBackend } from 'cdktf/lib/backends/http-backend';
import type { Construct, IConstruct } from 'constructs';
import { GPU_TAINT, NODE_GROUP_LABEL, ZONE_LABEL } from 'aiplane';
import type {
  Binding, EnvironmentBinding, EnvironmentRequest, Fulfilment, GpuNodesRequest, ImagesRequest, Infrastructure, ModelAccessRequest, NodesBinding,
  Objection, VirtualMachineNodesRequest, ZoneInfrastructureBinding, ZoneInfrastructureRequest,
} from 'aiplane';

const PROVIDER = { terraformResourceType: 'openstack', terraformGeneratorMetadata: { providerName: 'openstack' }, terraformProviderSource: 'terraform-provider-openstack/openstack' };

/** A resource of the company's cloud, which has no generated bindings: only the public base classes of cdktf. */
class CloudResource extends TerraformResource {
  constructor(scope: Construct, id: string, type: string, private readonly attributes: Readonly<Record<string, unknown>>) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: { providerName: 'openstack' } });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...this.attributes };
  }
}

class CloudProvider extends TerraformProvider {
  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { cloud: 'company' };
  }
}

/** The company's private cloud: an OpenStack with a cluster that exists. */
export class CompanyCloud implements Infrastructure {
  public readonly name = 'company-cloud';
  public readonly location = { country: 'DE', place: 'ffm-7' };

  public bindEnvironment(scope: Construct, need: EnvironmentRequest): EnvironmentBinding {
    const stack = TerraformStack.of(scope);
    new HttpBackend(stack, { address: `https://state.company.example/${need.name}` });
    new CloudProvider(scope, 'Provider', PROVIDER);
    return {
      ...met('cluster.managed', [], 'the cluster of the data centre is used'),
      cluster: {
        kubernetesVersion: '1.34',
        internetEgress: false,
        registry: { mirror: 'registry.company.example/mirror' },
        apiServer: { cidr: '10.0.0.0/24', ports: [6443], reason: 'the Kubernetes API' },
      },
    };
  }

  public bindZone(scope: Construct, need: ZoneInfrastructureRequest): ZoneInfrastructureBinding {
    const container = new CloudResource(scope, 'Models', 'openstack_objectstorage_container_v1', { name: `${need.environment}-${need.name}` });
    return {
      ...met('model.store', [container], 'a container of the object store'),
      storage: { className: 'encrypted', accessMode: 'ReadWriteMany' },
      modelStore: {
        kind: 'object-store', uri: `s3://${need.environment}-${need.name}`, region: 'ffm', endpoint: 'https://s3.company.example', secretName: 'models',
        egress: [{ cidr: '10.1.0.0/24', ports: [443], reason: 'the object store' }],
      },
    };
  }

  public bindGpuNodes(scope: Construct, need: GpuNodesRequest): NodesBinding {
    const group = new CloudResource(scope, 'Resource', 'openstack_containerinfra_nodegroup_v1', {
      name: need.name, node_count: need.minNodes, max_node_count: need.maxNodes, flavor_id: `gpu.${need.accelerator.name.toLowerCase()}.${need.gpusPerNode}`,
    });
    const labels = { [NODE_GROUP_LABEL]: `${need.namespace}-${need.name}`, [ZONE_LABEL]: need.zone };
    return {
      ...met('nodes.provisioned', [group], 'a node group of the cloud'),
      primary: group,
      driverPreinstalled: false,
      nodes: {
        name: `${need.namespace}-${need.name}`, zone: need.zone, minNodes: need.minNodes, maxNodes: need.maxNodes, labels, nodeSelector: labels, taints: [GPU_TAINT],
        gpus: { accelerator: need.accelerator.name, resourceName: need.accelerator.resourceName, perNode: need.gpusPerNode },
      },
      placement: {
        nodeSelector: labels,
        tolerations: [{ key: GPU_TAINT.key, operator: 'Exists', effect: GPU_TAINT.effect }],
      },
    };
  }

  public bindVirtualMachineNodes(_scope: Construct, _need: VirtualMachineNodesRequest): NodesBinding {
    return {
      ...met('vm.nodes', [], 'every machine has /dev/kvm'),
      driverPreinstalled: false,
      nodes: { name: 'machines', labels: {}, taints: [], nodeSelector: {}, virtualMachines: true },
      placement: { nodeSelector: { 'kubevirt.io/schedulable': 'true' }, tolerations: [] },
    };
  }

  public bindModelAccess(scope: Construct, need: ModelAccessRequest): Binding {
    const credential = new CloudResource(scope, 'Credential', 'openstack_identity_application_credential_v3', { name: `${need.namespace}-${need.serviceAccountName}` });
    return met('identity.workload', [credential], 'an application credential');
  }

  public bindImages(_scope: Construct, need: ImagesRequest): Binding {
    return met('img.mirror', [], `${need.references.length} images in the registry of the data centre`);
  }

  /** The company's own admission judges its cloud. */
  public inspect(): readonly Objection[] {
    return [];
  }
}

function met(capability: Fulfilment['capability'], objects: readonly IConstruct[], reason: string): Binding {
  return { fulfilments: [{ capability, level: 'equal', reason, objects }], findings: [] };
}
