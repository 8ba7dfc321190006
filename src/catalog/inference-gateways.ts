import { named } from './named';
import { requireSourced, type Sourced } from './sourced';
import { requireCount, requireFlag, requireForm, requireKind, requireOneOf, requireRecord, requireText, requireTexts, whereGiven } from '../errors/requirements';

/** What runs the proxies of an entrance, as far as objects must know: an implementation of Gateway API that leads requests to an InferencePool. */
export interface InferenceGatewayClass extends Sourced {
  /** Short name as in code, such as `ISTIO`. */
  readonly name: string;
  /** GatewayClass. */
  readonly className: string;
  /** First version that serves InferencePool `inference.networking.k8s.io/v1`. */
  readonly servesInferencePoolSince: string;
  /** Pods that proxies take their configuration from. @default - they need none that a policy can name */
  readonly controlPlane?: { readonly namespace: string; readonly podLabels: Readonly<Record<string, string>>; readonly port: number };
  /** Name of the Service of a Gateway's proxies: the Gateway's own, or with the class after it. */
  readonly proxyService: 'gateway' | 'gateway-class';
  /** What is added to the port 443 for the port that proxies listen on. @default 0 */
  readonly portOffset?: number;
  /** How proxies talk to the endpoint picker, whose certificate is its own: by TLS that a DestinationRule tells of, by TLS that they take as it is, or without. */
  readonly pickerTls: 'destination-rule' | 'unverified' | 'none';
  /** Kinds by which the gateway is told who may call. @default - none that the library knows */
  readonly policies?: 'istio' | 'agentgateway' | 'envoy-gateway';
  /** Whether it asks clients for certificates by the standard field `spec.tls.frontend`. */
  readonly clientCertificates: boolean;
}

const rows = {
  /** Istio, with `ENABLE_GATEWAY_API_INFERENCE_EXTENSION`; its proxies are Envoy. Knows neither API keys nor the standard field for client certificates. */
  ISTIO: {
    className: 'istio',
    servesInferencePoolSince: '1.28.0',
    controlPlane: { namespace: 'istio-system', podLabels: { app: 'istiod' }, port: 15012 },
    proxyService: 'gateway-class',
    pickerTls: 'destination-rule',
    policies: 'istio',
    clientCertificates: false,
    source: 'https://github.com/kubernetes-sigs/gateway-api/blob/main/conformance/reports/v1.5/istio-istio/1.30.0-default-report.yaml',
    asOf: '2026-08-21',
  },
  /** agentgateway, a proxy made for models and agents. Reads the name of the model in the body of a request. */
  AGENTGATEWAY: {
    className: 'agentgateway',
    servesInferencePoolSince: '1.0.0',
    controlPlane: { namespace: 'agentgateway-system', podLabels: { agentgateway: 'agentgateway' }, port: 9978 },
    proxyService: 'gateway',
    pickerTls: 'unverified',
    policies: 'agentgateway',
    clientCertificates: true,
    source: 'https://github.com/kubernetes-sigs/gateway-api-inference-extension/tree/main/conformance/reports/v1.4.0/gateway/agentgateway',
    asOf: '2026-08-21',
  },
  /** Envoy Gateway with Envoy AI Gateway, which teaches it InferencePool; `deploy.type: GatewayNamespace`, so that proxies run in the zone. Its version is Envoy AI Gateway's. */
  ENVOY_GATEWAY: {
    className: 'envoy-ai-gateway',
    servesInferencePoolSince: '0.4.0',
    controlPlane: { namespace: 'envoy-gateway-system', podLabels: { 'control-plane': 'envoy-gateway' }, port: 18000 },
    proxyService: 'gateway',
    portOffset: 10_000,
    pickerTls: 'unverified',
    policies: 'envoy-gateway',
    clientCertificates: true,
    source: 'https://github.com/kubernetes-sigs/gateway-api/tree/main/conformance/reports/v1.6/envoy-gateway',
    asOf: '2026-08-22',
  },
} as const satisfies Record<string, Omit<InferenceGatewayClass, 'name'>>;

/** The implementations that the catalog knows, and `custom` for any other, or for one of these under a class of another name. */
export const InferenceGatewayClass = {
  ...named<InferenceGatewayClass, typeof rows>(rows),

  /** Another one: `custom({ ...InferenceGatewayClass.ISTIO, className: 'internal' })`. */
  custom(facts: InferenceGatewayClass): InferenceGatewayClass {
    requireRecord('facts', facts);
    requireGatewayClass('facts', facts, '');
    return { ...facts };
  },
};

/** A version as releases are called, with or without `v`. */
export const VERSION = { pattern: /^v?\d+\.\d+(\.\d+)?$/, form: 'a version, such as 1.30.1' };

const SUBDOMAIN = { pattern: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, form: 'a DNS name of lower-case letters, digits, hyphens and dots' };

/** Refuses what is no whole row of a gateway class, such as its name alone; `prefix` stands before the names of its facts in errors. */
export function requireGatewayClass(prop: string, value: unknown, prefix = `${prop}.`): void {
  requireKind(prop, value, 'InferenceGatewayClass', []);
  const facts = value as InferenceGatewayClass;
  requireText(`${prefix}name`, facts.name);
  requireForm(`${prefix}className`, facts.className, SUBDOMAIN.pattern, SUBDOMAIN.form);
  requireForm(`${prefix}servesInferencePoolSince`, facts.servesInferencePoolSince, VERSION.pattern, VERSION.form);
  requireOneOf(`${prefix}proxyService`, facts.proxyService, ['gateway', 'gateway-class'], 'how the Service of proxies is named');
  requireOneOf(`${prefix}pickerTls`, facts.pickerTls, ['destination-rule', 'unverified', 'none'], 'how proxies talk to the picker');
  requireFlag(`${prefix}clientCertificates`, facts.clientCertificates);
  requireOptional(facts, prefix);
  requireSourced(facts, prefix);
}

function requireOptional({ controlPlane, policies, portOffset }: InferenceGatewayClass, prefix: string): void {
  whereGiven(policies, (kinds) => requireOneOf(`${prefix}policies`, kinds, ['istio', 'agentgateway', 'envoy-gateway'], 'kinds that say who may call'));
  whereGiven(portOffset, (offset) => requireCount(`${prefix}portOffset`, offset, { min: 0, max: 65_000 }));
  whereGiven(controlPlane, (control) => {
    requireKind(`${prefix}controlPlane`, control, 'Peer', ['namespace', 'podLabels', 'port']);
    requireText(`${prefix}controlPlane.namespace`, control.namespace);
    requireTexts(`${prefix}controlPlane.podLabels`, control.podLabels);
    requireCount(`${prefix}controlPlane.port`, control.port, { min: 1, max: 65_535 });
  });
}
