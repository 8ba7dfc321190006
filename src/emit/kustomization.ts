import { yamlOf } from './yaml';

/**
 * A kustomization of files or folders, applied in the order given.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function kustomizationOf(resources: readonly string[]): string {
  // without it, kustomize sorts by kind across phases
  const sortOptions = { order: 'fifo' };
  return yamlOf({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources, sortOptions });
}
