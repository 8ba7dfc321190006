import type { Construct } from 'constructs';
import { requireCount, requireProps, whereGiven } from '../../errors/requirements';
import type { ObjectiveRequest } from '../../target/objective-request';
import { RequestHeader } from '../../target/request-headers';
import type { Duration } from '../../units';
import { wholeMilliseconds } from '../../units/milliseconds';
import { LONGEST_FIRST_TOKEN_MS, LONGEST_INTER_TOKEN_MS } from '../scaling-metric';

/** What a pool promises its clients, and who goes first where there is too little for all. */
export interface Objective {
  /** Time until the first token of an answer, which 95 % of the requests keep. @default - nothing is promised */
  readonly timeToFirstToken?: Duration;
  /** Time from one token of an answer to the next, which 95 % of them keep. @default - nothing is promised */
  readonly interTokenLatency?: Duration;
  /** Where pools share nodes, replicas of a lower one make room; below zero, requests may be dropped. From -10 to 1000. @default 0 */
  readonly priority?: number;
}

/** Below the lower one, the cluster autoscaler takes pods for expendable and starts no node for them. */
const PRIORITIES = { min: -10, max: 1000 };

/** Refuses what nothing can be held to. */
export function requireObjective(objective: Objective, scope: Construct): void {
  requireProps(objective, scope, 'objective');
  whereGiven(objective.priority, (priority) => requireCount('objective.priority', priority, PRIORITIES, scope));
  objectiveRequest(objective, scope);
}

/** Headers by which a request asks the picker for what the pool promises; `name` is that of its priority, where it has one. */
export function promisedHeaders(promise: ObjectiveRequest, name: string | undefined): Readonly<Record<string, string>> {
  const { timeToFirstTokenMs, interTokenLatencyMs } = promise;
  return {
    ...(name !== undefined && { [RequestHeader.OBJECTIVE]: name }),
    ...(timeToFirstTokenMs !== undefined && { [RequestHeader.TIME_TO_FIRST_TOKEN]: String(timeToFirstTokenMs) }),
    ...(interTokenLatencyMs !== undefined && { [RequestHeader.INTER_TOKEN_LATENCY]: String(interTokenLatencyMs) }),
  };
}

/** The promise in milliseconds. */
export function objectiveRequest({ timeToFirstToken, interTokenLatency, priority }: Objective, scope: Construct): ObjectiveRequest {
  const given = (prop: string, time: Duration, max: number) => wholeMilliseconds(`objective.${prop}`, time, { min: 1, max }, scope);
  return {
    ...(timeToFirstToken !== undefined && { timeToFirstTokenMs: given('timeToFirstToken', timeToFirstToken, LONGEST_FIRST_TOKEN_MS) }),
    ...(interTokenLatency !== undefined && { interTokenLatencyMs: given('interTokenLatency', interTokenLatency, LONGEST_INTER_TOKEN_MS) }),
    ...(priority !== undefined && { priority }),
  };
}
