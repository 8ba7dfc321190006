import type { Construct } from 'constructs';
import { enforce, type AdmissionRule } from './admission-rule';
import { exposure } from './exposure';
import { images } from './images';
import { foreignNodes, foreignPods } from './placement';
import { storage } from './storage';
import { kubernetesMinorOf } from '../../../catalog/kubernetes-minors';
import type { Fulfilment } from '../../../target/binding';
import type { ZoneRequest } from '../../../target/requests';

/** A rule, the id of its policy, and what it refuses in a few words. */
type Kept = readonly [id: string, refuses: string, rule: AdmissionRule];

/** First minor of Kubernetes 1 that serves the kinds. @see https://kubernetes.io/blog/2024/04/24/validating-admission-policy-ga/ */
const POLICIES_SINCE = 30;

/** Has the API server keep what the zone promises, whoever writes to the cluster. */
export function guardAdmission(scope: Construct, need: ZoneRequest): Fulfilment {
  const { kubernetesVersion } = need.cluster;
  if (kubernetesMinorOf(kubernetesVersion) < POLICIES_SINCE) {
    const reason = `Kubernetes ${kubernetesVersion} serves no ValidatingAdmissionPolicy: what is written to the cluster later is not judged`;
    return { capability: 'admission', level: 'missing', reason, objects: [] };
  }
  const kept = rulesOf(need);
  const objects = kept.flatMap(([id, , rule]) => enforce(scope, id, need.namespace, rule));
  const reason = `the API server refuses ${kept.map(([, refuses]) => refuses).join(', ')}`;
  return { capability: 'admission', level: 'equal', reason, objects };
}

function rulesOf(need: ZoneRequest): readonly Kept[] {
  const { storageClasses, registries } = need;
  return [
    ['ForeignPods', 'pods from elsewhere on nodes of the zone', foreignPods(need)],
    ['ForeignNodes', 'its pods on nodes of other zones', foreignNodes(need)],
    ['Exposure', 'Services that open it', exposure(need)],
    ...(storageClasses === undefined ? [] : [['Storage', 'claims of other storage classes', storage(need, storageClasses)] as const]),
    ...(registries === undefined ? [] : [['Images', 'images of other registries', images(need, registries)] as const]),
  ];
}
