import { yamlOf } from './yaml';

/**
 * A kustomization of files or folders. Its order is kustomize's own, by kind: kubectl warns of any other that a file asks for.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function kustomizationOf(resources: readonly string[]): string {
  return yamlOf({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources });
}
