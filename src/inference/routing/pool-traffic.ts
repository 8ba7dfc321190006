import { Construct } from 'constructs';
import { requireCanary, requireRest, requireSibling, type CanaryProps } from './canary';
import { requireEntrance, type Entrance } from './entrance';
import { requireInvoker, type Invoker } from './invoker';
import type { IServedPool, PoolRequest } from './served-pool';
import { Environment } from '../../core/environment';
import { judgeLate } from '../../core/late-violations';
import { Manifests } from '../../core/manifests';
import { placed } from '../../errors/place';
import { requireCount, requireProps } from '../../errors/requirements';
import { ValidationError, type Violation } from '../../errors/validation-error';
import { SovereignDataZone } from '../../sovereignty/sovereign-data-zone';
import type { Binding } from '../../target/binding';
import type { PoolShare } from '../../target/routing-request';
import type { OfPool } from '../../target/routing-verbs';

/** How important requests are. */
export interface ObjectiveProps {
  /** Higher ones are served first; below zero they are dropped where there is too little for all. */
  readonly priority: number;
}

/** Priorities are 32-bit numbers. */
const PRIORITY = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** Room for the suffixes of an object about a pool. */
const NAME_LENGTH = 53;

/** What verbs have added to how requests find a pool. */
export class PoolTraffic {
  private readonly pools: PoolShare[] = [];
  private readonly models: { readonly model: string; readonly weight: number }[] = [];
  private readonly entrances: string[] = [];
  private unguarded = false;
  private granted = false;

  /** @param served names that the engines of the pool answer to; undefined where nobody knows them all */
  constructor(
    private readonly pool: IServedPool & Construct,
    private readonly request: () => PoolRequest,
    private readonly served: () => readonly string[] | undefined,
  ) {
    judgeLate(pool, () => [...this.unknownNames(), ...this.unguardedEntrances()]);
  }

  /** Other pools that take a share. */
  public get shares(): readonly PoolShare[] {
    return [...this.pools];
  }

  /** Adds a priority; returns the name that clients ask for it by. */
  public addObjective(id: string, props: ObjectiveProps): string {
    requireProps(props, this.pool);
    requireCount('priority', props.priority, PRIORITY, this.pool);
    const { name } = this.declare(id, (scope, need, { distribution }) => distribution.bindObjective(scope, { ...need, priority: props.priority }));
    return name;
  }

  /** Gives a share of the requests to another pool, or to another name. */
  public addCanary(id: string, props: CanaryProps, isPool: (value: object) => boolean): void {
    requireCanary(props, this.pool);
    if (props.pool !== undefined) {
      requireSibling(props.pool, isPool, this.pool);
      this.addPool(id, props.pool, props.weight);
    } else {
      this.addModel(id, props.model!, props.weight);
    }
  }

  /** Adds a Gateway outside of the zone; returns the address that clients call. */
  public exposeVia(entrance: Entrance): string {
    requireEntrance('entrance', entrance, this.pool);
    const { parent, hostname, proxy } = entrance.facts;
    const { routing, drainSeconds, name: pool, namespace } = this.request();
    const { name } = this.declare(`via-${parent.namespace}-${parent.name}`, (scope, need, { distribution }) => (
      distribution.bindEntrance(scope, { ...need, parent, hostname, proxy, routing, drainSeconds })));
    this.entrances.push(name);
    return `https://${hostname}/${namespace}/${pool}`;
  }

  /** Has callers prove who they are. */
  public grantInvoke(invoker: Invoker): void {
    requireInvoker('invoker', invoker, this.pool);
    const { proof } = invoker;
    if (this.granted) {
      const remedy = "put the callers' keys into one Secret, or their authorities into one ConfigMap";
      throw new ValidationError({ code: 'GrantedTwice', prop: 'invoker', value: proof.kind, rule: 'is the second proof of the pool, and gateways ask for all or for any of several, each as it likes', remedy }, this.pool);
    }
    this.granted = true;
    if (proof.kind === 'client-certificate') {
      SovereignDataZone.of(this.pool)._requireClientCertificates(proof.caConfigMap, this.pool);
    }
    this.declare('invokers', (scope, need, { distribution }) => {
      const binding = distribution.bindInvoker(scope, { ...need, proof, entrances: () => [...this.entrances] });
      this.unguarded = !binding.guardsEntrances;
      return binding;
    });
  }

  private addPool(id: string, pool: IServedPool, weight: number): void {
    requireRest(sum(this.pools), weight, this.pool);
    const { name: next } = pool._request();
    if (this.pools.length === 0) {
      this.declare(id, (scope, need, { distribution }) => distribution.bindPoolShares(scope, need));
    }
    this.pools.push({ pool: next, weight });
    if (pool.model.name !== this.pool.model.name) {
      const targets = [{ model: pool.model.name, weight: 1 }];
      this.declare(`${id}-model`, (scope, need, { distribution }) => distribution.bindModelRewrite(scope, { ...need, pool: next, model: this.pool.model.name, targets: () => targets }));
    }
  }

  private addModel(id: string, model: string, weight: number): void {
    requireRest(sum(this.models), weight, this.pool);
    const own = this.pool.model.name;
    this.models.push({ model, weight });
    if (this.models.length === 1) {
      const targets = () => [{ model: own, weight: 100 - sum(this.models) }, ...this.models];
      this.declare(id, (scope, need, { distribution }) => distribution.bindModelRewrite(scope, { ...need, model: own, targets }));
    }
  }

  /** Has the distribution make the objects of a verb, below the pool; returns their name. */
  private declare(id: string, bind: (scope: Manifests, need: OfPool, target: Environment['target']) => Binding): OfPool {
    const environment = Environment.of(this.pool);
    const scope = new Construct(placed(this.pool, id), id);
    const { name: pool, namespace, gateway } = this.request();
    const need = { name: SovereignDataZone.of(this.pool)._nameOf(scope, 'an object of a pool', NAME_LENGTH), namespace, pool, gateway };
    environment.record(scope, bind(new Manifests(scope, 'Manifests'), need, environment.target));
    return need;
  }

  private unknownNames(): readonly Violation[] {
    const served = this.served();
    return this.models.filter(({ model }) => served?.includes(model) === false).map(({ model }) => ({
      code: 'NameNotServed', prop: 'model', value: model, rule: `is a name of a canary that the engines do not serve (${served?.join(', ')})`, remedy: "add an adapter of that name by 'addAdapter', or give another pool the share",
    }));
  }

  private unguardedEntrances(): readonly Violation[] {
    if (!this.unguarded || this.entrances.length === 0) {
      return [];
    }
    const rule = "are outside of the zone, where nobody would ask callers for the proof that 'grantInvoke' demands";
    const remedy = 'leave one of the two out, or use a gateway class whose policies are attached to routes, such as InferenceGatewayClass.AGENTGATEWAY with Invoker.oidc or Invoker.apiKey';
    return [{ code: 'EntranceUnguarded', prop: 'entrances', value: this.entrances, rule, remedy }];
  }
}

function sum(shares: readonly { readonly weight: number }[]): number {
  return shares.reduce((total, { weight }) => total + weight, 0);
}
