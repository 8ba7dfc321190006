import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type {
  AccessRequest, Binding, Distribution, EntranceRequest, Fulfilment, GatewayBinding, GpuSoftwareRequest, InferenceObjectiveRequest,
  InferenceBinding, InferenceGatewayRequest, InferenceRequest, InvokerBinding, InvokerRequest, ModelRewriteRequest, PoolSharesRequest,
  PriorityRequest,
  VirtualMachineBinding, VirtualMachineRequest, ZoneRequest,
} from 'aiplane';
import { mirrored, WORKLOAD_LABEL } from 'aiplane';

/** The company's flavour of Kubernetes: one plain object a need, as small as a flavour can be. */
export class CompanyKubernetes implements Distribution {
  public readonly name = 'company-kubernetes';

  public bindZone(scope: Construct, need: ZoneRequest): Binding {
    const namespace = new ApiObject(scope, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: need.name } });
    const quota = new ApiObject(scope, 'Quota', {
      apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: need.name, namespace: need.namespace }, spec: { hard: { 'requests.nvidia.com/gpu': '8' } },
    });
    return met('net.defaultDeny', [namespace, quota]);
  }

  public bindGpuSoftware(_scope: Construct, _need: GpuSoftwareRequest): Binding {
    return met('driver_runtime_management', []);
  }

  public bindInferenceGateway(_scope: Construct, _need: InferenceGatewayRequest): GatewayBinding {
    return met('advanced_inference_ingress', []);
  }

  public bindPriority(scope: Construct, need: PriorityRequest): Binding {
    const priority = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: need.name }, value: need.priority };
    return met('pod.priority', [new ApiObject(scope, 'Resource', priority)]);
  }

  public bindInference(scope: Construct, need: InferenceRequest): InferenceBinding {
    const podLabels = { [WORKLOAD_LABEL]: need.name };
    const image = mirrored(need.cluster.registry, 'docker.io/vllm/vllm-openai:v0.27.1');
    const primary = new ApiObject(scope, 'Resource', {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: need.name, namespace: need.namespace },
      spec: { selector: { matchLabels: podLabels }, template: { metadata: { labels: podLabels }, spec: { containers: [{ name: 'engine', image }], ...need.roles[0]!.placement } } },
    });
    const endpoint = { namespace: need.namespace, podLabels, port: 8000, url: `http://${need.name}.${need.namespace}.svc:8000` };
    return { ...met('ai_inference', [primary]), primary, endpoint };
  }

  public bindVirtualMachine(scope: Construct, need: VirtualMachineRequest): VirtualMachineBinding {
    const podLabels = { [WORKLOAD_LABEL]: need.name };
    const primary = new ApiObject(scope, 'Resource', {
      apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', metadata: { name: need.name, namespace: need.namespace },
      spec: { runStrategy: 'Always', template: { metadata: { labels: podLabels }, spec: { domain: { devices: {} } } } },
    });
    return { ...met('vm.run', [primary]), primary, peer: { namespace: need.namespace, podLabels } };
  }

  public bindAccess(scope: Construct, need: AccessRequest): Binding {
    const policy = new ApiObject(scope, 'Resource', {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: need.name, namespace: need.to.namespace },
      spec: { podSelector: { matchLabels: need.to.podLabels }, ingress: [{ from: [{ podSelector: { matchLabels: need.from.podLabels } }] }] },
    });
    return met('net.allow', [policy]);
  }

  public bindObjective(_scope: Construct, _need: InferenceObjectiveRequest): Binding {
    return met('routing.objective', []);
  }

  public bindModelRewrite(_scope: Construct, _need: ModelRewriteRequest): Binding {
    return met('routing.canary', []);
  }

  public bindPoolShares(_scope: Construct, _need: PoolSharesRequest): Binding {
    return met('routing.canary', []);
  }

  public bindEntrance(_scope: Construct, _need: EntranceRequest): Binding {
    return met('routing.entrance', []);
  }

  public bindInvoker(_scope: Construct, _need: InvokerRequest): InvokerBinding {
    return { ...met('routing.invoker', []), guardsEntrances: true };
  }
}

function met(capability: Fulfilment['capability'], objects: readonly IConstruct[]): Binding {
  return { fulfilments: [{ capability, level: 'equal', reason: 'as the company does it', objects }], findings: [] };
}
