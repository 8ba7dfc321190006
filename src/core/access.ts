import { Construct, type IConstruct } from 'constructs';
import { requireRecord, requireText, requireTexts, wrongKind } from '../errors/requirements';
import type { Peer } from '../target/placement';

/** A party that calls others: its pods are known by their labels. */
export interface IClient extends IConstruct {
  /** The pods that it sends from. */
  readonly peer: Peer;
}

/** Refuses what is no construct with pods that a policy can name. */
export function requireClient(prop: string, value: unknown, scope: IConstruct): void {
  if (!Construct.isConstruct(value) || !('peer' in value)) {
    throw wrongKind(prop, value, 'Client', scope);
  }
  requireRecord(`${prop}.peer`, value.peer, scope);
  const { namespace, podLabels } = value.peer as Peer;
  requireText(`${prop}.peer.namespace`, namespace, scope);
  requireTexts(`${prop}.peer.podLabels`, podLabels, scope);
}
