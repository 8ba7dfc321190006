import type { Configuration } from './configuration';
import type { AwsRegion } from '../../../catalog/aws-regions';
import type { Objection } from '../../../target/infrastructure';

/** What the props of an environment promise, and its Terraform must keep. */
export interface Promised {
  readonly region: AwsRegion;
  readonly internetEgress: boolean;
  /** Whether the network is this library's: one that exists is used as it is. */
  readonly networkCreated: boolean;
}

/** Judges one thing about the resolved Terraform of an environment; refuses only what is certain. */
export type Rule = (configuration: Configuration, promised: Promised) => readonly Objection[];
