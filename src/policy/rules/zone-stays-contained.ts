import type { Problem } from '../../core/problem';
import type { RenderedObject } from '../../core/rendered';
import { objectAt } from '../pods';
import { problemWith, Rule, Scene } from '../rule';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Pod Security levels that contain something. */
const CONTAINING: ReadonlySet<unknown> = new Set(['baseline', 'restricted']);

/** Kinds of Service that open a zone to whoever reaches its nodes. */
const OPEN: ReadonlySet<unknown> = new Set(['LoadBalancer', 'NodePort']);

/** What a zone promises still holds: its pods are bounded, its traffic is denied unless declared, and nothing opens it to the outside. */
export const zoneStaysContained: Rule = (scene) => [
  ...[...scene.zones].flatMap((zone) => containmentOf(zone, scene)),
  ...scene.objects.flatMap((source) => openings(source, scene)),
];

function containmentOf(zone: string, { objects }: Scene): readonly Problem[] {
  const namespace = objects.find(({ object }) => object.kind === 'Namespace' && object.metadata.name === zone)!;
  const level = objectAt(namespace.object, 'metadata', 'labels')?.[ENFORCE];
  const denies = objects.some(({ object }) => object.kind === 'NetworkPolicy' && object.metadata.namespace === zone && isDenial(objectAt(object, 'spec')));
  return [
    ...(CONTAINING.has(level) ? [] : [problemWith(namespace, {
      code: 'ZoneUnbounded', prop: `/metadata/labels/${ENFORCE}`, value: level, rule: `lets pods of the zone '${zone}' do anything to their node`, remedy: 'undo the patch: use restricted, or baseline',
    })]),
    ...(denies ? [] : [problemWith(namespace, {
      code: 'ZoneUndenied', prop: 'NetworkPolicy', value: undefined, rule: `must deny all undeclared traffic of the zone '${zone}'`, remedy: "keep its policy 'default-deny' as it is",
    })]),
  ];
}

/** A policy for all pods in both directions, without any rule that allows. */
function isDenial(spec: Readonly<Record<string, unknown>> | undefined): boolean {
  const types = spec?.policyTypes;
  const isForAll = Object.keys(objectAt(spec, 'podSelector') ?? { none: true }).length === 0;
  return isForAll && Array.isArray(types) && types.length === 2 && spec?.ingress === undefined && spec?.egress === undefined;
}

function openings(source: RenderedObject, { zones }: Scene): readonly Problem[] {
  const { kind, metadata: { namespace } } = source.object;
  const { type, externalIPs } = objectAt(source.object, 'spec') ?? {};
  const isOfZone = kind === 'Service' && zones.has(namespace ?? '');
  const opened = [
    { prop: '/spec/type', value: type, opens: OPEN.has(type) },
    { prop: '/spec/externalIPs', value: externalIPs, opens: Array.isArray(externalIPs) && externalIPs.length > 0 },
  ].filter(({ opens }) => isOfZone && opens);
  return opened.map(({ prop, value }) => problemWith(source, {
    code: 'OpensZone', prop, value, rule: `opens the zone '${namespace}' to whoever reaches the nodes`, remedy: "use ClusterIP, and let callers in with 'allowFrom'",
  }));
}
