import type { Construct } from 'constructs';
import { allow, podsOf, tcp } from './network-policies';
import type { Binding } from '../../target/binding';
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
  const reason = 'network policies at both ends allow this caller to this port';
  return { primary: ingress, findings: [], fulfilments: [{ capability: 'net.allow', level: 'equal', reason, objects: [ingress, egress] }] };
}
