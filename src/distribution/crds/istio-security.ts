import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** The proxies of a Gateway. */
export interface GatewayTargetRef {
  readonly group: 'gateway.networking.k8s.io';
  readonly kind: 'Gateway';
  readonly name: string;
}

/** An issuer of tokens. @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule */
export interface JwtRule {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly jwksUri?: string;
  readonly jwks?: string;
}

export interface RequestAuthenticationSpec {
  readonly targetRefs: readonly GatewayTargetRef[];
  readonly jwtRules: readonly JwtRule[];
}

/** RequestAuthentication `security.istio.io/v1`: whose tokens are read. */
export class RequestAuthentication extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: RequestAuthenticationSpec }) {
    super(scope, id, { apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication', ...props });
  }
}

/** @see https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
export interface AuthorizationPolicySpec {
  readonly targetRefs: readonly GatewayTargetRef[];
  readonly action: 'DENY';
  readonly rules: readonly {
    readonly from: readonly { readonly source: { readonly notRequestPrincipals: readonly string[] } }[];
    readonly to: readonly { readonly operation: { readonly paths: readonly string[] } }[];
  }[];
}

/** AuthorizationPolicy `security.istio.io/v1`: what tokens are asked for. */
export class AuthorizationPolicy extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: AuthorizationPolicySpec }) {
    super(scope, id, { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', ...props });
  }
}
