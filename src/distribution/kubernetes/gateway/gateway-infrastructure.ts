import { Yaml } from 'cdk8s';
import type { Construct } from 'constructs';
import type { InferenceGatewayRequest } from '../../../target/requests';
import { zoneAffinity } from '../../../target/zone-affinity';
import { AgentgatewayParameters } from '../../crds/agentgateway';
import { EnvoyProxy } from '../../crds/envoy-gateway';
import type { GatewaySpec } from '../../crds/gateway-api';
import { ConfigMap } from '../api/core';
import type { Conventions } from '../conventions';
import { objectLabels } from '../labels';

const REPLICAS = 2;

/**
 * How proxies are run, whatever runs them: behind an address inside the cluster, in two copies, away from nodes of other
 * zones, and with the seccomp profile that the namespace demands and none of them sets.
 *
 * A gateway whose kinds the library does not know is left as it is.
 */
export function gatewayInfrastructure(scope: Construct, need: InferenceGatewayRequest, { gateway }: Conventions): Pick<GatewaySpec, 'infrastructure'> {
  switch (gateway.policies) {
    case 'istio': return istio(scope, need);
    case 'agentgateway': return agentgateway(scope, need);
    case 'envoy-gateway': return envoyGateway(scope, need);
    default: return {};
  }
}

/** @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment */
function istio(scope: Construct, need: InferenceGatewayRequest): Pick<GatewaySpec, 'infrastructure'> {
  const metadata = metaOf(need);
  const deployment = { spec: { replicas: REPLICAS, template: { spec: podOf(need) } } };
  new ConfigMap(scope, 'Infrastructure', { metadata, data: { deployment: Yaml.stringify(deployment) } });
  return {
    infrastructure: {
      annotations: { 'networking.istio.io/service-type': 'ClusterIP' },
      parametersRef: { group: '', kind: 'ConfigMap', name: metadata.name },
    },
  };
}

function agentgateway(scope: Construct, need: InferenceGatewayRequest): Pick<GatewaySpec, 'infrastructure'> {
  const metadata = metaOf(need);
  new AgentgatewayParameters(scope, 'Infrastructure', {
    metadata,
    spec: { service: { spec: { type: 'ClusterIP' } }, deployment: { spec: { replicas: REPLICAS, template: { spec: podOf(need) } } } },
  });
  return { infrastructure: { parametersRef: { group: 'agentgateway.dev', kind: 'AgentgatewayParameters', name: metadata.name } } };
}

function envoyGateway(scope: Construct, need: InferenceGatewayRequest): Pick<GatewaySpec, 'infrastructure'> {
  const metadata = metaOf(need);
  const kubernetes = { envoyService: { type: 'ClusterIP' }, envoyDeployment: { replicas: REPLICAS, pod: podOf(need) } } as const;
  new EnvoyProxy(scope, 'Infrastructure', { metadata, spec: { provider: { type: 'Kubernetes', kubernetes } } });
  return { infrastructure: { parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: metadata.name } } };
}

function podOf({ namespace }: InferenceGatewayRequest) {
  return { affinity: zoneAffinity(namespace), securityContext: { seccompProfile: { type: 'RuntimeDefault' } } } as const;
}

function metaOf({ name, namespace }: InferenceGatewayRequest) {
  const own = `${name}-infrastructure`;
  return { name: own, namespace, labels: objectLabels(own) };
}
