import { changes, type AdmissionRule } from './admission-rule';
import type { ZoneRequest } from '../../../target/requests';
import { namespaceOf } from '../network-policies';

/**
 * Nothing opens the zone to whoever reaches the nodes. Proxies of a Gateway are behind an address inside the cluster too:
 * the quota lets no other Service be.
 */
export function exposure({ namespace }: ZoneRequest): AdmissionRule {
  const words = { rule: `opens the zone '${namespace}' to whoever reaches the nodes`, remedy: "use ClusterIP, and let callers in with 'allowFrom'" };
  const external = 'object.spec.?externalIPs.orValue([])';
  return {
    kind: 'exposure',
    resources: ['services'],
    namespaces: namespaceOf(namespace).namespaceSelector,
    facts: () => ({ open: ['LoadBalancer', 'NodePort'] }),
    only: { 'opened-anew': `oldObject == null || ${changes('type', '""')} || ${changes('externalIPs', '[]')}` },
    conditions: [
      { holds: '!(object.spec.?type.orValue("") in variables.open)', prop: 'spec.type', value: 'object.spec.type', ...words },
      { holds: `size(${external}) == 0`, prop: 'spec.externalIPs', value: 'object.spec.externalIPs.join(", ")', ...words },
    ],
  };
}
