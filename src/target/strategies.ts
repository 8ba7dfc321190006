import type { Distribution } from './distribution';
import type { Infrastructure } from './infrastructure';

/** A place to run a platform: who makes the machines, times who runs the workloads. */
export interface Strategies {
  /** Short name for tables and reports, such as `aws`. */
  readonly name: string;
  readonly infrastructure: Infrastructure;
  readonly distribution: Distribution;
}
