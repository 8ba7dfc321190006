import { parse } from 'yaml';
import { ownedBy, RESTRICTED, type Child, type Parent, type StandIn } from './stand-in';
import type { KubernetesObject } from '../../run/emitted';

interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly infrastructure?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly parametersRef?: { readonly kind: string; readonly name: string };
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** A gateway is a Deployment of proxies beside it. @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment */
export const GATEWAY: StandIn = {
  controller: 'the controller of the GatewayClass', apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway',
  children: (gateway, written) => [merged(proxies(gateway), deploymentPatch(gateway, written)) as unknown as Child],
};

function proxies(gateway: Parent): Fields {
  const { name, namespace } = gateway.metadata;
  const { gatewayClassName, infrastructure } = gateway.spec as unknown as GatewaySpec;
  const labels = { ...infrastructure?.labels, 'gateway.networking.k8s.io/gateway-name': name };
  const container = { name: 'proxy', image: 'proxy', resources: { requests: { cpu: '100m', memory: '128Mi' } }, securityContext: RESTRICTED };
  const selector = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } };
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `${name}-${gatewayClassName}`, namespace, labels, ...ownedBy(gateway) },
    spec: { replicas: 1, selector, template: { metadata: { labels }, spec: { containers: [container] } } },
  };
}

/** The `deployment` of the ConfigMap that the gateway names as its parameters. */
function deploymentPatch({ metadata: { namespace }, spec }: Parent, written: readonly KubernetesObject[]): Fields {
  const reference = (spec as unknown as GatewaySpec).infrastructure?.parametersRef;
  const neighbours = written.filter(({ metadata }) => metadata.namespace === namespace);
  const parameters = neighbours.find(({ kind, metadata: { name } }) => kind === reference?.kind && name === reference.name);
  const { deployment } = (parameters?.data ?? {}) as { readonly deployment?: string };
  return deployment === undefined ? {} : parse(deployment) as Fields;
}

/** Fields of both; where both have one, the patch's, except that maps are merged. */
function merged(base: Fields, patch: Fields): Fields {
  const both = Object.entries(patch).map(([key, value]) => {
    const held = base[key];
    return [key, isMap(held) && isMap(value) ? merged(held, value) : value];
  });
  return { ...base, ...Object.fromEntries(both) as Fields };
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
