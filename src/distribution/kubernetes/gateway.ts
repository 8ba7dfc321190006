import { Yaml } from 'cdk8s';
import type { Construct } from 'constructs';
import { ConfigMap } from './api/core';
import type { Conventions } from './conventions';
import { isIstio } from './conventions';
import { PICKER_PORT } from './endpoint-picker';
import { ENGINE_PORT } from './engine-arguments';
import { componentLabels, objectLabels } from './labels';
import { allow, podsHere, podsOf, tcp } from './network-policies';
import type { GatewayBinding } from '../../target/distribution';
import type { Peer } from '../../target/placement';
import type { InferenceGatewayRequest } from '../../target/requests';
import { zoneAffinity } from '../../target/zone-affinity';
import { Certificate, Issuer, type IssuerRef } from '../crds/cert-manager';
import { Gateway, type GatewaySpec } from '../crds/gateway-api';

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
  const host = `${need.name}-${conventions.gatewayClassName}.${need.namespace}.svc`;
  const hosts = [host, `${host}.${conventions.clusterDomain}`];
  const secretName = gatewayCertificate(scope, need, conventions, hosts);
  const gateway = new Gateway(scope, 'Resource', {
    metadata: { name: need.name, namespace: need.namespace, labels: objectLabels(need.name) },
    spec: {
      gatewayClassName: conventions.gatewayClassName,
      ...gatewayInfrastructure(scope, need, conventions),
      listeners: [{
        name: LISTENER, port: PORT, protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: secretName }] },
        allowedRoutes: { namespaces: { from: 'Same' } },
      }],
    },
  });
  proxyTraffic(scope, need, conventions);
  return {
    primary: gateway,
    parent: { name: need.name, namespace: need.namespace, sectionName: LISTENER },
    proxy: proxyOf(need),
    endpoint: { ...proxyOf(need), port: PORT, url: `https://${host}.${conventions.clusterDomain}` },
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

/**
 * How Istio runs the proxies: behind an address inside the cluster, in two copies, away from nodes of other zones, and with
 * the seccomp profile that the namespace demands and Istio leaves out.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
function gatewayInfrastructure(scope: Construct, need: InferenceGatewayRequest, conventions: Conventions): Pick<GatewaySpec, 'infrastructure'> {
  if (!isIstio(conventions)) {
    return {};
  }
  const name = `${need.name}-infrastructure`;
  const pod = { affinity: zoneAffinity(need.namespace), securityContext: { seccompProfile: { type: 'RuntimeDefault' } } };
  const deployment = { spec: { replicas: 2, template: { spec: pod } } };
  new ConfigMap(scope, 'Infrastructure', {
    metadata: { name, namespace: need.namespace, labels: objectLabels(name) },
    data: { deployment: Yaml.stringify(deployment) },
  });
  return {
    infrastructure: {
      annotations: { 'networking.istio.io/service-type': 'ClusterIP' },
      parametersRef: { group: '', kind: 'ConfigMap', name },
    },
  };
}

/** Whom the proxies may call: their control plane, and every pool of the zone with its picker. Who may call them is declared elsewhere. */
function proxyTraffic(scope: Construct, need: InferenceGatewayRequest, conventions: Conventions): void {
  const { gatewayControlPlane: control } = conventions;
  allow(scope, 'Traffic', {
    name: need.name, namespace: need.namespace, podLabels: proxyOf(need).podLabels,
    egress: [
      ...(control === undefined ? [] : [{ to: [podsOf(control)], ports: tcp(...control.ports) }]),
      { to: [podsHere(componentLabels('engine'))], ports: tcp(ENGINE_PORT) },
      { to: [podsHere(componentLabels('endpoint-picker'))], ports: tcp(PICKER_PORT) },
    ],
  });
}
