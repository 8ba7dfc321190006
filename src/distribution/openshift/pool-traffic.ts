import type { Construct } from 'constructs';
import { engineLabels, enginePods, pickerPods } from './kserve-pods';
import { rolesOf, type InferenceRequest } from '../../target/inference-request';
import type { Peer } from '../../target/placement';
import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule } from '../kubernetes/api/networking';
import type { Conventions } from '../kubernetes/conventions';
import { PICKER_METRICS_PORT, PICKER_PORT } from '../kubernetes/endpoint-picker/picker-name';
import { ENGINE_PORT, groupPorts, transferPorts } from '../kubernetes/engine/engine-ports';
import { modelEgress } from '../kubernetes/engine/engine-traffic';
import { allow, namespaceOf, podsHere, podsOf, tcp, to } from '../kubernetes/network-policies';

/** Opens the zone's walls for the pods that KServe makes: engines to the gateway and their picker, the picker to its engines. */
export function poolTraffic(scope: Construct, need: InferenceRequest, conventions: Conventions, proxy: Peer): void {
  const { name, namespace } = need;
  const monitoring = namespaceOf(conventions.monitoringNamespace);
  const { ingress, egress } = amongEngines(need);
  allow(scope, 'Traffic', {
    name, namespace, podLabels: enginePods(name),
    ingress: [{ from: [podsOf(proxy), podsHere(pickerPods(name)), monitoring], ports: tcp(ENGINE_PORT) }, ...ingress],
    ...either([...modelEgress(need), ...egress]),
  });
  allow(scope, 'PickerTraffic', {
    name: `${name}-epp`, namespace, podLabels: pickerPods(name),
    ingress: [{ from: [podsOf(proxy)], ports: tcp(PICKER_PORT) }, { from: [monitoring], ports: tcp(PICKER_METRICS_PORT) }],
    egress: [to(need.cluster.apiServer), { to: [podsHere(enginePods(name))], ports: tcp(ENGINE_PORT) }],
  });
  sidecarTraffic(scope, need);
}

interface Rules {
  readonly ingress: readonly NetworkPolicyIngressRule[];
  readonly egress: readonly NetworkPolicyEgressRule[];
}

/** What engines of a group, and those that pass on a cache, send one another; prompts go from the sidecars to the engines that prefill. */
function amongEngines(need: InferenceRequest): Rules {
  const roles = rolesOf(need);
  const engines = [podsHere(enginePods(need.name))];
  const ports = [
    ...(need.kvTransfer === undefined ? [] : [[...tcp(ENGINE_PORT), ...transferPorts(roles)]]),
    ...roles.filter(({ podsPerReplica }) => podsPerReplica > 1).slice(0, 1).map(groupPorts),
  ];
  return { ingress: ports.map((some) => ({ from: engines, ports: some })), egress: ports.map((some) => ({ to: engines, ports: some })) };
}

/** The sidecar of a replica that decodes asks the API server where a prompt may be prefilled. */
function sidecarTraffic(scope: Construct, need: InferenceRequest): void {
  const { namespace, name, cluster } = need;
  rolesOf(need).filter(({ role }) => role === 'decode').forEach(({ role }) => {
    allow(scope, 'SidecarTraffic', { name: `${name}-sidecar`, namespace, podLabels: engineLabels(name, role), egress: [to(cluster.apiServer)] });
  });
}

function either(egress: readonly NetworkPolicyEgressRule[]): { readonly egress?: readonly NetworkPolicyEgressRule[] } {
  return egress.length === 0 ? {} : { egress };
}
