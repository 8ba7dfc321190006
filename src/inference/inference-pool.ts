import { Construct } from 'constructs';
import { Adapters } from './engine/adapters';
import { loraRoom, type AdapterProps } from './engine/lora';
import { requireOneFabric } from './fabric';
import type { InferencePoolProps } from './inference-pool-props';
import { requirePoolForm } from './pool-form';
import { engineNeeds } from './pool-requests';
import { Duration } from '../units';
import type { CanaryProps } from './routing/canary';
import type { Entrance } from './routing/entrance';
import type { Invoker } from './routing/invoker';
import { Objective, objectiveRequest, promisedHeaders } from './routing/objective';
import { PoolTraffic, type ObjectiveProps } from './routing/pool-traffic';
import { routingRequest } from './routing/routing';
import type { IServedPool, PoolRequest } from './routing/served-pool';
import type { Sizing } from './sizing/sizing';
import { podsOf, requireRoom } from './topology/capacity';
import type { PoolRole } from './topology/pool-role';
import { roleVerdict } from './topology/role-verdict';
import { poolRoles, roleName } from './topology/roles';
import { interruptions } from './topology/rollout';
import { Topology } from './topology/topology';
import { foreignNodes, requireAlike, requireSuited } from './topology/topology-form';
import type { TopologyPlan } from './topology/topology-plan';
import type { Model } from '../catalog/models';
import { requireClient, type IClient } from '../core/access';
import { Environment } from '../core/environment';
import { Manifests } from '../core/manifests';
import { nameBelow } from '../core/names';
import { placed } from '../errors/place';
import { ValidationError } from '../errors/validation-error';
import { SovereignDataZone } from '../sovereignty/sovereign-data-zone';
import type { InferenceBinding } from '../target/distribution';
import { modelPath } from '../target/model-path';
import type { ObjectiveRequest } from '../target/objective-request';
import type { Endpoint } from '../target/placement';
import { storeRoot, type StoredModel } from '../target/storage';

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

  /** The model that its replicas serve. */
  public readonly model: Model;
  /** Its replicas, role by role; those that answer clients last. */
  public readonly roles: readonly PoolRole[];
  /**
   * Headers by which a request asks the endpoint picker for what the pool promises: its priority, and its latency where
   * replicas are chosen by prediction. Clients send them; without them a request has the priority 0 and no deadline.
   */
  public readonly requestHeaders: Readonly<Record<string, string>>;
  private readonly adapters: Adapters;
  private readonly binding: InferenceBinding;
  private readonly traffic: PoolTraffic;
  private readonly request: PoolRequest;

  constructor(scope: Construct, id: string, props: InferencePoolProps) {
    super(placed(scope, id), id);
    const zone = SovereignDataZone.of(this);
    this.validate(zone, props);
    Object.defineProperty(this, POOL_SYMBOL, { value: true });
    this.model = props.model;
    const topology = (props.topology ?? Topology.aggregated()).plan;
    requireSuited(topology, props, zone, this);
    this.roles = poolRoles(topology, props, this);
    requireAlike(this.roles, props, this);
    requireOneFabric(this.roles, this);
    requireRoom(this.roles, this);
    this.adapters = new Adapters(props.lora && loraRoom(props.lora, this), props.model.name, this);
    this.traffic = new PoolTraffic(this, () => this.request, () => this.servedNames(props));
    this.request = this.requestOf(zone, props, topology);
    this.binding = this.bind(zone, props, topology);
    this.requestHeaders = this.rank(props.objective ?? {});
  }

  /** Replicas that always answer clients. */
  public get minReplicas(): number {
    return this.answering.minReplicas;
  }

  /** Most replicas that answer clients. */
  public get maxReplicas(): number {
    return this.answering.maxReplicas;
  }

  /** GPUs that all replicas of all roles use at their most. */
  public get maxGpus(): number {
    return this.roles.reduce((sum, { maxReplicas, gpusPerReplica }) => sum + maxReplicas * gpusPerReplica, 0);
  }

  /** The verdict on the memory of a replica that answers clients, with its figures. */
  public get sizing(): Sizing {
    return this.answering.sizing;
  }

  /** Why a replica that answers clients is spread over as many GPUs as it is. */
  public get parallelismReason(): string {
    return this.answering.parallelismReason;
  }

  /** Where clients call the pool. */
  public get endpoint(): Endpoint {
    return this.binding.endpoint;
  }

  /** Lets a party call the pool; everyone else's calls are dropped. Saying it twice is saying it once. Throws on a party of another environment. */
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
   * Serves an adapter beside the model, under a name of its own; its files lie in the zone's store.
   *
   * Throws on a pool without `lora`, on a rank above its `maxLoraRank`, and on a name that is taken.
   */
  public addAdapter(id: string, props: AdapterProps): void {
    const zone = SovereignDataZone.of(this);
    const { path, ...adapter } = this.adapters.add(id, props);
    Environment.of(this).mirrorAdapter({ ...adapter, destination: `${storeRoot(zone._data.modelStore, zone.namespace)}/${path}` });
  }

  /**
   * Adds a priority that clients ask for, and returns the name by which they do: in the header
   * `x-llm-d-inference-objective`. Requests without it have the priority 0.
   */
  public addObjective(id: string, props: ObjectiveProps): string {
    return this.traffic.addObjective(id, props);
  }

  /**
   * Gives a share of the pool's requests to another pool, or to another name that its engines serve.
   *
   * Throws on a pool of another zone, and where nothing would be left for the pool itself; a name that the engines do not
   * serve is refused at synthesis, when all adapters are known.
   */
  public addCanary(id: string, props: CanaryProps): void {
    this.traffic.addCanary(id, props, InferencePool.isInferencePool);
  }

  /**
   * Lets clients in by a Gateway outside of the zone too, and returns the address that they call. What they say leaves the
   * zone's walls there: the report says so. Refused at synthesis where nobody would ask for the proof of `grantInvoke` there.
   */
  public exposeVia(entrance: Entrance): string {
    return this.traffic.exposeVia(entrance);
  }

  /**
   * Has callers prove who they are at the entrance, beside being let in by `allowFrom`.
   *
   * Throws where nobody would ask for the proof, and on a second one.
   */
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
      throw foreignNodes('nodes', props.nodes, zone, this);
    }
  }

  /** Names that the engines answer to; undefined where clients load adapters, or the engine is not ours to tell. */
  private servedNames({ lora, engine }: InferencePoolProps): readonly string[] | undefined {
    const unknown = lora?.dynamicPath !== undefined || (engine !== undefined && engine.request.kind !== 'vllm');
    return unknown ? undefined : [this.model.name, ...this.adapters.all.map(({ name }) => name)];
  }

  /** What the pool takes of its nodes, and who goes first: its replicas there, and its requests at the picker. */
  private rank({ priority = 0, ...promise }: Objective): Readonly<Record<string, string>> {
    const { path } = this.node;
    this.roles.forEach((role) => {
      const maxPods = podsOf(role, role.maxReplicas).count;
      role.nodes._claim({ path, pods: podsOf(role, role.minReplicas), maxPods, priority });
    });
    Environment.of(this).recordLate(this, () => this.roles.flatMap(interruptions));
    return promisedHeaders(objectiveRequest(promise, this), priority === 0 ? undefined : this.objectName(SovereignDataZone.of(this)));
  }

  private get answering(): PoolRole {
    return this.roles[this.roles.length - 1]!;
  }

  private requestOf(zone: SovereignDataZone, props: InferencePoolProps, { name: topology }: TopologyPlan): PoolRequest {
    return {
      name: this.objectName(zone),
      namespace: zone.namespace,
      gateway: topology === 'standalone' ? zone._modelVolume() : zone._inferenceGateway(),
      routing: routingRequest(props.routing ?? {}, () => this.traffic.shares, this),
      drainSeconds: (props.drainTimeout ?? Duration.minutes(2)).toSeconds(),
    };
  }

  private bind(zone: SovereignDataZone, props: InferencePoolProps, { name: topology, nonCachedTokens }: TopologyPlan): InferenceBinding {
    const environment = Environment.of(this);
    const name = this.objectName(zone);
    const owned = { name, namespace: zone.namespace, serviceAccountName: name };
    const access = environment.target.infrastructure.bindModelAccess(this, { ...owned, zone: zone.namespace });
    environment.record(this, { ...access, findings: [...this.roles.flatMap(({ findings }) => findings), ...access.findings], primary: undefined });
    const binding = environment.target.distribution.bindInference(new Manifests(this, 'Manifests'), environment.recordPool(this, {
      ...owned,
      ...this.request,
      cluster: environment.cluster,
      model: props.model,
      modelStore: zone._data.modelStore,
      roles: this.roles.map(({ engine }) => ({ ...engine, roleName: roleName(name, engine.role) })),
      standalone: topology === 'standalone',
      ...(props.objective !== undefined && { objective: this.objectiveOf(zone, props.objective) }),
      ...(nonCachedTokens !== undefined && { kvTransfer: { nonCachedTokens } }),
      ...engineNeeds(props, this.roles, zone._data.storage, () => this.adapters.all, this),
    }, this.roles.map(roleVerdict)));
    environment.record(this, binding);
    if (binding.podSecurity === 'baseline') {
      zone._admitUnconfinedPods();
    }
    (binding.models ?? [mirroredModel(props.model, zone)]).forEach((model) => environment.mirrorModel(model));
    return binding;
  }

  private objectiveOf(zone: SovereignDataZone, objective: Objective): ObjectiveRequest {
    const priorityClassName = zone._priorityClass(objective.priority ?? 0);
    return { ...objectiveRequest(objective, this), ...(priorityClassName !== undefined && { priorityClassName }) };
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
function mirroredModel(model: Model, zone: SovereignDataZone): StoredModel {
  const root = storeRoot(zone._data.modelStore, zone.namespace);
  return { repository: model.repository, revision: model.revision ?? 'main', destination: `${root}/${modelPath(model)}`, weightsGib: model.weightsGib };
}
