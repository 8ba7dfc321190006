import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Affinity } from '../../target/zone-affinity';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://agentgateway.dev/docs/kubernetes/latest/reference/api/ */
export interface AgentgatewayPolicySpec {
  readonly targetRefs: readonly { readonly group: 'gateway.networking.k8s.io'; readonly kind: 'Gateway' | 'HTTPRoute'; readonly name: string }[];
  readonly traffic: {
    /** Before a route is chosen, which only a policy on a Gateway may be. @default 'PostRouting' */
    readonly phase?: 'PreRouting';
    readonly transformation?: { readonly request: { readonly set: readonly { readonly name: string; readonly value: string }[] } };
    readonly apiKeyAuthentication?: { readonly mode: 'Strict'; readonly secretRef: { readonly name: string }; readonly location?: { readonly header: { readonly name: string } } };
    readonly jwtAuthentication?: {
      readonly mode: 'Strict';
      readonly providers: readonly { readonly issuer: string; readonly audiences: readonly string[]; readonly jwks: { readonly inline: string } }[];
    };
  };
}

/** AgentgatewayPolicy `agentgateway.dev/v1alpha1`. */
export class AgentgatewayPolicy extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: AgentgatewayPolicySpec }) {
    super(scope, id, { apiVersion: 'agentgateway.dev/v1alpha1', kind: 'AgentgatewayPolicy', ...props });
  }
}

/** What is merged into the objects that agentgateway makes for the proxies of a Gateway. */
export interface AgentgatewayParametersSpec {
  readonly service: { readonly spec: { readonly type: 'ClusterIP' } };
  readonly deployment: {
    readonly spec: {
      readonly replicas: number;
      readonly template: { readonly spec: { readonly affinity: Affinity; readonly securityContext: { readonly seccompProfile: { readonly type: 'RuntimeDefault' } } } };
    };
  };
}

/** AgentgatewayParameters `agentgateway.dev/v1alpha1`. */
export class AgentgatewayParameters extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: AgentgatewayParametersSpec }) {
    super(scope, id, { apiVersion: 'agentgateway.dev/v1alpha1', kind: 'AgentgatewayParameters', ...props });
  }
}
