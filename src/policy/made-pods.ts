import type { JsonObject } from './pods';
import { isNamespaced } from '../catalog/kubernetes-kinds';
import type { RenderedObject } from '../core/rendered';

/** A label by which a controller's own pods are found. */
interface Mark {
  readonly key: string;
  /** @default - any */
  readonly value?: string;
}

/** Kinds whose controllers make pods that the output does not show, and the label that those pods bear. */
const MAKERS: Readonly<Record<string, Mark>> = {
  Cluster: { key: 'cnpg.io/cluster' },
  DataVolume: { key: 'app', value: 'containerized-data-importer' },
  DisaggregatedSet: { key: 'disaggregatedset.x-k8s.io/name' },
  Gateway: { key: 'gateway.networking.k8s.io/gateway-name' },
  LLMInferenceService: { key: 'app.kubernetes.io/part-of', value: 'llminferenceservice' },
  LeaderWorkerSet: { key: 'leaderworkerset.sigs.k8s.io/name' },
  NIMCache: { key: 'app', value: 'k8s-nim-operator' },
  NIMService: { key: 'app.kubernetes.io/managed-by', value: 'k8s-nim-operator' },
};

/** Custom kinds whose controllers make no pods, or pods that our own templates show. */
const SHOWN: ReadonlySet<string> = new Set([
  'AuthPolicy', 'AuthorizationPolicy', 'Certificate', 'DestinationRule', 'DisaggregatedSetRoleScaler', 'GrafanaDashboard', 'HTTPRoute', 'HardwareProfile',
  'InferenceModelRewrite', 'InferenceObjective', 'InferencePool', 'Issuer', 'LocalQueue', 'PodMonitor', 'PrometheusRule', 'ReferenceGrant', 'RequestAuthentication',
  'ScaledObject', 'ServiceMonitor', 'TriggerAuthentication', 'VariantAutoscaling', 'VirtualMachine',
]);

/** Whether a selector may mean pods that a controller makes for one of the objects of its namespace. */
export function mayBeMadePods(selector: JsonObject, neighbours: readonly RenderedObject[]): boolean {
  return neighbours.some(({ object }) => {
    const mark = MAKERS[object.kind];
    return mark === undefined ? isUnknown(object.apiVersion, object.kind) : hasMark(selector, mark);
  });
}

function hasMark(selector: JsonObject, { key, value }: Mark): boolean {
  return key in selector && (value === undefined || selector[key] === value);
}

function isUnknown(apiVersion: string, kind: string): boolean {
  return isNamespaced(apiVersion, kind) === undefined && !SHOWN.has(kind);
}
