import type { Construct } from 'constructs';
import { serveByKServe } from './inference';
import { serveByNim } from './nim-pool';
import { OPENSHIFT_CONVENTIONS } from './openshift-conventions';
import { OPENSHIFT_OPERATORS } from './operators';
import { serveByOwnEngine } from './own-engine';
import { asksForTokens, lost } from './request-verbs';
import { serveByRuntime } from './runtime-pool';
import { allowOut, entrance, sharedGateway, type SharedGateway, type SharedGatewayProps } from './shared-gateway';
import { serveUnscaled } from './standalone';
import { requireTargetNim, withTargetNim, type TargetNimProps } from './target-nim';
import type { Operator } from '../../catalog/operators';
import { requireProps, whereGiven } from '../../errors/requirements';
import type { Binding } from '../../target/binding';
import type { GatewayBinding, InferenceBinding } from '../../target/distribution';
import type { InferenceRequest } from '../../target/inference-request';
import type * as request from '../../target/requests';
import type * as routing from '../../target/routing-verbs';
import { KubernetesDistribution } from '../kubernetes/kubernetes-distribution';
import { modelVolume } from '../kubernetes/model-volume';

/** What a cluster of OpenShift has that the library cannot know. */
export interface OpenShiftDistributionProps {
  /** The Gateway that models are reached by. @default - the one that OpenShift AI makes, over HTTPS */
  readonly inferenceGateway?: SharedGatewayProps;
  /** Operators that the cluster has beside the prerequisites: objects of groups that none brings are refused. @default - those of the prerequisites alone */
  readonly operators?: readonly Operator[];
  /** NVIDIA's NIMs, for the models that there are some of. @default - every model is served by vLLM */
  readonly nim?: TargetNimProps;
}

/**
 * OpenShift with OpenShift AI, OpenShift Virtualization, the custom metrics autoscaler and the NVIDIA GPU Operator: models
 * are served by KServe, and no object asks for more than the restricted SCC gives.
 */
export class OpenShiftDistribution extends KubernetesDistribution {
  public override readonly name: string = 'openshift';
  private readonly gateway: SharedGateway;
  private readonly nim: TargetNimProps | undefined;

  constructor(props: OpenShiftDistributionProps = {}) {
    requireProps(props);
    super({ operators: props.operators }, OPENSHIFT_CONVENTIONS, OPENSHIFT_OPERATORS);
    this.gateway = sharedGateway(props.inferenceGateway ?? {});
    whereGiven(props.nim, requireTargetNim);
    this.nim = props.nim;
  }

  public override bindGpuSoftware(scope: Construct, need: request.GpuSoftwareRequest): Binding {
    // its nodes are immutable: driver and plugin come from the operator alone, whatever the machines have
    return super.bindGpuSoftware(scope, { ...need, driverPreinstalled: false });
  }

  public override bindInferenceGateway(scope: Construct, need: request.InferenceGatewayRequest): GatewayBinding {
    const fulfilments = need.part === 'entrance' ? [] : modelVolume(scope, need.namespace, need.modelStore);
    return { ...entrance(this.gateway), fulfilments, findings: [] };
  }

  public override bindInference(scope: Construct, need: InferenceRequest): InferenceBinding {
    const chosen = withTargetNim(need, this.nim);
    switch (chosen.engine?.kind) {
      case 'nim': return serveByNim(scope, chosen, chosen.engine, this.conventions);
      case 'kserve': return serveByRuntime(scope, chosen, chosen.engine, this.conventions);
      case 'custom': return serveByOwnEngine(scope, chosen, this.conventions);
      default: return chosen.standalone === true
        ? serveUnscaled(scope, chosen, this.conventions)
        : serveByKServe(scope, chosen, this.conventions, this.gateway);
    }
  }

  public override bindAccess(scope: Construct, need: request.AccessRequest): Binding {
    return need.to.namespace === this.gateway.endpoint.namespace ? allowOut(scope, need) : super.bindAccess(scope, need);
  }

  public override bindObjective(_scope: Construct, { name }: routing.InferenceObjectiveRequest): Binding {
    return lost('routing.objective', `KServe names the InferencePool itself, and its picker is given no objective '${name}': all requests are alike`);
  }

  public override bindModelRewrite(_scope: Construct, { model }: routing.ModelRewriteRequest): Binding {
    return lost('routing.canary', `KServe's picker is given no rewrite of names: all requests for '${model}' are answered by it`);
  }

  public override bindPoolShares(_scope: Construct, { pool }: routing.PoolSharesRequest): Binding {
    return lost('routing.canary', `KServe makes the route of '${pool}', which leads to it alone`);
  }

  public override bindEntrance(_scope: Construct, { hostname }: routing.EntranceRequest): Binding {
    return lost('routing.entrance', `KServe makes the route, at the gateway that the cluster shares: 'https://${hostname}' does not lead there`);
  }

  public override bindInvoker(scope: Construct, { proof }: routing.InvokerRequest): never {
    throw asksForTokens(proof, scope);
  }
}
