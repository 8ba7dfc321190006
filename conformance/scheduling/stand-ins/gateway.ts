import { ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';

interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly infrastructure?: { readonly labels?: Readonly<Record<string, string>> };
}

/** A gateway is a Deployment of proxies beside it. @see https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export const GATEWAY: StandIn = { controller: 'the controller of the GatewayClass', apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', children: (gateway) => [proxies(gateway)] };

function proxies(gateway: Parent): Child {
  const { name, namespace } = gateway.metadata;
  const { gatewayClassName, infrastructure } = gateway.spec as unknown as GatewaySpec;
  const labels = { ...infrastructure?.labels, 'gateway.networking.k8s.io/gateway-name': name };
  const container = { name: 'proxy', image: 'proxy', resources: { requests: { cpu: '100m', memory: '128Mi' } }, securityContext: RESTRICTED };
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `${name}-${gatewayClassName}`, namespace, labels, ...ownedBy(gateway) },
    spec: { replicas: 1, selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } }, template: { metadata: { labels }, spec: { containers: [container] } } },
  };
}
