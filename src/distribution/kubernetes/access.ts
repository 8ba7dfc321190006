import type { Construct } from 'constructs';
import { GATEWAY_NAME_LABEL } from './gateway/gateway';
import { allow, podsOf, tcp } from './network-policies';
import type { Binding, Fulfilment } from '../../target/binding';
import type { Endpoint } from '../../target/placement';
import type { AccessRequest } from '../../target/requests';

/** Lets one party call another: the caller may leave, the called may be entered. */
export function allowAccess(scope: Construct, need: AccessRequest): Binding {
  const { from, to } = need;
  const ingress = allow(scope, 'Resource', {
    name: `${need.name}-ingress`, namespace: to.namespace, podLabels: to.podLabels,
    ingress: [{ from: [podsOf(from)], ports: tcp(to.port) }],
  });
  const egress = allow(scope, 'Egress', {
    name: `${need.name}-egress`, namespace: from.namespace, podLabels: from.podLabels,
    egress: [{ to: [podsOf(to)], ports: tcp(to.port) }],
  });
  return { primary: ingress, findings: [], fulfilments: [{ ...allowed(to), capability: 'net.allow', objects: [ingress, egress] }] };
}

/** A policy ends at pods: behind an entrance that pools share, it cannot tell them apart. */
function allowed(to: Endpoint): Pick<Fulfilment, 'level' | 'reason'> {
  return GATEWAY_NAME_LABEL in to.podLabels
    ? { level: 'substituted', reason: 'network policies at both ends allow this caller to the entrance that the pools of the zone share' }
    : { level: 'equal', reason: 'network policies at both ends allow this caller to this port' };
}
