import type { Construct } from 'constructs';
import type { OpenShiftCluster } from './cluster';
import { namedProfile, nodeGroupProfile, type HardwareProfileProps } from './hardware-profile';
import { serveByKServe } from './inference';
import { OPENSHIFT_CONVENTIONS } from './openshift-conventions';
import { requireReleases } from './releases';
import { allowOut, entrance, sharedGateway, type SharedGatewayProps } from './shared-gateway';
import { serveUnscaled } from './standalone';
import { NEWEST_OPENSHIFT_AI, type OpenShiftAiVersion } from '../../catalog/openshift-ai-releases';
import type { OpenShiftVersion } from '../../catalog/openshift-releases';
import { requireProps } from '../../errors/requirements';
import type { Binding } from '../../target/binding';
import type { GatewayBinding, InferenceBinding } from '../../target/distribution';
import type { InferenceRequest } from '../../target/inference-request';
import type * as request from '../../target/requests';
import { KubernetesDistribution } from '../kubernetes/kubernetes-distribution';
import { modelVolume } from '../kubernetes/model-volume';

/** What a cluster of OpenShift has that the library cannot know. */
export interface OpenShiftDistributionProps {
  /** The Gateway that models are reached by. @default - the one that OpenShift AI makes, over HTTPS */
  readonly inferenceGateway?: SharedGatewayProps;
  /** Release of OpenShift: decides what its gateways route to. @default - the one of the Kubernetes that the machines run */
  readonly version?: OpenShiftVersion;
  /** Release of OpenShift AI: decides which parts an LLMInferenceService has. @default '3.5' */
  readonly aiVersion?: OpenShiftAiVersion;
  /** A hardware profile of the cluster that all pools are shown with; admission adds its nodes and tolerations to theirs. @default - one of each node group, made in its zone */
  readonly hardwareProfile?: HardwareProfileProps;
}

/**
 * OpenShift with OpenShift AI, OpenShift Virtualization, the custom metrics autoscaler and the NVIDIA GPU Operator: models
 * are served by KServe, and no object asks for more than the restricted SCC gives.
 */
export class OpenShiftDistribution extends KubernetesDistribution {
  public override readonly name: string = 'openshift';
  private readonly cluster: OpenShiftCluster;

  constructor(props: OpenShiftDistributionProps = {}) {
    super({}, OPENSHIFT_CONVENTIONS);
    requireProps(props);
    const { version, aiVersion = NEWEST_OPENSHIFT_AI, hardwareProfile } = props;
    requireReleases(version, aiVersion);
    this.cluster = {
      conventions: this.conventions, gateway: sharedGateway(props.inferenceGateway), version, aiVersion,
      ...(hardwareProfile !== undefined && { hardwareProfile: namedProfile(hardwareProfile) }),
    };
  }

  public override bindGpuSoftware(scope: Construct, need: request.GpuSoftwareRequest): Binding {
    if (this.cluster.hardwareProfile === undefined) {
      nodeGroupProfile(scope, need);
    }
    // its nodes are immutable: driver and plugin come from the operator alone, whatever the machines have
    return super.bindGpuSoftware(scope, { ...need, driverPreinstalled: false });
  }

  public override bindInferenceGateway(scope: Construct, need: request.InferenceGatewayRequest): GatewayBinding {
    const fulfilments = need.part === 'entrance' ? [] : modelVolume(scope, need.namespace, need.modelStore);
    return { ...entrance(this.cluster.gateway), fulfilments, findings: [] };
  }

  public override bindInference(scope: Construct, need: InferenceRequest): InferenceBinding {
    return need.standalone === true ? serveUnscaled(scope, need, this.conventions) : serveByKServe(scope, need, this.cluster);
  }

  public override bindAccess(scope: Construct, need: request.AccessRequest): Binding {
    return need.to.namespace === this.cluster.gateway.endpoint.namespace ? allowOut(scope, need) : super.bindAccess(scope, need);
  }
}
