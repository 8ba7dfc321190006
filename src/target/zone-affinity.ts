import { ZONE_LABEL } from './labels';

/** Something that the labels of a node must say. */
export interface NodeRequirement {
  /** Key of the label. */
  readonly key: string;
  /** Whether the label must have one of the values, or not be there. */
  readonly operator: 'In' | 'DoesNotExist';
  /** Values that the label may have. @default - none, with the operator `DoesNotExist` */
  readonly values?: readonly string[];
}

/** Nodes that a pod may run on. @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity */
export interface Affinity {
  /** What a node must be, or the pod waits. */
  readonly nodeAffinity: {
    readonly requiredDuringSchedulingIgnoredDuringExecution: {
      /** A node must meet all requirements of one of them. */
      readonly nodeSelectorTerms: readonly { readonly matchExpressions: readonly NodeRequirement[] }[];
    };
  };
}

/** Keeps a pod that needs no nodes of its own away from those of other zones: it runs on nodes of its zone, or on nodes of none. */
export function zoneAffinity(zone: string): Affinity {
  const own: NodeRequirement = { key: ZONE_LABEL, operator: 'In', values: [zone] };
  const nobodys: NodeRequirement = { key: ZONE_LABEL, operator: 'DoesNotExist' };
  const nodeSelectorTerms = [own, nobodys].map((requirement) => ({ matchExpressions: [requirement] }));
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}
