import { isNamespaced } from '../../catalog/kubernetes-kinds';
import { problemWith, Rule } from '../rule';

/** An object of the whole cluster says no namespace: the API server refuses it otherwise. */
export const clusterObjectIsInNoNamespace: Rule = ({ objects }) => objects
  .filter(({ object }) => object.metadata.namespace !== undefined && isNamespaced(object.apiVersion, object.kind) === false)
  .map((source) => problemWith(source, {
    code: 'NamespaceForbidden',
    prop: '/metadata/namespace',
    value: source.object.metadata.namespace,
    rule: `must be left out: a ${source.object.kind} is in none`,
    remedy: "create it below 'environment.manifests'",
  }));
