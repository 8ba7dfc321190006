import type { Construct } from 'constructs';
import type { Conventions } from './conventions';
import { endpointPicker, pickerMetrics, pickerTraffic } from './endpoint-picker/endpoint-picker';
import { engineFindings } from './engine/engine';
import { servedPool } from './engine/engine-choice';
import { requireSamePorts } from './engine/engine-ports';
import { engineTraffic, proxyTraffic } from './engine/engine-traffic';
import { facilities } from './engine/facilities';
import { sidecarAccess } from './engine/routing-sidecar';
import { inferencePool, poolPath, poolRoute, trustPicker } from './gateway/routing';
import { routingFulfilments } from './gateway/routing-fulfilments';
import { selectorLabels } from './labels';
import { podsHere, podsOf } from './network-policies';
import { ValidationError } from '../../errors/validation-error';
import type { Fulfilment } from '../../target/binding';
import type { InferenceBinding } from '../../target/distribution';
import type { InferenceGatewayBinding } from '../../target/gateway-request';
import { rolesOf, type InferenceRequest } from '../../target/inference-request';

/** Longest name of a pool: its picker adds a suffix, and gateways make names of their own from that. */
const LONGEST_NAME = 40;

/** Longest name of a pool whose roles roll out as one: a label of its pods holds it with slice, revision, role, group and a hash. */
const LONGEST_NAME_OF_SET = 30;

/** Serves a model by replicas of the engine behind the zone's shared entrance. */
export function serveBehindGateway(scope: Construct, asked: InferenceRequest, conventions: Conventions): InferenceBinding {
  requireShortName(asked, scope);
  requireSamePorts(asked, scope);
  const { need, fulfilments, findings, models } = facilities(scope, asked, conventions);
  const { parent, endpoint, proxy } = requireEntrance(need.gateway, scope);
  const pool = servedPool(scope, need, conventions);
  engineTraffic(scope, need, conventions, [podsOf(proxy), podsHere(selectorLabels(need.name, 'endpoint-picker'))]);
  proxyTraffic(scope, need, proxy);
  if (need.kvTransfer !== undefined) {
    sidecarAccess(scope, need);
  }
  const picker = endpointPicker(scope, need, conventions);
  pickerTraffic(scope, need, conventions, proxy);
  const pickerMonitor = pickerMetrics(scope, need, conventions);
  trustPicker(scope, need, conventions);
  const routing = [inferencePool(scope, need), poolRoute(scope, need, parent, conventions), picker];
  return {
    primary: pool.replicas[0],
    endpoint: { ...endpoint, url: `${endpoint.url}${poolPath(need)}` },
    findings: [...engineFindings(need), ...findings, ...pool.findings],
    models: pool.models ?? models,
    podSecurity: pool.podSecurity,
    fulfilments: [
      ...pool.served,
      routed(routing),
      ...routingFulfilments(scope, need, conventions, routing),
      ...pool.scaled(true),
      ...pool.watched(pickerMonitor),
      ...fulfilments(pool.replicas),
    ],
  };
}

function routed(objects: Fulfilment['objects']): Fulfilment {
  const reason = 'an HTTPRoute leads to an InferencePool whose endpoint picker chooses the replica';
  return { capability: 'advanced_inference_ingress', level: 'equal', reason, objects };
}

function requireShortName(need: InferenceRequest, scope: Construct): void {
  const joint = rolesOf(need).some(({ jointRollout }) => jointRollout);
  const longest = joint ? LONGEST_NAME_OF_SET : LONGEST_NAME;
  if (need.name.length > longest) {
    const who = joint ? 'the controller of the set adds slice, revision, role and group' : 'the endpoint picker and the gateway add suffixes';
    const rule = `must have at most ${longest} characters, because ${who}`;
    throw new ValidationError({ code: 'NameTooLong', prop: 'name', value: need.name, rule, remedy: 'shorten the ids of the constructs between the zone and the pool' }, scope);
  }
}

function requireEntrance(gateway: InferenceGatewayBinding, scope: Construct): Required<InferenceGatewayBinding> {
  const { parent, endpoint, proxy } = gateway;
  if (parent === undefined || endpoint === undefined || proxy === undefined) {
    const rule = 'must name the parent, the endpoint and the proxy of an entrance';
    throw new ValidationError({ code: 'GatewayIncomplete', prop: 'gateway', value: gateway, rule, remedy: "pass what 'bindInferenceGateway' returned" }, scope);
  }
  return { parent, endpoint, proxy };
}
