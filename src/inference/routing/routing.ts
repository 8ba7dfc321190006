import type { Construct } from 'constructs';
import { flowControlRequest, type FlowControlProps } from './flow-control';
import { PrefixCache, requirePrefixCache } from './prefix-cache';
import type { Model } from '../../catalog/models';
import { requireImage } from '../../errors/forms';
import { inScope, requireCount, requireFlag, requireFunction, requireProps, whereGiven } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { EndpointPickerConfig } from '../../target/picker-config';
import type { RoutingRequest } from '../../target/routing-request';
import type { ScorerWeights } from '../../target/scorer-weights';
import type { Duration } from '../../units';
import { wholeSeconds } from '../../units/seconds';

/** How requests find a replica. */
export interface RoutingProps {
  /** How the picker knows whose cache knows the beginning of a prompt. @default - by what it has sent where, with the block size that the engines report */
  readonly prefixCache?: PrefixCache;
  /** How much each figure of a replica counts when one is chosen. @default - what waits there 2, how full its cache is 2, how much of the prompt it knows 3 */
  readonly scorers?: ScorerWeights;
  /** Chooses by the latency that a model predicts, which is trained on the pool's own requests beside the picker: 1.5 CPUs and 4 GiB more. @default false */
  readonly predictedLatency?: boolean;
  /** Lets requests wait at the picker, by priority, while the pool is full. @default - requests wait at the replicas, in the order in which they came */
  readonly flowControl?: FlowControlProps;
  /** Longest time that a request may take, with its answer. @default - five minutes, or `drainTimeout` where that is longer */
  readonly requestTimeout?: Duration;
  /** Pickers, of which one answers while the others stand by. @default 1 */
  readonly pickerReplicas?: number;
  /**
   * Changes the picker's configuration: is given the one that follows from the pool, and returns the one that is written. Plugins are of
   * `PickerPlugin`. What comes back is judged as ours is: names, profiles, weights, and the cache that the engines have. @default - as it follows
   */
  readonly pickerConfig?: (derived: EndpointPickerConfig) => EndpointPickerConfig;
  /** Image of the picker, such as one that was built with plugins of your own. @default - llm-d's, of the version that the configuration is for */
  readonly pickerImage?: string;
  /** Also answers at the address that all pools of the zone share, to requests whose body names the model. @default false */
  readonly byModelName?: boolean;
}

/** A day: nothing waits longer for an answer. */
const REQUEST_SECONDS = { min: 1, max: 86_400 };

/** More would stand by for nothing. */
const PICKERS = { min: 1, max: 3 };

/** Refuses routing of the wrong form. */
export function requireRoutingForm(routing: RoutingProps, model: Model, scope: Construct): void {
  requireProps(routing, scope, 'routing');
  const { prefixCache, predictedLatency, requestTimeout, pickerReplicas, pickerConfig, pickerImage, byModelName } = routing;
  whereGiven(prefixCache, (cache) => inScope(scope, () => requirePrefixCache('routing.prefixCache', cache, model)));
  whereGiven(predictedLatency, (flag) => requireFlag('routing.predictedLatency', flag, scope));
  whereGiven(byModelName, (flag) => requireFlag('routing.byModelName', flag, scope));
  whereGiven(requestTimeout, (timeout) => wholeSeconds('routing.requestTimeout', timeout, REQUEST_SECONDS, scope));
  whereGiven(pickerReplicas, (count) => requireCount('routing.pickerReplicas', count, PICKERS, scope));
  whereGiven(pickerConfig, (change) => requireFunction('routing.pickerConfig', change, 'derived => ({ ...derived, … })', scope));
  whereGiven(pickerImage, (reference) => requireImage('routing.pickerImage', reference, scope));
  if (predictedLatency === true && prefixCache?.kind === 'none') {
    const rule = "must not be PrefixCache.none() with 'predictedLatency', which predicts by what is cached";
    throw new ValidationError({ code: 'PredictionNeedsPrefixCache', prop: 'routing.prefixCache', value: 'none', rule, remedy: 'leave one of the two out' }, scope);
  }
}

/** What a pool asks of whoever leads requests to it. */
export function routingRequest(routing: RoutingProps, shares: RoutingRequest['shares'], scope: Construct): RoutingRequest {
  const { prefixCache, scorers, predictedLatency, flowControl, requestTimeout, pickerReplicas, pickerConfig, pickerImage, byModelName } = routing;
  return {
    ...(prefixCache !== undefined && { prefixCache: prefixCache.request }),
    ...(scorers !== undefined && { scorers }),
    ...(predictedLatency !== undefined && { predictedLatency }),
    ...(flowControl !== undefined && { flowControl: flowControlRequest(flowControl, scope) }),
    ...(requestTimeout !== undefined && { requestSeconds: requestTimeout.toSeconds() }),
    ...(pickerReplicas !== undefined && { pickerReplicas }),
    ...(pickerConfig !== undefined && { pickerConfig }),
    ...(pickerImage !== undefined && { pickerImage }),
    ...(byModelName !== undefined && { byModelName }),
    shares,
  };
}
