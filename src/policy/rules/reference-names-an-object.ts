import type { RenderedObject } from '../../core/rendered';
import { listAt, objectAt, PodTemplate } from '../pods';
import { problemWith, Rule, Scene } from '../rule';

/** A name that one object gives another. */
interface Reference {
  readonly source: RenderedObject;
  readonly field: string;
  /** Kinds that may bear the name; a DataVolume makes a claim of its own name. */
  readonly kinds: readonly string[];
  readonly name: unknown;
}

/** Objects that every namespace has. */
const GIVEN: ReadonlySet<string> = new Set(['ServiceAccount/default', 'ConfigMap/kube-root-ca.crt', 'ConfigMap/openshift-service-ca.crt']);

/** Workloads of a service, by the names that KServe gives. @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scaling.go */
const KSERVE_MAKES = ['InferencePool/NAME-inference-pool', 'Deployment/NAME-kserve', 'Deployment/NAME-kserve-prefill', 'LeaderWorkerSet/NAME-kserve-mn', 'LeaderWorkerSet/NAME-kserve-mn-prefill'];

/**
 * What an object of a zone names is there. Judged within zones, whose objects are all in the output; Secrets are not:
 * others bring them.
 */
export const referenceNamesAnObject: Rule = (scene) => {
  const known = new Set(scene.objects.flatMap(({ object }) => [`${object.kind}/${object.metadata.name}`, ...madeBy(object)].map((name) => `${object.metadata.namespace}/${name}`)));
  return referencesIn(scene).filter((reference) => !isKnown(reference, known)).map(({ source, field, kinds, name }) => problemWith(source, {
    code: 'NoSuchObject',
    prop: field,
    value: name,
    rule: `names no ${kinds[0]} of the namespace '${source.object.metadata.namespace}'`,
    remedy: 'create it, or name one that exists',
  }));
};

/** What controllers make of an object that others scale. */
function madeBy({ kind, metadata: { name }, spec }: RenderedObject['object']): readonly string[] {
  if (kind === 'LLMInferenceService') {
    return KSERVE_MAKES.map((made) => made.replace('NAME', name));
  }
  const roles = kind === 'DisaggregatedSet' ? listAt(objectAt({ spec }, 'spec'), 'roles') : [];
  return roles.filter((role) => objectAt(role, 'scaling')?.mode === 'External').map((role) => `DisaggregatedSetRoleScaler/${name}-${String(role.name)}`);
}

function isKnown({ source, kinds, name }: Reference, known: ReadonlySet<string>): boolean {
  return kinds.some((kind) => GIVEN.has(`${kind}/${name}`) || known.has(`${source.object.metadata.namespace}/${kind}/${name}`));
}

function referencesIn({ objects, pods, zones }: Scene): readonly Reference[] {
  const inZone = (namespace: string | undefined) => zones.has(namespace ?? '');
  return [
    ...pods.filter(({ namespace }) => inZone(namespace)).flatMap(referencesOfPod),
    ...objects.filter(({ object }) => inZone(object.metadata.namespace)).flatMap(referencesOfObject),
  ].filter(({ name }) => name !== undefined);
}

function referencesOfPod({ source, spec, field: at }: PodTemplate): readonly Reference[] {
  return [
    { source, field: `${at}/serviceAccountName`, kinds: ['ServiceAccount'], name: spec.serviceAccountName },
    ...listAt(spec, 'volumes').flatMap((volume, index) => [
      { source, field: `${at}/volumes/${index}/configMap/name`, kinds: ['ConfigMap'], name: objectAt(volume, 'configMap')?.name },
      { source, field: `${at}/volumes/${index}/persistentVolumeClaim/claimName`, kinds: ['PersistentVolumeClaim', 'DataVolume'], name: objectAt(volume, 'persistentVolumeClaim')?.claimName },
      { source, field: `${at}/volumes/${index}/dataVolume/name`, kinds: ['DataVolume'], name: objectAt(volume, 'dataVolume')?.name },
    ]),
  ];
}

function referencesOfObject(source: RenderedObject): readonly Reference[] {
  const { kind } = source.object;
  if (kind === 'RoleBinding') {
    const role = objectAt(source.object, 'roleRef');
    return role?.kind === 'Role' ? [{ source, field: '/roleRef/name', kinds: ['Role'], name: role.name }] : [];
  }
  if (kind === 'ScaledObject') {
    const target = objectAt(source.object, 'spec', 'scaleTargetRef');
    return [{ source, field: '/spec/scaleTargetRef/name', kinds: [String(target?.kind ?? 'Deployment')], name: target?.name }];
  }
  if (kind === 'InferencePool') {
    return [{ source, field: '/spec/endpointPickerRef/name', kinds: ['Service'], name: objectAt(source.object, 'spec', 'endpointPickerRef')?.name }];
  }
  return kind === 'HTTPRoute' ? backendsOf(source) : [];
}

function backendsOf(source: RenderedObject): readonly Reference[] {
  return listAt(objectAt(source.object, 'spec'), 'rules').flatMap((rule, ruleIndex) => listAt(rule, 'backendRefs')
    .filter((backend) => backend.namespace === undefined)
    .map((backend, index) => ({ source, field: `/spec/rules/${ruleIndex}/backendRefs/${index}/name`, kinds: [String(backend.kind ?? 'Service')], name: backend.name })));
}
