import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Bounds, requireCount, requireMethods } from '../errors/requirements';

/** A duration as whole milliseconds within bounds. Throws where it is no duration or out of bounds. */
export function wholeMilliseconds(prop: string, duration: Duration, bounds: Bounds, scope?: IConstruct): number {
  requireMethods(prop, duration, 'Duration', ['toMilliseconds', 'toSeconds'], scope);
  const exact = duration.toMilliseconds();
  requireCount(prop, exact, bounds, scope);
  return exact;
}
