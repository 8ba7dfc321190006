import type { Construct } from 'constructs';
import { requireCount, requireKind, requireList, requireMethods, requireOneOf, requirePositive, requireProps, whereGiven } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { FlowControlRequest, PriorityBandRequest, SaturationRequest } from '../../target/routing-request';
import { Duration, SizeRoundingBehavior, type Size } from '../../units';
import { wholeSeconds } from '../../units/seconds';

/** Requests of one priority that wait at the picker. */
export interface PriorityBand {
  /** Priority, as objectives have it; higher ones go first. */
  readonly priority: number;
  /** Requests that may wait; more are refused. @default 5000 */
  readonly maxRequests?: number;
  /** Bytes of the requests that may wait; more are refused. @default Size.mebibytes(512) */
  readonly maxBytes?: Size;
  /** Whose turn it is among callers, told apart by the header `x-llm-d-inference-fairness-id`: the oldest request's, or each in turn. @default 'global-strict' */
  readonly fairness?: PriorityBandRequest['fairness'];
  /** Which request of one caller is next. @default 'first-come' */
  readonly ordering?: PriorityBandRequest['ordering'];
}

/** Waiting at the picker, so that the next free replica takes the most important request and not the oldest. */
export interface FlowControlProps {
  /** Priorities that are expected, each with its bounds. @default - every priority gets the bounds of a band without any */
  readonly bands?: readonly PriorityBand[];
  /** Requests of all priorities that may wait or run. @default - as many as the bands hold */
  readonly maxRequests?: number;
  /** Longest wait; who waits longer is refused. @default Duration.minutes(1) */
  readonly defaultRequestTtl?: Duration;
  /** When the pool is full. @default Saturation.utilization() */
  readonly saturation?: Saturation;
}

/** Bounds on what the engines report. */
export interface UtilizationProps {
  /** Requests that may wait in one engine. @default 5 */
  readonly queueDepth?: number;
  /** Part of the key-value cache that may be in use, above 0 and at most 1. @default 0.8 */
  readonly kvCacheUtilization?: number;
  /** Part by which one replica may exceed both, for the sake of its cache. @default 0 */
  readonly headroom?: number;
}

/** Bounds on what the picker has sent out. */
export interface ConcurrencyProps {
  /** Requests that one replica may have at once. */
  readonly maxConcurrency: number;
  /** Part by which one replica may exceed it, for the sake of its cache. @default 0 */
  readonly headroom?: number;
}

/** When a pool counts as full. */
export class Saturation {
  /** By the queue and the cache that the engines report; acts when they have filled up. */
  public static utilization(props: UtilizationProps = {}): Saturation {
    requireProps(props);
    const { queueDepth = 5, kvCacheUtilization = 0.8, headroom = 0 } = props;
    requireCount('queueDepth', queueDepth, { min: 1 });
    requirePositive('kvCacheUtilization', kvCacheUtilization, 1);
    return new Saturation({ by: 'utilization', queueDepth, kvCacheUtilization, headroom: headroomOf(headroom) });
  }

  /** By the requests that the picker has sent to a replica and has not seen answered; acts at once, and sees no cache. */
  public static concurrency(props: ConcurrencyProps): Saturation {
    requireProps(props);
    requireCount('maxConcurrency', props.maxConcurrency, { min: 1 });
    return new Saturation({ by: 'concurrency', maxConcurrency: props.maxConcurrency, headroom: headroomOf(props.headroom ?? 0) });
  }

  private constructor(/** What a distribution is asked for. */ public readonly request: SaturationRequest) {}
}

const MIB = 1024 ** 2;

/** Bounds of a band that says none. */
const BAND = { maxRequests: 5000, maxBytes: 512 * MIB };

/** Priorities are 32-bit numbers. */
const PRIORITY = { min: -(2 ** 31), max: 2 ** 31 - 1 };

const WAIT_SECONDS = { min: 1, max: 3600 };

/** What a pool asks of its picker about waiting. */
export function flowControlRequest(props: FlowControlProps, scope: Construct): FlowControlRequest {
  requireForm(props, scope);
  const bands = (props.bands ?? []).map((band) => bandRequest(band, scope));
  requireOneEach(bands, scope);
  const otherBands = { maxRequests: BAND.maxRequests, maxBytes: BAND.maxBytes };
  return {
    bands,
    otherBands,
    ...(props.maxRequests !== undefined && { maxRequests: props.maxRequests }),
    maxBytes: bands.reduce((sum, { maxBytes }) => sum + maxBytes, otherBands.maxBytes),
    defaultRequestTtlSeconds: (props.defaultRequestTtl ?? Duration.minutes(1)).toSeconds(),
    saturation: (props.saturation ?? Saturation.utilization()).request,
  };
}

function requireForm(props: FlowControlProps, scope: Construct): void {
  requireProps(props, scope, 'routing.flowControl');
  whereGiven(props.bands, (bands) => requireList('routing.flowControl.bands', bands, (band) => requireProps(band, scope, 'routing.flowControl.bands'), scope));
  whereGiven(props.maxRequests, (count) => requireCount('routing.flowControl.maxRequests', count, { min: 1 }, scope));
  whereGiven(props.defaultRequestTtl, (ttl) => wholeSeconds('routing.flowControl.defaultRequestTtl', ttl, WAIT_SECONDS, scope));
  whereGiven(props.saturation, (saturation) => requireKind('routing.flowControl.saturation', saturation, 'Saturation', ['request'], scope));
}

function bandRequest(band: PriorityBand, scope: Construct): PriorityBandRequest {
  const { priority, maxRequests = BAND.maxRequests, maxBytes, fairness = 'global-strict', ordering = 'first-come' } = band;
  const prop = 'routing.flowControl.bands';
  requireCount(`${prop}.priority`, priority, PRIORITY, scope);
  requireCount(`${prop}.maxRequests`, maxRequests, { min: 1 }, scope);
  whereGiven(maxBytes, (size) => requireMethods(`${prop}.maxBytes`, size, 'Size', ['toMebibytes'], scope));
  requireOneOf(`${prop}.fairness`, fairness, ['global-strict', 'round-robin'], 'whose turn it is', scope);
  requireOneOf(`${prop}.ordering`, ordering, ['first-come', 'earliest-deadline', 'slo-deadline'], 'which request is next', scope);
  return { priority, maxRequests, maxBytes: maxBytes === undefined ? BAND.maxBytes : bytes(maxBytes), fairness, ordering };
}

function requireOneEach(bands: readonly PriorityBandRequest[], scope: Construct): void {
  const priorities = bands.map(({ priority }) => priority);
  const twice = priorities.find((priority, index) => priorities.indexOf(priority) !== index);
  if (twice !== undefined) {
    throw new ValidationError({ code: 'BandGivenTwice', prop: 'routing.flowControl.bands.priority', value: twice, rule: 'has two bands', remedy: 'declare one band a priority' }, scope);
  }
}

function bytes(size: Size): number {
  return Math.ceil(size.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) * MIB);
}

function headroomOf(headroom: number): number {
  if (typeof headroom !== 'number' || !(headroom >= 0 && headroom <= 1)) {
    throw new ValidationError({ code: 'NotAFraction', prop: 'headroom', value: headroom, rule: 'must be a number from 0 to 1', remedy: 'leave it out for 0' });
  }
  return headroom;
}
