import { Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Conventions } from '../conventions';
import { workloadLabels } from '../labels';
import { poolPath } from './routing';
import { ValidationError } from '../../../errors/validation-error';
import type { InvokerBinding } from '../../../target/distribution';
import type { ApiKeyProof, ClientCertificateProof, InvokerProof, InvokerRequest, OidcProof } from '../../../target/routing-verbs';
import { AgentgatewayPolicy, type AgentgatewayPolicySpec } from '../../crds/agentgateway';
import { SecurityPolicy, type SecurityPolicySpec } from '../../crds/envoy-gateway';
import { GATEWAY_GROUP } from '../../crds/gateway-api';
import { AuthorizationPolicy, RequestAuthentication } from '../../crds/istio-security';

/** What each kind of proof is called in errors and reports. */
const PROOFS: Readonly<Record<InvokerProof['kind'], string>> = { 'api-key': 'Invoker.apiKey', 'client-certificate': 'Invoker.clientCertificate', 'oidc': 'Invoker.oidc' };

/** Asks callers of a pool for a proof, by the kinds that its gateway knows. */
export function invoker(scope: Construct, need: InvokerRequest, conventions: Conventions): InvokerBinding {
  const { proof } = need;
  switch (proof.kind) {
    case 'api-key': return apiKey(scope, need, proof, conventions);
    case 'client-certificate': return clientCertificate(scope, proof, conventions);
    case 'oidc': return oidc(scope, need, proof, conventions);
  }
}

function apiKey(scope: Construct, need: InvokerRequest, { secretName, header }: ApiKeyProof, conventions: Conventions): InvokerBinding {
  const reason = `callers send one of the keys in the Secret '${secretName}' in the header ${header}`;
  switch (conventions.gateway.policies) {
    case 'agentgateway': return guarded(reason, [agentgateway(scope, need, { apiKeyAuthentication: { mode: 'Strict', secretRef: { name: secretName }, location: { header: { name: header } } } })]);
    case 'envoy-gateway': return guarded(reason, [envoyGateway(scope, need, {
      apiKeyAuth: { credentialRefs: [{ group: '', kind: 'Secret', name: secretName }], extractFrom: [{ headers: [header] }], sanitize: true },
    })]);
    default: throw unable('api-key', conventions, scope);
  }
}

/** The Gateway itself asks, in the handshake; it was told with the entrance. */
function clientCertificate(scope: Construct, { caConfigMap }: ClientCertificateProof, conventions: Conventions): InvokerBinding {
  if (!conventions.gateway.clientCertificates) {
    throw unable('client-certificate', conventions, scope);
  }
  const reason = `the entrance takes only callers with a certificate of the authority in the ConfigMap '${caConfigMap}', for all pools of the zone`;
  return { guardsEntrances: false, findings: [], fulfilments: [{ capability: 'routing.invoker', level: 'substituted', reason, objects: [] }] };
}

function oidc(scope: Construct, need: InvokerRequest, proof: OidcProof, conventions: Conventions): InvokerBinding {
  const reason = `callers send a token of '${proof.issuer}' for ${proof.audiences.map((audience) => `'${audience}'`).join(' or ')}`;
  switch (conventions.gateway.policies) {
    case 'istio': return { ...guarded(reason, istio(scope, need, proof)), guardsEntrances: false };
    case 'agentgateway': return guarded(reason, [agentgateway(scope, need, {
      jwtAuthentication: { mode: 'Strict', providers: [{ issuer: proof.issuer, audiences: proof.audiences, jwks: { inline: keysOf(scope, proof, conventions) } }] },
    })]);
    case 'envoy-gateway': return guarded(reason, [envoyGateway(scope, need, {
      jwt: { providers: [{ name: 'issuer', issuer: proof.issuer, audiences: proof.audiences, localJWKS: { type: 'Inline', inline: keysOf(scope, proof, conventions) } }] },
    })]);
    default: throw unable('oidc', conventions, scope);
  }
}

/** Tokens are read at the entrance, and paths of the pool are denied to who has none. Istio's control plane fetches the keys. */
function istio(scope: Construct, need: InvokerRequest, { issuer, audiences, jwksUri, jwks }: OidcProof): readonly IConstruct[] {
  const targetRefs = [{ group: GATEWAY_GROUP, kind: 'Gateway', name: need.gateway.parent!.name }] as const;
  const path = poolPath({ name: need.pool, namespace: need.namespace });
  return [
    new RequestAuthentication(scope, 'Resource', {
      metadata: metaOf(need),
      spec: { targetRefs, jwtRules: [{ issuer, audiences, ...(jwks !== undefined ? { jwks } : jwksUri !== undefined && { jwksUri }) }] },
    }),
    new AuthorizationPolicy(scope, 'Denial', {
      metadata: metaOf(need),
      spec: { targetRefs, action: 'DENY', rules: [{ from: [{ source: { notRequestPrincipals: [`${issuer}/*`] } }], to: [{ operation: { paths: [path, `${path}/*`] } }] }] },
    }),
  ];
}

function agentgateway(scope: Construct, need: InvokerRequest, traffic: AgentgatewayPolicySpec['traffic']): IConstruct {
  return new AgentgatewayPolicy(scope, 'Resource', { metadata: metaOf(need), spec: { targetRefs: routesOf(need), traffic } });
}

function envoyGateway(scope: Construct, need: InvokerRequest, proof: Omit<SecurityPolicySpec, 'targetRefs'>): IConstruct {
  return new SecurityPolicy(scope, 'Resource', { metadata: metaOf(need), spec: { targetRefs: routesOf(need), ...proof } });
}

/** Every route to the pool, at whichever entrance; which, is known when every verb was said. */
function routesOf(need: InvokerRequest): SecurityPolicySpec['targetRefs'] {
  const produce = () => [need.pool, ...need.entrances()].map((name) => ({ group: GATEWAY_GROUP, kind: 'HTTPRoute', name }));
  return Lazy.any({ produce }) as SecurityPolicySpec['targetRefs'];
}

/** Proxies in a zone reach no issuer, so they are given its keys. */
function keysOf(scope: Construct, { issuer, jwks }: OidcProof, { gateway }: Conventions): string {
  if (jwks === undefined) {
    const rule = `must be given for '${issuer}': the proxies of '${gateway.className}' would fetch them, and a zone lets them out to nowhere`;
    throw new ValidationError({ code: 'IssuerOutOfReach', prop: 'jwks', value: jwks, rule, remedy: "pass the text of the issuer's key set" }, scope);
  }
  return jwks;
}

function unable(kind: InvokerProof['kind'], { gateway }: Conventions, scope: Construct): ValidationError {
  const rule = `cannot be asked for by the gateway class '${gateway.className}'`;
  return new ValidationError({ code: 'ProofNotAskedFor', prop: 'invoker', value: PROOFS[kind], rule, remedy: `use ${alternatives(gateway)}` }, scope);
}

function alternatives({ policies, clientCertificates }: Conventions['gateway']): string {
  const others = [...(policies === undefined ? [] : ['Invoker.oidc']), ...(clientCertificates ? ['Invoker.clientCertificate'] : [])];
  return [...others, 'InferenceGatewayClass.AGENTGATEWAY, which asks for any'].join(', or ');
}

function guarded(reason: string, objects: readonly IConstruct[]): InvokerBinding {
  return { primary: objects[0], guardsEntrances: true, findings: [], fulfilments: [{ capability: 'routing.invoker', level: 'equal', reason, objects }] };
}

function metaOf({ name, namespace, pool }: InvokerRequest) {
  return { name, namespace, labels: workloadLabels(pool, 'engine') };
}
