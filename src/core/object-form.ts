import type { KubernetesObject } from './rendered';
import { removalOf } from '../catalog/removed-apis';
import type { Violation } from '../errors/validation-error';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const LABEL = /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL_VALUE = /^(?=.{0,63}$)([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$/;
/** Names of its kinds are path segments and may hold colons. */
const RBAC = 'rbac.authorization.k8s.io/';
/** Stands for a cloud value, which is judged where it is handed over. */
const PLACEHOLDER = /\$\{[A-Z0-9_]+\}/;

/** What no object may lack: without it there is nothing to file or to name it by. */
export function missingFields(object: unknown): readonly Violation[] {
  const { apiVersion, kind, metadata } = object as Partial<KubernetesObject>;
  const name: unknown = (metadata as { readonly name?: unknown } | undefined)?.name;
  return Object.entries({ '/apiVersion': apiVersion, '/kind': kind, '/metadata/name': name })
    .filter(([, value]) => typeof value !== 'string' || value === '')
    .map(([prop, value]) => ({
      code: 'FieldMissing', prop, value, rule: 'must be a string that is not empty, in every object', remedy: 'undo the patch that removed it, or state it',
    }));
}

/** What no API server of a Kubernetes minor accepts, whatever the kind. */
export function malformations(object: KubernetesObject, kubernetesVersion: string): readonly Violation[] {
  const { name, namespace, labels, annotations } = object.metadata;
  const subdomain = object.apiVersion.startsWith(RBAC) ? /^[^/%]+$/ : SUBDOMAIN;
  return [
    ...unless(isForm(name, subdomain), 'NotADnsName', '/metadata/name', name, 'must be a DNS-1123 subdomain: at most 253 lower-case letters, digits, hyphens and dots', 'correct its spelling'),
    ...unless(namespace === undefined || isForm(namespace, LABEL), 'NotADnsName', '/metadata/namespace', namespace, 'must be a DNS-1123 label: at most 63 lower-case letters, digits and hyphens', 'correct its spelling'),
    ...valuesOf(labels).flatMap(([key, value]) => unless(isForm(value, LABEL_VALUE), 'NotALabel', `/metadata/labels/${key}`, value, "must be a string of at most 63 letters, digits, '-', '_' and '.'", 'write it in quotes, or shorten it')),
    ...valuesOf(annotations).flatMap(([key, value]) => unless(typeof value === 'string', 'NotAText', `/metadata/annotations/${key}`, value, 'must be a string', 'write it in quotes')),
    ...dataOf(object).flatMap(([key, value]) => unless(typeof value === 'string', 'NotAText', `/data/${key}`, value, 'must be a string', 'write it in quotes')),
    ...removal(object, kubernetesVersion),
  ];
}

function removal({ apiVersion, kind }: KubernetesObject, kubernetesVersion: string): readonly Violation[] {
  const removed = removalOf(apiVersion, kind, kubernetesVersion);
  return unless(removed === undefined, 'ApiRemoved', '/apiVersion', apiVersion, `is not served by Kubernetes ${kubernetesVersion} for ${kind}`, `use ${removed?.replacement}`);
}

function dataOf(object: KubernetesObject): readonly (readonly [string, unknown])[] {
  return object.kind === 'ConfigMap' ? valuesOf(object.data) : [];
}

function valuesOf(map: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(map ?? {});
}

function isForm(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && (PLACEHOLDER.test(value) || form.test(value));
}

function unless(holds: boolean, code: string, prop: string, value: unknown, rule: string, remedy: string): readonly Violation[] {
  return holds ? [] : [{ code, prop, value, rule, remedy }];
}
