import type { Construct } from 'constructs';
import { allowAccess } from './access';
import type { Conventions } from './conventions';
import { inferenceGateway } from './gateway/gateway';
import { invoker } from './gateway/invoker';
import { entranceOf, modelRewrite, objective, poolShares } from './gateway/routing-verbs';
import { hasNoGateway, lost, nobodyAsks } from './gateway/without-gateway';
import { provideGpuSoftware } from './gpu-software';
import { serveBehindGateway } from './inference';
import { serveStandalone } from './inference-by-service';
import { modelVolume } from './model-volume';
import { KUBERNETES_OPERATORS, withGateway, withOwn } from './operators';
import { rankPods } from './scaling/priority';
import { upstreamConventions, type KubernetesDistributionProps } from './upstream-conventions';
import { runVirtualMachine } from './virtualization/virtual-machine';
import { containZone } from './zone';
import type { Operator } from '../../catalog/operators';
import type { Binding } from '../../target/binding';
import type { Distribution, GatewayBinding, InferenceBinding, InvokerBinding, VirtualMachineBinding } from '../../target/distribution';
import type { InferenceRequest } from '../../target/inference-request';
import type * as request from '../../target/requests';
import type * as routing from '../../target/routing-verbs';

/**
 * Upstream Kubernetes: the kinds that every cluster has, with Gateway API and its inference extension, cert-manager, KEDA,
 * the Prometheus operator, KubeVirt and its importer beside them.
 */
export class KubernetesDistribution implements Distribution {
  public readonly name: string = 'kubernetes';
  public readonly operators: readonly Operator[];
  protected readonly conventions: Conventions;

  /**
   * @param props what the cluster has
   * @param differences what a derived distribution does otherwise than upstream Kubernetes
   * @param prerequisites operators that every cluster of the distribution has
   */
  constructor(props: KubernetesDistributionProps = {}, differences: Partial<Conventions> = {}, prerequisites = KUBERNETES_OPERATORS) {
    this.conventions = { ...upstreamConventions(props), ...differences };
    this.operators = withOwn(withGateway(prerequisites, this.conventions.gateway), props.operators);
  }

  public bindZone(scope: Construct, need: request.ZoneRequest): Binding {
    return containZone(scope, need, this.conventions);
  }

  public bindGpuSoftware(scope: Construct, need: request.GpuSoftwareRequest): Binding {
    return provideGpuSoftware(scope, need, this.conventions);
  }

  public bindInferenceGateway(scope: Construct, need: request.InferenceGatewayRequest): GatewayBinding {
    const fulfilments = need.part === 'entrance' ? [] : modelVolume(scope, need.namespace, need.modelStore);
    return { ...(need.part === 'volume' ? {} : inferenceGateway(scope, need, this.conventions)), fulfilments, findings: [] };
  }

  public bindPriority(scope: Construct, need: request.PriorityRequest): Binding {
    return rankPods(scope, need);
  }

  public bindInference(scope: Construct, need: InferenceRequest): InferenceBinding {
    return need.standalone === true ? serveStandalone(scope, need, this.conventions) : serveBehindGateway(scope, need, this.conventions);
  }

  public bindVirtualMachine(scope: Construct, need: request.VirtualMachineRequest): VirtualMachineBinding {
    return runVirtualMachine(scope, need);
  }

  public bindAccess(scope: Construct, need: request.AccessRequest): Binding {
    return allowAccess(scope, need);
  }

  public bindObjective(scope: Construct, need: routing.InferenceObjectiveRequest): Binding {
    return hasNoGateway(need) ? lost('routing.objective', `there is no endpoint picker, so requests that ask for '${need.name}' are as all others`) : objective(scope, need);
  }

  public bindModelRewrite(scope: Construct, need: routing.ModelRewriteRequest): Binding {
    return hasNoGateway(need) ? lost('routing.canary', `there is no endpoint picker, so '${need.pool}' answers by the name that it is asked for`) : modelRewrite(scope, need);
  }

  public bindPoolShares(_scope: Construct, need: routing.PoolSharesRequest): Binding {
    return hasNoGateway(need) ? lost('routing.canary', `there is no gateway, so '${need.pool}' answers all of its requests`) : poolShares();
  }

  public bindEntrance(scope: Construct, need: routing.EntranceRequest): Binding {
    return hasNoGateway(need) ? lost('routing.entrance', `clients call the Service of the pool: 'https://${need.hostname}' does not lead there`) : entranceOf(scope, need);
  }

  public bindInvoker(scope: Construct, need: routing.InvokerRequest): InvokerBinding {
    if (hasNoGateway(need)) {
      throw nobodyAsks(need.proof, scope);
    }
    return invoker(scope, need, this.conventions);
  }
}
