import type { KubernetesObject } from '../run/emitted';

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: unknown;
}

interface Maker {
  readonly template?: Template;
  readonly jobTemplate?: { readonly spec: { readonly template: Template } };
}

/** Kinds of Kubernetes itself that make pods. */
const MAKERS: ReadonlySet<string> = new Set(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'StatefulSet']);

/** The pods that an object of Kubernetes itself makes, one of each template: policies judge pods, whatever makes them. */
export function ownPods({ kind, metadata: { name, namespace }, spec }: KubernetesObject): readonly KubernetesObject[] {
  const { template, jobTemplate } = MAKERS.has(kind) ? spec as Maker : {};
  const found = template ?? jobTemplate?.spec.template;
  return found === undefined ? [] : [{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, ...found.metadata }, spec: found.spec }];
}
