import type { Construct } from 'constructs';
import type { Binding } from './binding';
import type { InferenceGatewayBinding } from './gateway-request';
import type { InferenceRequest } from './inference-request';
import type { Endpoint, Peer } from './placement';
import type * as request from './requests';
import type * as routing from './routing-verbs';
import type { StoredModel } from './storage';
import type { Operator } from '../catalog/operators';

/** The answer to a shared entrance. */
export interface GatewayBinding extends Binding, InferenceGatewayBinding {}

/** The answer to a model to serve: where clients call it. */
export interface InferenceBinding extends Binding {
  /** Where clients call, and the pods that must let them in. */
  readonly endpoint: Endpoint;
  /** What must lie where before it starts. @default - the model, in the zone's store */
  readonly models?: readonly StoredModel[];
  /** Level of pod security that its pods pass, where a controller makes them that sets less than the zone asks for. @default 'restricted' */
  readonly podSecurity?: 'baseline';
}

/** The answer to a virtual machine: the pods that it sends from. */
export interface VirtualMachineBinding extends Binding {
  /** The pods, as policies name them. */
  readonly peer: Peer;
}

/** The answer to callers that must prove who they are. */
export interface InvokerBinding extends Binding {
  /** Whether the proof is asked for at entrances outside of the zone too. */
  readonly guardsEntrances: boolean;
}

/**
 * Runs workloads on a cluster: speaks Kubernetes. Every `scope` is inside a chart.
 *
 * One method a need; a need left out does not compile. An instance holds no state of a program.
 */
export interface Distribution {
  /** Short name for tables and reports, such as `k3s`. */
  readonly name: string;
  /** What its clusters are extended with: objects of other groups are refused. @default - nobody knows, and no object is refused for its group */
  readonly operators?: readonly Operator[];

  /** Namespace, quota, default-deny policies, storage class and model volume of a zone. */
  bindZone(scope: Construct, need: request.ZoneRequest): Binding;
  /** Device plugin or operator for the GPUs of a node group. */
  bindGpuSoftware(scope: Construct, need: request.GpuSoftwareRequest): Binding;
  /** The entrance that the pools of a zone share; called once a zone, with its first pool. */
  bindInferenceGateway(scope: Construct, need: request.InferenceGatewayRequest): GatewayBinding;
  /** A rank of pods; called once a zone for each priority that its pools have, but 0. */
  bindPriority(scope: Construct, need: request.PriorityRequest): Binding;
  /** Serving, routing and scaling of one model. */
  bindInference(scope: Construct, need: InferenceRequest): InferenceBinding;
  /** A virtual machine with its disk. */
  bindVirtualMachine(scope: Construct, need: request.VirtualMachineRequest): VirtualMachineBinding;
  /** Policies that let one party call another. */
  bindAccess(scope: Construct, need: request.AccessRequest): Binding;
  /** A priority that clients of a pool may ask for by name. */
  bindObjective(scope: Construct, need: routing.InferenceObjectiveRequest): Binding;
  /** A name that clients of a pool ask for, and the served names that share its requests. */
  bindModelRewrite(scope: Construct, need: routing.ModelRewriteRequest): Binding;
  /** The other pools of the zone that take a share of a pool's requests; asked once a pool, with the first of them. */
  bindPoolShares(scope: Construct, need: routing.PoolSharesRequest): Binding;
  /** A Gateway outside of the zone that leads to a pool. */
  bindEntrance(scope: Construct, need: routing.EntranceRequest): Binding;
  /** What callers of a pool must prove. */
  bindInvoker(scope: Construct, need: routing.InvokerRequest): InvokerBinding;
}
