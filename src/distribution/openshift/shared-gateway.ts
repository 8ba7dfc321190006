import type { Construct } from 'constructs';
import { requireCount, requireForm, requireProps } from '../../errors/requirements';
import type { Binding } from '../../target/binding';
import type { InferenceGatewayBinding } from '../../target/gateway-request';
import type { Endpoint } from '../../target/placement';
import type { AccessRequest } from '../../target/requests';
import { GATEWAY_NAME_LABEL } from '../kubernetes/gateway/gateway';
import { allow, podsOf, tcp } from '../kubernetes/network-policies';

/** The Gateway that all LLMInferenceServices of a cluster are reached by. */
export interface SharedGatewayProps {
  /** Name of the Gateway. @default 'openshift-ai-inference' */
  readonly name?: string;
  /** Namespace of the Gateway. @default 'openshift-ingress' */
  readonly namespace?: string;
  /** Its GatewayClass, which is part of the name of its Service. @default 'openshift-ai-inference' */
  readonly gatewayClassName?: string;
  /** Port that its proxies listen on. @default 443 */
  readonly port?: number;
  /** Address that clients call, if its certificate is for another than the Service's. @default - `https` and the Service's own name */
  readonly url?: string;
}

/** That Gateway, every choice made. */
export interface SharedGateway {
  /** Name of the Gateway. */
  readonly name: string;
  readonly endpoint: Endpoint;
  /** Whether the program says which one it is: it may then be of another make than the cluster's own. */
  readonly named: boolean;
}

/** All three are parts of the host name of its Service. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Resolves what a cluster's Gateway is. */
export function sharedGateway(given?: SharedGatewayProps): SharedGateway {
  const props = given ?? {};
  requireProps(props, undefined, 'inferenceGateway');
  const { name = 'openshift-ai-inference', namespace = 'openshift-ingress', gatewayClassName = 'openshift-ai-inference', port = 443 } = props;
  requireCount('port', port, { min: 1, max: 65535 });
  const { url = `https://${name}-${gatewayClassName}.${namespace}.svc.cluster.local${port === 443 ? '' : `:${port}`}` } = props;
  Object.entries({ name, namespace, gatewayClassName }).forEach(([prop, value]) => requireForm(prop, value, LABEL, 'a DNS label of at most 63 lower-case letters, digits and hyphens'));
  requireForm('url', url, /^https?:\/\/[^\s/]+/, 'a URL that starts with http:// or https://');
  return { name, endpoint: { namespace, podLabels: { [GATEWAY_NAME_LABEL]: name }, port, url }, named: given !== undefined };
}

/** The Gateway as the entrance of a zone. */
export function entrance({ name, endpoint }: SharedGateway): Required<InferenceGatewayBinding> {
  const { namespace, podLabels } = endpoint;
  return { parent: { name, namespace }, endpoint, proxy: { namespace, podLabels } };
}

/** Lets a party out to the Gateway. Whom it lets in is not ours to restrict: a policy on it would shut all others of the cluster out. */
export function allowOut(scope: Construct, { name, from, to }: AccessRequest): Binding {
  const policy = allow(scope, 'Resource', { name: `${name}-egress`, namespace: from.namespace, podLabels: from.podLabels, egress: [{ to: [podsOf(to)], ports: tcp(to.port) }] });
  const reason = `a network policy lets this caller out to the gateway of the cluster in '${to.namespace}', which admits callers by their token, not by their address`;
  return { primary: policy, findings: [], fulfilments: [{ capability: 'net.allow', level: 'substituted', reason, objects: [policy] }] };
}
