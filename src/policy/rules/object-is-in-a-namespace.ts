import { isNamespaced } from '../../catalog/kubernetes-kinds';
import { problemWith, Rule } from '../rule';

/** An object of a namespaced kind says its namespace: it would land in whichever one the deployer happens to be in. */
export const objectIsInANamespace: Rule = ({ objects }) => objects
  .filter(({ object }) => object.metadata.namespace === undefined && isNamespaced(object.apiVersion, object.kind) === true)
  .map((source) => problemWith(source, {
    code: 'NamespaceMissing',
    prop: '/metadata/namespace',
    value: undefined,
    rule: `must name a namespace: a ${source.object.kind} is in one`,
    remedy: "create it below 'zone.manifests', or name the namespace",
  }));
