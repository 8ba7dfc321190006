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
const PATH_SEGMENT = /^[^/%]+$/;
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
  const { labels, annotations } = object.metadata;
  const data = object.kind === 'ConfigMap' ? object.data : {};
  return [
    ...nameViolations(object),
    ...entriesOf(labels).filter(([, value]) => !isForm(value, LABEL_VALUE)).map(([key, value]) => labelViolation(key, value)),
    ...notTexts('/metadata/annotations', annotations),
    ...notTexts('/data', data),
    ...removal(object, kubernetesVersion),
  ];
}

function nameViolations({ apiVersion, metadata: { name, namespace } }: KubernetesObject): readonly Violation[] {
  const code = 'NotADnsName';
  const remedy = 'correct its spelling';
  const subdomain = 'must be a DNS-1123 subdomain: at most 253 lower-case letters, digits, hyphens and dots';
  const label = 'must be a DNS-1123 label: at most 63 lower-case letters, digits and hyphens';
  const isName = isForm(name, apiVersion.startsWith(RBAC) ? PATH_SEGMENT : SUBDOMAIN);
  return [
    ...(isName ? [] : [{ code, prop: '/metadata/name', value: name, rule: subdomain, remedy }]),
    ...(namespace === undefined || isForm(namespace, LABEL) ? [] : [{ code, prop: '/metadata/namespace', value: namespace, rule: label, remedy }]),
  ];
}

function labelViolation(key: string, value: unknown): Violation {
  const rule = "must be a string of at most 63 letters, digits, '-', '_' and '.'";
  return { code: 'NotALabel', prop: `/metadata/labels/${key}`, value, rule, remedy: 'write it in quotes, or shorten it' };
}

function notTexts(field: string, map: unknown): readonly Violation[] {
  const wrong = entriesOf(map).filter(([, value]) => typeof value !== 'string');
  return wrong.map(([key, value]) => ({ code: 'NotAText', prop: `${field}/${key}`, value, rule: 'must be a string', remedy: 'write it in quotes' }));
}

function removal({ apiVersion, kind }: KubernetesObject, kubernetesVersion: string): readonly Violation[] {
  const removed = removalOf(apiVersion, kind, kubernetesVersion);
  const rule = `is not served by Kubernetes ${kubernetesVersion} for ${kind}`;
  return removed === undefined ? [] : [{ code: 'ApiRemoved', prop: '/apiVersion', value: apiVersion, rule, remedy: `use ${removed.replacement}` }];
}

function entriesOf(map: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(map ?? {});
}

function isForm(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && (PLACEHOLDER.test(value) || form.test(value));
}
