import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Conventions } from '../conventions';
import { gatewayInfrastructure } from './gateway-infrastructure';
import { modelHeader } from './model-header';
import type { GatewayBinding } from '../../../target/distribution';
import type { Peer } from '../../../target/placement';
import type { InferenceGatewayRequest } from '../../../target/requests';
import { Certificate, Issuer, type IssuerRef } from '../../crds/cert-manager';
import { Gateway, type FrontendValidation, type GatewaySpec } from '../../crds/gateway-api';
import { PICKER_PORT } from '../endpoint-picker/picker-name';
import { ENGINE_PORT } from '../engine/engine-arguments';
import { componentLabels, objectLabels } from '../labels';
import { allow, podsHere, podsOf, tcp } from '../network-policies';

/** Label that every Gateway API implementation sets on the proxies of a Gateway. @see https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

const LISTENER = 'https';
const PORT = 443;

/** The proxies of a Gateway. */
export function proxyOf(need: InferenceGatewayRequest): Peer {
  return { namespace: need.namespace, podLabels: { [GATEWAY_NAME_LABEL]: need.name } };
}

/** The entrance of a zone: TLS, reachable inside the cluster alone, for routes of its own namespace alone. */
export function inferenceGateway(scope: Construct, need: InferenceGatewayRequest, conventions: Conventions): Omit<GatewayBinding, 'fulfilments' | 'findings'> {
  const { className, proxyService } = conventions.gateway;
  const host = `${proxyService === 'gateway' ? need.name : `${need.name}-${className}`}.${need.namespace}.svc`;
  const hosts = [host, `${host}.${conventions.clusterDomain}`];
  const secretName = gatewayCertificate(scope, need, conventions, hosts);
  const gateway = new Gateway(scope, 'Resource', {
    metadata: { name: need.name, namespace: need.namespace, labels: objectLabels(need.name) },
    spec: {
      gatewayClassName: className,
      ...gatewayInfrastructure(scope, need, conventions),
      ...clientValidation(need, conventions),
      listeners: [{
        name: LISTENER, port: PORT, protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: secretName }] },
        allowedRoutes: { namespaces: { from: 'Same' } },
      }],
    },
  });
  proxyTraffic(scope, need, conventions);
  modelHeader(scope, need, conventions);
  return {
    primary: gateway,
    parent: { name: need.name, namespace: need.namespace, sectionName: LISTENER },
    proxy: proxyOf(need),
    endpoint: { ...proxyOf(need), port: PORT + (conventions.gateway.portOffset ?? 0), url: `https://${host}.${conventions.clusterDomain}` },
  };
}

/** The certificate of the entrance; returns the Secret it is in. */
function gatewayCertificate(scope: Construct, need: InferenceGatewayRequest, conventions: Conventions, dnsNames: readonly string[]): string {
  const secretName = `${need.name}-tls`;
  new Certificate(scope, 'Certificate', {
    metadata: { name: need.name, namespace: need.namespace, labels: objectLabels(need.name) },
    spec: {
      secretName,
      dnsNames,
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['server auth', 'digital signature'],
      issuerRef: issuer(scope, need, conventions),
    },
  });
  return secretName;
}

function issuer(scope: Construct, need: InferenceGatewayRequest, conventions: Conventions): IssuerRef {
  if (conventions.certificateIssuer !== undefined) {
    return { group: 'cert-manager.io', kind: 'ClusterIssuer', name: conventions.certificateIssuer };
  }
  new Issuer(scope, 'Issuer', {
    metadata: { name: need.name, namespace: need.namespace, labels: objectLabels(need.name) },
    spec: { selfSigned: {} },
  });
  return { group: 'cert-manager.io', kind: 'Issuer', name: need.name };
}

/** Whose certificates clients must show: known when every verb was said, and asked for only by gateways that know the field. */
function clientValidation({ clientAuthority }: InferenceGatewayRequest, { gateway }: Conventions): Pick<GatewaySpec, 'tls'> {
  if (clientAuthority === undefined || !gateway.clientCertificates) {
    return {};
  }
  const produce = () => {
    const authority = clientAuthority();
    return authority === undefined ? undefined : { frontend: { default: { validation: signedBy(authority) } } };
  };
  return { tls: Lazy.any({ produce }) as GatewaySpec['tls'] };
}

function signedBy(authority: string): FrontendValidation {
  return { mode: 'AllowValidOnly', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: authority }] };
}

/** Whom the proxies may call: their control plane, and every pool of the zone with its picker. Who may call them is declared elsewhere. */
function proxyTraffic(scope: Construct, need: InferenceGatewayRequest, conventions: Conventions): void {
  const { controlPlane: control } = conventions.gateway;
  allow(scope, 'Traffic', {
    name: need.name, namespace: need.namespace, podLabels: proxyOf(need).podLabels,
    egress: [
      ...(control === undefined ? [] : [{ to: [podsOf(control)], ports: tcp(control.port) }]),
      { to: [podsHere(componentLabels('engine'))], ports: tcp(ENGINE_PORT) },
      { to: [podsHere(componentLabels('endpoint-picker'))], ports: tcp(PICKER_PORT) },
    ],
  });
}
