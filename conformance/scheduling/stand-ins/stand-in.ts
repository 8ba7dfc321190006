import type { KubernetesObject } from '../../run/emitted';

/** An object to create. */
export interface Child extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly namespace?: string };
}

/** Something that exists, of a kind whose controller cannot run here. */
export interface Parent extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly namespace: string; readonly uid: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Does what a controller that cannot run here would do, only as far as pods and volumes with the right requests, labels and affinities. */
export interface StandIn {
  /** The controller that is missing. */
  readonly controller: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** API groups of what it makes, beside those that every API server has. @default - none */
  readonly makes?: readonly string[];
  /** What it makes of an object; `written` is all that the environment has. */
  children(parent: Parent, written: readonly KubernetesObject[]): readonly Child[];
}

/** API group of sets of leaders and workers, which other controllers make too. */
export const LEADER_WORKER_SET_GROUP = 'leaderworkerset.x-k8s.io';

/** Owner reference of a child; its parent is then told apart from a stray object. */
export function ownedBy({ apiVersion, kind, metadata: { name, uid } }: Parent): object {
  return { ownerReferences: [{ apiVersion, kind, name, uid, controller: true }] };
}

/** A security context that the strictest standard for pods lets pass. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' },
} as const;
