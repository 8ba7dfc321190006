import type { StringMap } from './api/metadata';
import { WORKLOAD_LABEL } from '../../target/labels';

/** What a pod does for the construct that it belongs to. */
export type Component = 'engine' | 'endpoint-picker' | 'virtual-machine' | 'device-plugin';

const COMPONENT_LABEL = 'app.kubernetes.io/component';
const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'aiplane' };

/** The labels that select the pods of one component of a construct: a part of `workloadLabels`. */
export function selectorLabels(workload: string, component: Component): StringMap {
  return { [WORKLOAD_LABEL]: workload, ...componentLabels(component) };
}

/** The labels that select the pods of a component, whichever construct they belong to. */
export function componentLabels(component: Component): StringMap {
  return { [COMPONENT_LABEL]: component };
}

/** The labels of the objects and pods of one component of a construct. */
export function workloadLabels(workload: string, component: Component): StringMap {
  return { ...selectorLabels(workload, component), ...objectLabels(workload) };
}

/** The labels of every object. */
export function objectLabels(name: string): StringMap {
  return { 'app.kubernetes.io/name': name, ...MANAGED_BY };
}
