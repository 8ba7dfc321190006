import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Conventions } from '../conventions';
import { pickerName, PICKER_PORT } from '../endpoint-picker/picker-name';
import { targetPortsOf } from '../engine/engine-ports';
import { selectorLabels, workloadLabels } from '../labels';
import { MODEL_HEADER, readsModelName } from './model-header';
import type { InferenceRequest } from '../../../target/inference-request';
import { GATEWAY_GROUP, HttpRoute, type HttpRouteRule, type RouteBackend, type RouteParent } from '../../crds/gateway-api';
import { InferencePool, INFERENCE_POOL_GROUP } from '../../crds/inference';
import { DestinationRule } from '../../crds/istio';

/** Shortest limit on a request, seconds: long answers are streamed for minutes. */
const REQUEST_SECONDS = 300;

type Parent = NonNullable<InferenceRequest['gateway']['parent']>;

/** The replicas as one backend, whose picker chooses among them. */
export function inferencePool(scope: Construct, need: InferenceRequest): InferencePool {
  return new InferencePool(scope, 'Pool', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'engine') },
    spec: {
      selector: { matchLabels: selectorLabels(need.name, 'engine') },
      targetPorts: targetPortsOf(need),
      // A picker that is down costs the choice of replica, not the answer.
      endpointPickerRef: { group: '', kind: 'Service', name: pickerName(need), port: { number: PICKER_PORT }, failureMode: 'FailOpen' },
    },
  });
}

/** Path below which clients find a pool at the shared entrance. */
export function poolPath(need: Pick<InferenceRequest, 'name' | 'namespace'>): string {
  return `/${need.namespace}/${need.name}`;
}

/** Leads the pool's path at the shared entrance to the pool, or to it and others that take a share. */
export function poolRoute(scope: Construct, need: InferenceRequest, parent: Parent, conventions: Conventions): HttpRoute {
  const rule = towardsPool(need.name, need);
  const shared = need.routing?.byModelName === true && readsModelName(conventions) ? [{ ...namedInBody(need), ...rule }] : [];
  return new HttpRoute(scope, 'Route', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'engine') },
    spec: {
      parentRefs: [parentRef(parent)],
      rules: [{ ...belowPath(need), ...rule }, ...shared],
    },
  });
}

/** The way to a pool, and to those that take a share of its requests; which, is known when every verb was said. */
export function towardsPool(pool: string, need: Pick<InferenceRequest, 'routing' | 'drainSeconds'>): Pick<HttpRouteRule, 'backendRefs' | 'timeouts'> {
  const backendRefs = Lazy.any({ produce: () => backends(pool, need.routing) }) as readonly RouteBackend[];
  return { backendRefs, timeouts: { request: `${requestSeconds(need)}s` } };
}

/** Requests to the pool's own path, which the engine does not see. */
export function belowPath(need: Pick<InferenceRequest, 'name' | 'namespace'>): Pick<HttpRouteRule, 'matches' | 'filters'> {
  return {
    matches: [{ path: { type: 'PathPrefix', value: poolPath(need) } }],
    filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
  };
}

/** Requests to the address that all pools share, whose body names the model. */
function namedInBody({ model }: Pick<InferenceRequest, 'model'>): Pick<HttpRouteRule, 'matches'> {
  return { matches: [{ path: { type: 'PathPrefix', value: '/v1' }, headers: [{ type: 'Exact', name: MODEL_HEADER, value: model.name }] }] };
}

/** A Gateway as the parent of a route. */
export function parentRef(parent: Parent): RouteParent {
  return { group: GATEWAY_GROUP, kind: 'Gateway', ...parent };
}

/** A pool as the backend of a route. */
function poolBackend(name: string): RouteBackend {
  return { group: INFERENCE_POOL_GROUP, kind: 'InferencePool', name };
}

/** Longest time that a request may take, seconds. */
export function requestSeconds({ routing, drainSeconds }: Pick<InferenceRequest, 'routing' | 'drainSeconds'>): number {
  return routing?.requestSeconds ?? Math.max(REQUEST_SECONDS, drainSeconds);
}

/** What others take is gone from the pool's own share. */
function backends(name: string, routing: InferenceRequest['routing']): readonly RouteBackend[] {
  const shares = routing?.shares() ?? [];
  const own = { pool: name, weight: shares.reduce((rest, { weight }) => rest - weight, 100) };
  return shares.length === 0 ? [poolBackend(name)] : [own, ...shares].map(({ pool, weight }) => ({ ...poolBackend(pool), weight }));
}

/** Tells Istio's proxies to take the picker's certificate, which it signs itself at every start. */
export function trustPicker(scope: Construct, need: InferenceRequest, { gateway, clusterDomain }: Conventions): void {
  if (gateway.pickerTls !== 'destination-rule') {
    return;
  }
  new DestinationRule(scope, 'PickerTls', {
    metadata: { name: pickerName(need), namespace: need.namespace, labels: workloadLabels(need.name, 'endpoint-picker') },
    spec: {
      host: `${pickerName(need)}.${need.namespace}.svc.${clusterDomain}`,
      trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } },
    },
  });
}
