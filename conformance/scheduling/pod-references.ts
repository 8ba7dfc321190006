import type { KubernetesObject } from '../run/emitted';

/** An object that another one points at. */
export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default - the namespace of the object that points */
  readonly namespace?: string;
}

interface Reference {
  readonly name?: string;
  readonly optional?: boolean;
}

interface Volume {
  readonly configMap?: Reference;
  readonly secret?: { readonly secretName: string; readonly optional?: boolean };
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly projected?: { readonly sources?: readonly { readonly configMap?: Reference; readonly secret?: Reference }[] };
}

interface Container {
  readonly env?: readonly { readonly valueFrom?: { readonly configMapKeyRef?: Reference; readonly secretKeyRef?: Reference } }[];
  readonly envFrom?: readonly { readonly configMapRef?: Reference; readonly secretRef?: Reference }[];
}

/** The part of a pod that names other objects. */
export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly volumes?: readonly Volume[];
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface Templates {
  readonly template?: { readonly spec?: PodSpec };
  readonly jobTemplate?: { readonly spec: { readonly template: { readonly spec: PodSpec } } };
}

/** The pod that an object makes; undefined where it makes none by itself. */
export function podSpecOf({ kind, spec }: KubernetesObject): PodSpec | undefined {
  const { template, jobTemplate } = (spec ?? {}) as Templates;
  switch (kind) {
    case 'Pod': return spec as PodSpec;
    case 'CronJob': return jobTemplate?.spec.template.spec;
    case 'LLMInferenceService': return template as PodSpec | undefined;
    case 'Deployment': case 'StatefulSet': case 'DaemonSet': case 'Job': return template?.spec;
    default: return undefined;
  }
}

/** Service account, configuration, secrets and claims that a pod needs. */
export function volumeReferences({ serviceAccountName, volumes = [], containers = [], initContainers = [] }: PodSpec): readonly Target[] {
  const environment = [...containers, ...initContainers].flatMap(({ env = [], envFrom = [] }) => [
    ...env.map(({ valueFrom }) => ({ configMap: valueFrom?.configMapKeyRef, secret: valueFrom?.secretKeyRef })),
    ...envFrom.map(({ configMapRef, secretRef }) => ({ configMap: configMapRef, secret: secretRef })),
  ]);
  const projected = volumes.flatMap(({ projected: volume }) => volume?.sources ?? []);
  const mounted = volumes.map(({ configMap, secret }) => ({ configMap, secret: { name: secret?.secretName, optional: secret?.optional } }));
  const sources = [...environment, ...projected, ...mounted];
  return [
    ...named('ServiceAccount', [{ name: serviceAccountName }]),
    ...named('ConfigMap', sources.map(({ configMap }) => configMap)),
    ...named('Secret', sources.map(({ secret }) => secret)),
    ...named('PersistentVolumeClaim', volumes.map(({ persistentVolumeClaim }) => ({ name: persistentVolumeClaim?.claimName }))),
  ];
}

/** `<service>`, `<service>.<namespace>` or the full name in the cluster; other hosts are outside it. */
export function serviceNames(host: unknown): readonly Target[] {
  const match = typeof host === 'string' ? /^([^.*]+)(?:\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?)?$/.exec(host) : null;
  return match === null ? [] : [{ apiVersion: 'v1', kind: 'Service', name: match[1]!, ...(match[2] === undefined ? {} : { namespace: match[2] }) }];
}

function named(kind: string, references: readonly (Reference | undefined)[]): readonly Target[] {
  const names = references.flatMap((reference) => (reference?.name === undefined || reference.optional === true ? [] : [reference.name]));
  return [...new Set(names)].map((name) => ({ apiVersion: 'v1', kind, name }));
}
