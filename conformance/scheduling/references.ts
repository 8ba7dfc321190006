import { podSpecOf, serviceNames, volumeReferences, type Target } from './pod-references';
import type { ApiClient } from '../kubernetes/api-client';
import { pathOf, type ResourcePaths } from '../kubernetes/resource-paths';
import { subjectOf } from '../kubernetes/server-side-apply';
import type { EmittedObject, KubernetesObject } from '../run/emitted';
import type { Failure } from '../run/step';

/** A reference as Gateway API writes it. */
interface GatewayReference {
  readonly apiVersion?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Which version of a group is looked at; the existence of an object is the same in all. */
const VERSIONS: Readonly<Record<string, string>> = {
  '': 'v1',
  'apps': 'apps/v1',
  'gateway.networking.k8s.io': 'gateway.networking.k8s.io/v1',
  'inference.networking.k8s.io': 'inference.networking.k8s.io/v1',
  'rbac.authorization.k8s.io': 'rbac.authorization.k8s.io/v1',
  'cert-manager.io': 'cert-manager.io/v1',
  'keda.sh': 'keda.sh/v1alpha1',
  'kubevirt.io': 'kubevirt.io/v1',
  'cdi.kubevirt.io': 'cdi.kubevirt.io/v1beta1',
};

/** References of the environment to objects that are not there. */
export async function danglingReferences(client: ApiClient, paths: ResourcePaths, objects: readonly EmittedObject[]): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const emitted of objects) {
    for (const target of targetsOf(emitted.object)) {
      if (!await exists(client, paths, emitted.object, target)) {
        const { kind, name, namespace = emitted.object.metadata.namespace } = target;
        failures.push({ subject: subjectOf(emitted), message: `points at ${kind}/${namespace === undefined ? '' : `${namespace}/`}${name}, which is not there` });
      }
    }
  }
  return failures;
}

/** Everything that an object points at by name. */
export function targetsOf(object: KubernetesObject): readonly Target[] {
  const spec = (object.spec ?? {}) as Readonly<Record<string, never>>;
  return [...podTargets(object), ...specTargets(object.kind, spec), ...bindingTargets(object)];
}

function podTargets(object: KubernetesObject): readonly Target[] {
  const pod = podSpecOf(object);
  return pod === undefined ? [] : volumeReferences(pod);
}

function specTargets(kind: string, spec: Readonly<Record<string, never>>): readonly Target[] {
  switch (kind) {
    case 'HTTPRoute': return routeTargets(spec);
    case 'InferencePool': return references([spec.endpointPickerRef], '', 'Service');
    case 'ScaledObject': return scalerTargets(spec);
    case 'Certificate': return references([spec.issuerRef], 'cert-manager.io', 'Issuer');
    case 'DestinationRule': return serviceNames(spec.host);
    default: return [];
  }
}

function routeTargets({ parentRefs, rules }: Readonly<Record<string, never>>): readonly Target[] {
  const backends = list(rules).flatMap(({ backendRefs }) => references(backendRefs, '', 'Service'));
  return [...references(parentRefs, 'gateway.networking.k8s.io', 'Gateway'), ...backends];
}

function scalerTargets({ scaleTargetRef, triggers }: Readonly<Record<string, never>>): readonly Target[] {
  const authentications = list(triggers).map(({ authenticationRef }) => authenticationRef);
  return [...references([scaleTargetRef], 'apps', 'Deployment'), ...references(authentications, 'keda.sh', 'TriggerAuthentication')];
}

function bindingTargets({ kind, roleRef, subjects }: KubernetesObject): readonly Target[] {
  if (!kind.endsWith('RoleBinding')) {
    return [];
  }
  // that of a service account is the core group, which is written as none
  const accounts = list(subjects).filter((subject) => subject.kind === 'ServiceAccount');
  return [...references([roleRef], 'rbac.authorization.k8s.io', 'Role'), ...references(accounts, '', 'ServiceAccount')];
}

/** References in the manner of Gateway API, which most others follow. */
function references(values: unknown, group: string, kind: string): readonly Target[] {
  return list(values).map((value) => {
    const reference = value as unknown as GatewayReference;
    const { name, namespace } = reference;
    const apiVersion = reference.apiVersion ?? VERSIONS[reference.group ?? group] ?? `${reference.group}/v1`;
    return { apiVersion, kind: reference.kind ?? kind, name, ...(namespace === undefined ? {} : { namespace }) };
  });
}

function list(values: unknown): readonly Readonly<Record<string, unknown>>[] {
  const items: readonly unknown[] = Array.isArray(values) ? values : [];
  return items.filter((item): item is Readonly<Record<string, unknown>> => typeof item === 'object' && item !== null);
}

async function exists(client: ApiClient, paths: ResourcePaths, { metadata: from }: KubernetesObject, target: Target): Promise<boolean> {
  const { apiVersion, kind, name, namespace = from.namespace } = target;
  const path = paths.tryFind(apiVersion, kind);
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return path !== undefined && await client.tryGet(pathOf(path, { apiVersion, kind, metadata })) !== undefined;
}
