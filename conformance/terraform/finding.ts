import type { Exception, Failure } from '../run/step';

/** What a check has found right, and what wrong. */
export interface Finding {
  readonly passed: number;
  /** @default - none */
  readonly failures?: readonly Failure[];
  /** @default - none */
  readonly exceptions?: readonly Exception[];
}
