import type { StringMap } from './api/metadata';
import type { EngineRole } from '../../target/inference-request';
import { WORKLOAD_LABEL } from '../../target/labels';

/** What a pod does for the construct that it belongs to. */
export type Component = 'engine' | 'engine-worker' | 'model-cache' | 'endpoint-picker' | 'virtual-machine' | 'device-plugin';

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

/** Label by which the endpoint picker knows what a pod does with a request. @see https://github.com/llm-d/llm-d-router/blob/main/docs/disaggregation.md */
export const ROLE_LABEL = 'llm-d.ai/role';

/** The labels that select the engines of one role of a pool: of all of them where there is only one role. */
export function roleSelector({ name, role }: { readonly name: string } & Pick<EngineRole, 'role'>): StringMap {
  return { ...selectorLabels(name, 'engine'), ...roleLabel(role) };
}

/** The labels of the objects and pods of one role of a pool. */
export function roleLabels({ name, role }: { readonly name: string } & Pick<EngineRole, 'role'>): StringMap {
  return { ...workloadLabels(name, 'engine'), ...roleLabel(role) };
}

/** Labels that all pods of the replicas of a role have, those that answer no requests too. */
export function replicaSelector({ roleName }: Pick<EngineRole, 'roleName'>): StringMap {
  return { 'app.kubernetes.io/part-of': roleName };
}

/** The labels of pods that belong to an engine and answer no requests. */
export function workerLabels({ name }: { readonly name: string }): StringMap {
  return workloadLabels(name, 'engine-worker');
}

function roleLabel(role: EngineRole['role']): StringMap {
  return role === 'prefill-decode' ? {} : { [ROLE_LABEL]: role };
}

/** The labels of every object. */
export function objectLabels(name: string): StringMap {
  return { 'app.kubernetes.io/name': name, ...MANAGED_BY };
}
