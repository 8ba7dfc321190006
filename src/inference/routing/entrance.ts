import type { Construct } from 'constructs';
import { requireForm, requireProps, requireText, requireTexts, whereGiven, wrongKind } from '../../errors/requirements';
import type { Peer } from '../../target/placement';
import type { EntranceRequest } from '../../target/routing-verbs';

/** A Gateway that exists, outside of the zone. */
export interface GatewayEntranceProps {
  /** Name of the Gateway, whose listeners take routes from the zone's namespace. */
  readonly name: string;
  /** Namespace of the Gateway, outside of the zone. */
  readonly namespace: string;
  /** Listener to use. @default - all whose host names match */
  readonly sectionName?: string;
  /** Name that clients call; the Gateway's certificate is for it. */
  readonly hostname: string;
  /** Pods of its proxies, where they run elsewhere. @default - those that carry the Gateway's name, in its namespace */
  readonly proxy?: Peer;
}

/** What a pool asks for at an entrance. */
export type EntranceFacts = Pick<EntranceRequest, 'parent' | 'hostname' | 'proxy'>;

const LABEL = { pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, form: 'a DNS label of at most 63 lower-case letters, digits and hyphens' };
const HOST = { pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/, form: 'a host name of lower-case letters, digits, hyphens and dots' };

/** An entrance to pools that is not their zone's own. */
export class Entrance {
  /** A Gateway of the cluster, whose listeners take routes from the zone's namespace. */
  public static gateway(props: GatewayEntranceProps): Entrance {
    requireProps(props);
    const { name, namespace, sectionName, hostname, proxy } = props;
    const parent = { name, namespace, ...(sectionName !== undefined && { sectionName }) };
    Object.entries(parent).forEach(([prop, value]) => requireForm(prop, value, LABEL.pattern, LABEL.form));
    requireForm('hostname', hostname, HOST.pattern, HOST.form);
    whereGiven(proxy, requireProxy);
    const carrying = { namespace, podLabels: { 'gateway.networking.k8s.io/gateway-name': name } };
    return new Entrance({ parent, hostname, proxy: proxy ?? carrying });
  }

  private constructor(/** The Gateway, the host name, and the proxies that must be let in. */ public readonly facts: EntranceFacts) {}
}

/** Refuses what is no entrance. */
export function requireEntrance(prop: string, value: Entrance, scope: Construct): void {
  const facts: unknown = typeof value === 'object' && value !== null ? value.facts : undefined;
  if (typeof facts !== 'object' || facts === null || !('hostname' in facts)) {
    throw wrongKind(prop, value, 'Entrance', scope);
  }
}

function requireProxy(proxy: Peer): void {
  requireProps(proxy, undefined, 'proxy');
  requireText('proxy.namespace', proxy.namespace);
  requireTexts('proxy.podLabels', proxy.podLabels);
}
