import type { Sourced } from './sourced';

/** Namespaces that belong to a cluster and not to those who use it. */
export interface ReservedNamespaces extends Sourced {
  /** Name, or its beginning where it ends in a hyphen. */
  readonly name: string;
  /** Whether users run pods there too. @default false */
  readonly shared?: boolean;
}

/** The namespaces that the distributions keep for themselves. */
const RESERVED: readonly ReservedNamespaces[] = [
  { name: 'default', shared: true, source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/', asOf: '2026-08-22' },
  { name: 'kube-', source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/', asOf: '2026-08-22' },
  { name: 'openshift', source: 'https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/building_applications/projects', asOf: '2026-08-22' },
  { name: 'openshift-', source: 'https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/building_applications/projects', asOf: '2026-08-22' },
];

/** Whether a namespace belongs to the cluster, in any distribution: a program must be able to move to another. */
export function isReservedNamespace(namespace: string): boolean {
  return RESERVED.some(({ name }) => isNamed(name, namespace));
}

/** Namespaces whose pods are the cluster's own: names, or beginnings of names where they end in a hyphen. */
export function systemNamespaces(): readonly string[] {
  return RESERVED.filter(({ shared }) => shared !== true).map(({ name }) => name);
}

/** Whether the pods of a namespace are the cluster's own. */
export function isSystemNamespace(namespace: string): boolean {
  return systemNamespaces().some((name) => isNamed(name, namespace));
}

function isNamed(name: string, namespace: string): boolean {
  return name.endsWith('-') ? namespace.startsWith(name) : namespace === name;
}
