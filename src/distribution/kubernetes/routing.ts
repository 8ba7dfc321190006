import type { Construct } from 'constructs';
import type { Conventions } from './conventions';
import { isIstio } from './conventions';
import { pickerName, PICKER_PORT } from './endpoint-picker';
import { targetPortsOf } from './engine-ports';
import { selectorLabels, workloadLabels } from './labels';
import type { InferenceRequest } from '../../target/inference-request';
import { HttpRoute } from '../crds/gateway-api';
import { InferencePool, INFERENCE_POOL_GROUP } from '../crds/inference';
import { DestinationRule } from '../crds/istio';

/** Shortest limit on a request, seconds: long answers are streamed for minutes. */
const REQUEST_SECONDS = 300;

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

/** Leads the pool's path at the shared entrance to the pool. */
export function poolRoute(scope: Construct, need: InferenceRequest, parent: NonNullable<InferenceRequest['gateway']['parent']>): HttpRoute {
  return new HttpRoute(scope, 'Route', {
    metadata: { name: need.name, namespace: need.namespace, labels: workloadLabels(need.name, 'engine') },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...parent }],
      rules: [{
        matches: [{ path: { type: 'PathPrefix', value: poolPath(need) } }],
        filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
        backendRefs: [{ group: INFERENCE_POOL_GROUP, kind: 'InferencePool', name: need.name }],
        timeouts: { request: `${Math.max(REQUEST_SECONDS, need.drainSeconds)}s` },
      }],
    },
  });
}

/** Tells Istio's proxies to take the picker's certificate, which it signs itself at every start. */
export function trustPicker(scope: Construct, need: InferenceRequest, conventions: Conventions): void {
  if (!isIstio(conventions)) {
    return;
  }
  new DestinationRule(scope, 'PickerTls', {
    metadata: { name: pickerName(need), namespace: need.namespace, labels: workloadLabels(need.name, 'endpoint-picker') },
    spec: {
      host: `${pickerName(need)}.${need.namespace}.svc.${conventions.clusterDomain}`,
      trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } },
    },
  });
}
