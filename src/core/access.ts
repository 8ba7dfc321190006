import type { IConstruct } from 'constructs';
import type { Peer } from '../target/placement';

/** A party that calls others: its pods are known by their labels. */
export interface IClient extends IConstruct {
  /** The pods that it sends from. */
  readonly peer: Peer;
}
