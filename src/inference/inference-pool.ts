import { Construct } from 'constructs';
import type { CanaryProps } from './canary';
import { Replicas, requireCapacity } from './capacity';
import type { Entrance } from './entrance';
import { Fit, fitOf } from './fit';
import type { InferencePoolProps } from './inference-pool-props';
import type { Invoker } from './invoker';
import { requirePoolForm } from './pool-form';
import { PoolTraffic, type ObjectiveProps } from './pool-traffic';
import { wholeRole } from './roles';
import { routingRequest } from './routing';
import type { IServedPool, PoolRequest } from './served-pool';
import { gpusOf } from './sizing/layout';
import type { Sizing } from './sizing/sizing';
import type { Model } from '../catalog/models';
import { requireClient, type IClient } from '../core/access';
import { Environment } from '../core/environment';
import { Manifests } from '../core/manifests';
import { nameBelow } from '../core/names';
import type { MirroredModel } from '../core/rendered';
import { placed } from '../errors/place';
import { ValidationError } from '../errors/validation-error';
import { SovereignDataZone } from '../sovereignty/sovereign-data-zone';
import type { InferenceBinding } from '../target/distribution';
import { modelPath } from '../target/model-path';
import type { Endpoint } from '../target/placement';
import { Duration } from '../units';

/** Room for the suffix that an endpoint picker adds to the name of its pool. */
const NAME_LENGTH = 40;

const POOL_SYMBOL = Symbol.for('aiplane.InferencePool');

/**
 * Replicas of one model behind one address.
 *
 * Owns every link between the objects it takes: engine, routing, scaling, policies and the identity that may read the
 * weights. A model that cannot fit the GPUs of its nodes is refused here, with the arithmetic.
 *
 * @see https://gateway-api-inference-extension.sigs.k8s.io/api-types/inferencepool/
 */
export class InferencePool extends Construct implements IServedPool {
  /** Whether a construct is a pool; by symbol, so that two copies of the library agree. */
  public static isInferencePool(construct: object): construct is InferencePool {
    return POOL_SYMBOL in construct;
  }

  public readonly model: Model;
  public readonly minReplicas: number;
  public readonly maxReplicas: number;
  /** GPUs that all replicas use at their most. */
  public readonly maxGpus: number;
  /** The verdict on the memory of a replica, with its figures. */
  public readonly sizing: Sizing;
  /** Why a replica is spread over as many GPUs as it is. */
  public readonly parallelismReason: string;
  private readonly binding: InferenceBinding;
  private readonly traffic: PoolTraffic;
  private readonly request: PoolRequest;

  constructor(scope: Construct, id: string, props: InferencePoolProps) {
    super(placed(scope, id), id);
    const zone = SovereignDataZone.of(this);
    this.validate(zone, props);
    Object.defineProperty(this, POOL_SYMBOL, { value: true });
    this.model = props.model;
    const fit = fitOf(props, this);
    this.sizing = fit.sizing;
    this.parallelismReason = fit.reason;
    const gpus = gpusOf(fit.layout);
    const replicas = this.replicasOf(props, gpus);
    this.minReplicas = replicas.min;
    this.maxReplicas = replicas.max;
    this.maxGpus = replicas.max * gpus;
    this.traffic = new PoolTraffic(this, () => this.request);
    this.request = this.requestOf(zone, props);
    this.binding = this.bind(zone, props, fit);
    props.nodes._claim({ path: this.node.path, gpus: replicas.min * gpus });
  }

  /** Where clients call the pool. */
  public get endpoint(): Endpoint {
    return this.binding.endpoint;
  }

  /** Lets a party call the pool; everyone else's calls are dropped. Saying it twice is saying it once. */
  public allowFrom(client: IClient): void {
    requireClient('client', client, this);
    const environment = Environment.of(this);
    this.refuseForeign(environment, client);
    const zone = SovereignDataZone.of(this);
    const caller = client.peer.namespace === zone.namespace ? zone._nameOf(client, 'a client') : nameBelow(environment, client, { kind: 'a client' });
    const access = this.node.tryFindChild('Access') ?? new Construct(this, 'Access');
    if (access.node.tryFindChild(caller) === undefined) {
      const manifests = new Manifests(access as Construct, caller);
      const need = { name: `${this.objectName(zone)}-from-${caller}`, namespace: zone.namespace, from: client.peer, to: this.endpoint };
      environment.record(this, environment.target.distribution.bindAccess(manifests, need));
    }
  }

  /**
   * Adds a priority that clients ask for, and returns the name by which they do: in the header
   * `x-llm-d-inference-objective`. Requests without it have the priority 0.
   */
  public addObjective(id: string, props: ObjectiveProps): string {
    return this.traffic.addObjective(id, props);
  }

  /** Gives a share of the pool's requests to another pool, or to another name that its engines serve. */
  public addCanary(id: string, props: CanaryProps): void {
    this.traffic.addCanary(id, props, InferencePool.isInferencePool);
  }

  /** Lets clients in by a Gateway outside of the zone too, and returns the address that they call. What they say leaves the zone's walls there: the report says so. */
  public exposeVia(entrance: Entrance): string {
    return this.traffic.exposeVia(entrance);
  }

  /** Has callers prove who they are at the entrance, beside being let in by `allowFrom`. */
  public grantInvoke(invoker: Invoker): void {
    this.traffic.grantInvoke(invoker);
  }

  /** @internal what objects about this pool must know of it */
  public _request(): PoolRequest {
    return this.request;
  }

  private validate(zone: SovereignDataZone, props: InferencePoolProps): void {
    requirePoolForm(props, this);
    if (SovereignDataZone.of(props.nodes) !== zone) {
      const rule = `is in the zone '${SovereignDataZone.of(props.nodes).node.path}', and nodes serve one zone only`;
      const remedy = `create a node group in '${zone.node.path}'`;
      throw new ValidationError({ code: 'ForeignNodes', prop: 'nodes', value: props.nodes.node.path, rule, remedy }, this);
    }
  }

  private replicasOf(props: InferencePoolProps, gpus: number): Replicas {
    const min = props.minReplicas ?? 1;
    const replicas = { min, max: props.maxReplicas ?? min };
    requireCapacity(replicas, props.scaleOn !== undefined, props.nodes, gpus, this);
    return replicas;
  }

  private requestOf(zone: SovereignDataZone, props: InferencePoolProps): PoolRequest {
    return {
      name: this.objectName(zone),
      namespace: zone.namespace,
      gateway: zone._inferenceGateway(),
      routing: routingRequest(props.routing ?? {}, () => this.traffic.shares, this),
      drainSeconds: (props.drainTimeout ?? Duration.minutes(2)).toSeconds(),
    };
  }

  private bind(zone: SovereignDataZone, props: InferencePoolProps, fit: Fit): InferenceBinding {
    const environment = Environment.of(this);
    const name = this.objectName(zone);
    const owned = { name, namespace: zone.namespace, serviceAccountName: name };
    const access = environment.target.infrastructure.bindModelAccess(this, { ...owned, zone: zone.namespace });
    environment.record(this, { ...access, findings: [...fit.findings, ...access.findings], primary: undefined });
    const binding = environment.target.distribution.bindInference(new Manifests(this, 'Manifests'), {
      ...owned,
      ...this.request,
      cluster: environment.cluster,
      model: props.model,
      modelStore: zone._data.modelStore,
      roles: [wholeRole(name, props, fit)],
    });
    environment.record(this, binding);
    environment.mirrorModel(mirroredModel(props.model, zone));
    return binding;
  }

  private objectName(zone: SovereignDataZone): string {
    return zone._nameOf(this, 'an InferencePool', NAME_LENGTH);
  }

  private refuseForeign(environment: Environment, client: IClient): void {
    if (Environment.of(client) !== environment) {
      const rule = `is in '${Environment.of(client).node.path}', and a policy does not reach beyond its cluster`;
      throw new ValidationError({ code: 'ForeignClient', prop: 'client', value: client.node.path, rule, remedy: 'call a pool of its own environment' }, this);
    }
  }
}

/** Where the weights must lie before the pool can start. */
function mirroredModel(model: Model, zone: SovereignDataZone): MirroredModel {
  const store = zone._data.modelStore;
  const root = store.kind === 'object-store' ? store.uri : `pvc://${zone.namespace}/${store.claimName}`;
  return { repository: model.repository, revision: model.revision ?? 'main', destination: `${root}/${modelPath(model)}`, weightsGib: model.weightsGib };
}
