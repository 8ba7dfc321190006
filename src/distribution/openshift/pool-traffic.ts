import type { Construct } from 'constructs';
import { enginePods, pickerPods } from './kserve-pods';
import type { InferenceRequest } from '../../target/inference-request';
import type { Peer } from '../../target/placement';
import type { Conventions } from '../kubernetes/conventions';
import { PICKER_METRICS_PORT, PICKER_PORT } from '../kubernetes/endpoint-picker';
import { ENGINE_PORT } from '../kubernetes/engine-arguments';
import { modelEgress } from '../kubernetes/engine-traffic';
import { allow, namespaceOf, podsHere, podsOf, tcp, to } from '../kubernetes/network-policies';

/** Opens the zone's walls for the pods that KServe makes: engines to the gateway and their picker, the picker to its engines. */
export function poolTraffic(scope: Construct, need: InferenceRequest, conventions: Conventions, proxy: Peer): void {
  const { name, namespace } = need;
  const monitoring = namespaceOf(conventions.monitoringNamespace);
  const egress = modelEgress(need);
  allow(scope, 'Traffic', {
    name, namespace, podLabels: enginePods(name),
    ingress: [{ from: [podsOf(proxy), podsHere(pickerPods(name)), monitoring], ports: tcp(ENGINE_PORT) }],
    ...(egress.length > 0 && { egress }),
  });
  allow(scope, 'PickerTraffic', {
    name: `${name}-epp`, namespace, podLabels: pickerPods(name),
    ingress: [{ from: [podsOf(proxy)], ports: tcp(PICKER_PORT) }, { from: [monitoring], ports: tcp(PICKER_METRICS_PORT) }],
    egress: [to(need.cluster.apiServer), { to: [podsHere(enginePods(name))], ports: tcp(ENGINE_PORT) }],
  });
}
