import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
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
