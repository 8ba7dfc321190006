import type { RenderedObject } from '../../../core/rendered';
import { listAt, objectAt } from '../../json';
import { problemWith, Rule, Scene } from '../../rule';

/**
 * Rules 7 and 16: an object is of a version that its operator serves on these clusters, and a route names a pool by the group that the pool is of.
 *
 * Silent where nobody said what the clusters are extended with, and for operators whose versions nobody listed.
 */
export const versionIsServed: Rule = (scene) => scene.objects.flatMap((source) => [...unserved(source, scene), ...strangers(source, scene)]);

function unserved(source: RenderedObject, { operators = [] }: Scene) {
  const [group = '', version = ''] = source.object.apiVersion.split('/');
  const served = operators.flatMap((operator) => (group in operator.groups ? [{ operator, versions: operator.groups[group] ?? [] }] : []));
  if (served.length === 0 || served.some(({ versions }) => versions.length === 0 || versions.includes(version))) {
    return [];
  }
  const { operator, versions } = served[0]!;
  return [problemWith(source, {
    code: 'VersionNotServed', prop: '/apiVersion', value: source.object.apiVersion, rule: `is not served by ${operator.title} here`, remedy: `use ${versions.map((one) => `${group}/${one}`).join(' or ')}`,
  })];
}

/** A route to a pool of another group finds none, and its gateway says InvalidKind. */
function strangers(source: RenderedObject, { find }: Scene) {
  if (source.object.kind !== 'HTTPRoute') {
    return [];
  }
  return listAt(objectAt(source.object, 'spec'), 'rules').flatMap((rule, ruleIndex) => listAt(rule, 'backendRefs').flatMap((backend, index) => {
    const pool = backend.kind === 'InferencePool' ? find('InferencePool', String(backend.namespace ?? source.object.metadata.namespace), String(backend.name)) : undefined;
    const group = pool?.object.apiVersion.replace(/\/.*$/, '');
    return group === undefined || backend.group === group ? [] : [problemWith(source, {
      code: 'PoolOfAnotherGroup', prop: `/spec/rules/${ruleIndex}/backendRefs/${index}/group`, value: backend.group, rule: `is not the group of the InferencePool '${String(backend.name)}'`, remedy: `use ${group}`,
    })];
  }));
}
