import type { Construct } from 'constructs';
import type { Fulfilment } from '../../../target/binding';
import type { InferenceGatewayRequest } from '../../../target/requests';
import { AgentgatewayPolicy } from '../../crds/agentgateway';
import { GATEWAY_GROUP } from '../../crds/gateway-api';
import type { Conventions } from '../conventions';
import { objectLabels } from '../labels';

/** Header that carries the name of the model from a request's body, for routes to match. @see https://gateway-api-inference-extension.sigs.k8s.io/guides/serving-multiple-inference-pools-latest/ */
export const MODEL_HEADER = 'X-Gateway-Model-Name';

/** Whether the proxies read a request's body before they choose its route. */
export function readsModelName({ gateway }: Conventions): boolean {
  return gateway.policies === 'agentgateway';
}

/** Puts the name of the model, which a request's body says, into a header, before a route is chosen. What a client has put there is replaced. */
export function modelHeader(scope: Construct, need: InferenceGatewayRequest, conventions: Conventions): void {
  if (readsModelName(conventions)) {
    new AgentgatewayPolicy(scope, 'ModelHeader', {
      metadata: { name: `${need.name}-model-name`, namespace: need.namespace, labels: objectLabels(need.name) },
      spec: {
        targetRefs: [{ group: GATEWAY_GROUP, kind: 'Gateway', name: need.name }],
        traffic: { phase: 'PreRouting', transformation: { request: { set: [{ name: MODEL_HEADER, value: 'json(request.body).model' }] } } },
      },
    });
  }
}

/** What is said of one address for all pools. */
export function byModelName(conventions: Conventions, objects: Fulfilment['objects']): Fulfilment {
  return readsModelName(conventions)
    ? { capability: 'routing.byModelName', level: 'equal', reason: "the entrance reads the model's name in the body and leads to its pool, at one address for all", objects }
    : {
      capability: 'routing.byModelName', level: 'missing',
      reason: `the proxies of '${conventions.gateway.className}' do not read the body before they choose a route: clients call each pool at its own path`, objects: [],
    };
}
