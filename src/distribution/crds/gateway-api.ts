import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** API group of gateways and routes. */
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

export interface GatewayListener {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'HTTPS';
  readonly hostname?: string;
  readonly tls: { readonly mode: 'Terminate'; readonly certificateRefs: readonly { readonly kind: 'Secret'; readonly name: string }[] };
  readonly allowedRoutes: { readonly namespaces: { readonly from: 'Same' | 'All' } };
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
export interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly infrastructure?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly parametersRef?: { readonly group: string; readonly kind: string; readonly name: string };
  };
  readonly listeners: readonly GatewayListener[];
  /** Whose certificates clients must show. @default - they need none */
  readonly tls?: { readonly frontend: { readonly default: { readonly validation: FrontendValidation } } };
}

/** @see https://gateway-api.sigs.k8s.io/geps/gep-91/ */
export interface FrontendValidation {
  readonly mode: 'AllowValidOnly';
  readonly caCertificateRefs: readonly { readonly group: ''; readonly kind: 'ConfigMap'; readonly name: string }[];
}

/** Gateway `gateway.networking.k8s.io/v1`. */
export class Gateway extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: GatewaySpec }) {
    super(scope, id, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', ...props });
  }
}

export interface RouteParent {
  readonly group: typeof GATEWAY_GROUP;
  readonly kind: 'Gateway';
  readonly name: string;
  readonly namespace: string;
  readonly sectionName?: string;
}

export interface RouteBackend {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly port?: number;
  /** Share of the requests. @default 1 */
  readonly weight?: number;
}

export interface HttpRouteRule {
  readonly matches: readonly {
    readonly path: { readonly type: 'PathPrefix' | 'Exact'; readonly value: string };
    readonly headers?: readonly { readonly type: 'Exact'; readonly name: string; readonly value: string }[];
  }[];
  readonly filters?: readonly {
    readonly type: 'URLRewrite';
    readonly urlRewrite: { readonly path: { readonly type: 'ReplacePrefixMatch'; readonly replacePrefixMatch: string } };
  }[];
  readonly backendRefs: readonly RouteBackend[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
export interface HttpRouteSpec {
  readonly parentRefs: readonly RouteParent[];
  /** @default - those of the listeners */
  readonly hostnames?: readonly string[];
  readonly rules: readonly HttpRouteRule[];
}

/** HTTPRoute `gateway.networking.k8s.io/v1`. */
export class HttpRoute extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: HttpRouteSpec }) {
    super(scope, id, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', ...props });
  }
}
