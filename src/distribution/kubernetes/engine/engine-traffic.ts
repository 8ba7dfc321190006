import type { Construct } from 'constructs';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from '../api/networking';
import type { Conventions } from '../conventions';
import { arrivalPorts, enginePorts, groupPorts, isProxied, targetPortsOf, transferPorts } from './engine-ports';
import { replicaSelector, roleSelector, selectorLabels } from '../labels';
import { allow, namespaceOf, podsHere, tcp, tcpRange, to } from '../network-policies';
import { hasWorkers } from './parallelism-arguments';
import { weightsOf } from './weights';
import { rolesOf, type InferenceRequest, type RoleRequest } from '../../../target/inference-request';
import type { Peer } from '../../../target/placement';

/** Who may call the engine, and the way to its models; and what engines and their parts may send one another. */
export function engineTraffic(scope: Construct, need: InferenceRequest, conventions: Conventions, callers: readonly NetworkPolicyPeer[]): void {
  const { name, namespace } = need;
  const egress = modelEgress(need);
  allow(scope, 'Traffic', {
    name, namespace, podLabels: selectorLabels(name, 'engine'), ingress: callersOf(need, conventions, callers), ...(egress.length > 0 && { egress }),
  });
  const roles = rolesOf(need);
  roles.filter(({ podsPerReplica }) => podsPerReplica > 1).forEach((role) => groupTraffic(scope, role));
  if (need.kvTransfer !== undefined) {
    transferTraffic(scope, need, roles);
  }
}

/** Lets the proxies of the entrance out to the engines of a pod beside the first, which every entrance reaches. */
export function proxyTraffic(scope: Construct, need: InferenceRequest, proxy: Peer): void {
  const [, ...others] = targetPortsOf(need).map(({ number }) => number);
  if (others.length > 0) {
    allow(scope, 'ProxyTraffic', {
      name: `${need.name}-engines`, namespace: proxy.namespace, podLabels: proxy.podLabels,
      egress: [{ to: [podsHere(selectorLabels(need.name, 'engine'))], ports: [tcpRange(others[0]!, others[others.length - 1]!)] }],
    });
  }
}

/** The way to a store outside of the cluster. */
export function modelEgress(need: InferenceRequest): readonly NetworkPolicyEgressRule[] {
  const { modelStore } = need;
  const reads = weightsOf(need).kind === 'bucket' || need.lora !== undefined || need.roles.some(({ serving }) => serving.draft?.model !== undefined);
  return modelStore.kind === 'object-store' && reads ? modelStore.egress.map(to) : [];
}

/** Requests arrive where the picker sends them; metrics are read from the engines themselves. */
function callersOf(need: InferenceRequest, conventions: Conventions, callers: readonly NetworkPolicyPeer[]) {
  const arrivals = targetPortsOf(need).map(({ number }) => number);
  const own = [...new Set(rolesOf(need).flatMap(enginePorts))];
  const monitoring = namespaceOf(conventions.monitoringNamespace);
  return own.join() === arrivals.join()
    ? [{ from: [...callers, monitoring], ports: tcp(...arrivals) }]
    : [{ from: callers, ports: tcp(...arrivals) }, { from: [monitoring], ports: tcp(...own) }];
}

/** Pods of one role reach one another: a policy cannot tell one leader's from another's. Those that answer no requests read their part of the model too. */
function groupTraffic(scope: Construct, need: RoleRequest): void {
  const peers = [podsHere(replicaSelector(need))];
  const ports = groupPorts(need);
  const store = hasWorkers(need) ? need.modelStore : undefined;
  allow(scope, `${need.role === 'prefill' ? 'Prefill' : ''}GroupTraffic`, {
    name: `${need.roleName}-group`, namespace: need.namespace, podLabels: replicaSelector(need),
    ingress: [{ from: peers, ports }],
    egress: [{ to: peers, ports }, ...(store?.kind === 'object-store' ? store.egress.map(to) : [])],
  });
}

/** Keys and values go between all engines of a pool; prompts go from the proxies of those that decode to those that prefill. */
function transferTraffic(scope: Construct, need: InferenceRequest, roles: readonly RoleRequest[]): void {
  const { name, namespace, cluster } = need;
  const engines = [podsHere(selectorLabels(name, 'engine'))];
  const ports = transferPorts(roles);
  allow(scope, 'TransferTraffic', {
    name: `${name}-transfer`, namespace, podLabels: selectorLabels(name, 'engine'), ingress: [{ from: engines, ports }], egress: [{ to: engines, ports }],
  });
  const decode = roles.find(isProxied)!;
  const prefill = roles.find((role) => !isProxied(role))!;
  const prompts = tcp(...arrivalPorts(prefill));
  allow(scope, 'PrefillTraffic', {
    name: prefill.roleName, namespace, podLabels: roleSelector(prefill), ingress: [{ from: [podsHere(roleSelector(decode))], ports: prompts }],
  });
  allow(scope, 'DecodeTraffic', {
    name: decode.roleName, namespace, podLabels: roleSelector(decode),
    egress: [{ to: [podsHere(roleSelector(prefill))], ports: prompts }, to(cluster.apiServer)],
  });
}
