import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { NetworkPolicy, type NetworkPolicyPort } from '../api/networking';
import { PICKER_PORT } from '../endpoint-picker/picker-name';
import { ARRIVAL_PORTS } from '../engine/engine-ports';
import { componentLabels, objectLabels, workloadLabels, type Component } from '../labels';
import { podsOf, tcp, tcpRange } from '../network-policies';
import { belowPath, parentRef, poolPath, towardsPool } from './routing';
import type { Binding, Fulfilment } from '../../../target/binding';
import { WORKLOAD_LABEL } from '../../../target/labels';
import { RequestHeader } from '../../../target/request-headers';
import type { EntranceRequest, InferenceObjectiveRequest, ModelRewriteRequest, OfPool } from '../../../target/routing-verbs';
import { HttpRoute } from '../../crds/gateway-api';
import { InferenceModelRewrite, InferenceObjective, poolRef, type InferenceModelRewriteSpec } from '../../crds/llm-d';

/** A priority that clients ask for by the name of the object; `pool` is the InferencePool, where it is not named as the pool's other objects. */
export function objective(scope: Construct, need: InferenceObjectiveRequest, pool = need.pool): Binding {
  const resource = new InferenceObjective(scope, 'Resource', { metadata: metaOf(need), spec: { priority: need.priority, poolRef: poolRef(pool) } });
  return met(resource, [{ capability: 'routing.objective', level: 'equal', reason: `requests with the header ${RequestHeader.OBJECTIVE}: ${need.name} have the priority ${need.priority}`, objects: [resource] }]);
}

/** A name that the picker replaces by one that the engines serve. */
export function modelRewrite(scope: Construct, need: ModelRewriteRequest, pool = need.pool): Binding {
  const resource = new InferenceModelRewrite(scope, 'Resource', {
    metadata: metaOf(need),
    spec: {
      poolRef: poolRef(pool),
      rules: [{
        matches: [{ model: { type: 'Exact', value: need.model } }],
        targets: Lazy.any({ produce: () => need.targets().map(({ model, weight }) => ({ modelRewrite: model, weight })) }) as InferenceModelRewriteSpec['rules'][number]['targets'],
      }],
    },
  });
  return met(resource, [{ capability: 'routing.canary', level: 'equal', reason: `the picker splits requests for '${need.model}' among names that the engines serve`, objects: [resource] }]);
}

/** The pool's route reads the shares itself. */
export function poolShares(): Binding {
  return { findings: [], fulfilments: [{ capability: 'routing.canary', level: 'equal', reason: "the pool's route splits requests among pools by weight", objects: [] }] };
}

/** A route at a Gateway outside of the zone, and leave for its proxies to come in. */
export function entranceOf(scope: Construct, need: EntranceRequest): Binding {
  const { namespace, pool, hostname, parent, proxy } = need;
  const route = new HttpRoute(scope, 'Resource', {
    metadata: metaOf(need),
    spec: {
      parentRefs: [parentRef(parent)],
      hostnames: [hostname],
      rules: [{ ...belowPath({ name: pool, namespace }), ...towardsPool(pool, need) }],
    },
  });
  const policies = [admit(scope, need, 'engine', [tcpRange(ARRIVAL_PORTS.first, ARRIVAL_PORTS.last)]), admit(scope, need, 'endpoint-picker', tcp(PICKER_PORT))];
  const gateway = `${parent.namespace}/${parent.name}`;
  const reason = `https://${hostname}${poolPath({ name: pool, namespace })} leads here by '${gateway}', whose proxies in '${proxy.namespace}' read requests and answers outside of the zone`;
  const message = `'entrance' (${gateway}) takes what clients of '${pool}' say out of the zone's walls; see to it that it runs under the zone's law, and that its listeners take routes from '${namespace}'`;
  return {
    primary: route,
    findings: [{ code: 'EntranceOutsideZone', severity: 'warning', message }],
    fulfilments: [{ capability: 'routing.entrance', level: 'equal', reason, objects: [route, ...policies] }],
  };
}

/** Lets those proxies call one component of the pool, and of all that take a share of its requests. */
function admit(scope: Construct, need: EntranceRequest, component: Component, ports: readonly NetworkPolicyPort[]): NetworkPolicy {
  const name = `${need.name}-${component === 'engine' ? 'engines' : 'pickers'}`;
  const pools = Lazy.any({ produce: () => [need.pool, ...(need.routing?.shares() ?? []).map(({ pool }) => pool)] }) as readonly string[];
  return new NetworkPolicy(scope, component === 'engine' ? 'EngineTraffic' : 'PickerTraffic', {
    metadata: { name, namespace: need.namespace, labels: objectLabels(name) },
    spec: {
      podSelector: { matchLabels: componentLabels(component), matchExpressions: [{ key: WORKLOAD_LABEL, operator: 'In', values: pools }] },
      policyTypes: ['Ingress'],
      ingress: [{ from: [podsOf(need.proxy)], ports }],
    },
  });
}

function metaOf({ name, namespace, pool }: OfPool) {
  return { name, namespace, labels: { ...workloadLabels(pool, 'engine'), ...objectLabels(name) } };
}

function met(primary: Binding['primary'], fulfilments: readonly Fulfilment[]): Binding {
  return { primary, fulfilments, findings: [] };
}
