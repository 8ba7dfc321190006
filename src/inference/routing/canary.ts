import type { Construct } from 'constructs';
import type { IServedPool } from './served-pool';
import { requireCount, requireProps, requireText, wrongKind } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import { SovereignDataZone } from '../../sovereignty/sovereign-data-zone';

/** What takes a share of a pool's requests, for as long as it is tried out. */
export interface CanaryProps {
  /** Percent of the requests. */
  readonly weight: number;
  /** Another pool of the zone, such as one with a new version of the model. @default - the pool itself, by another name that its engines serve */
  readonly pool?: IServedPool;
  /** Another name that the pool's engines serve, such as an adapter's. @default - another pool, by its own model */
  readonly model?: string;
}

/** Refuses what is neither another pool nor another name. */
export function requireCanary(props: CanaryProps, scope: Construct): void {
  requireProps(props, scope);
  requireCount('weight', props.weight, { min: 1, max: 99 }, scope);
  if ((props.pool === undefined) === (props.model === undefined)) {
    throw new ValidationError({ code: 'NotOneCanary', prop: 'model', value: props.model, rule: "must be given, or 'pool', and not both", remedy: 'name one thing that takes the share' }, scope);
  }
  if (props.model !== undefined) {
    requireText('model', props.model, scope);
  }
}

/** Refuses a pool that no route of this one may lead to. */
export function requireSibling(pool: IServedPool, isPool: (value: object) => boolean, scope: Construct): void {
  if (typeof pool !== 'object' || pool === null || !isPool(pool)) {
    throw wrongKind('pool', pool, 'InferencePool', scope);
  }
  const zone = SovereignDataZone.of(scope);
  if (pool === scope || SovereignDataZone.of(pool) !== zone) {
    const rule = pool === scope ? 'is the pool itself' : `is in the zone '${SovereignDataZone.of(pool).node.path}', and requests stay in theirs`;
    throw new ValidationError({ code: 'ForeignCanary', prop: 'pool', value: pool.node.path, rule, remedy: `name another pool of '${zone.node.path}'` }, scope);
  }
}

/** Refuses shares that leave the pool nothing. */
export function requireRest(taken: number, weight: number, scope: Construct): void {
  if (taken + weight > 99) {
    const rule = `leaves the pool itself nothing, for others take ${taken} percent`;
    throw new ValidationError({ code: 'NothingLeft', prop: 'weight', value: weight, rule, remedy: `lower it to ${99 - taken} or less` }, scope);
  }
}
