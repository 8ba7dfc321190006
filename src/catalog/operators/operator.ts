import type { Sourced } from '../sourced';

/** What a cluster must have before objects of some kinds are understood there. */
export interface Operator extends Sourced {
  /** The name used in code, such as `CERT_MANAGER`. */
  readonly name: string;
  /** Its own name, such as `cert-manager`. */
  readonly title: string;
  /** API groups that it brings, each with the versions that are served; none listed means all. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** What it is installed from. */
  readonly from: string;
  /** Newest version that was read of; empty where it comes with the cluster. */
  readonly version: string;
  /** What must be set, or made beside it. @default - nothing */
  readonly settings?: string;
}
