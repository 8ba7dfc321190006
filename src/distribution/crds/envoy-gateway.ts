import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Affinity } from '../../target/zone-affinity';
import type { ObjectMeta } from '../kubernetes/api/metadata';

/** @see https://gateway.envoyproxy.io/docs/api/extension_types/#securitypolicyspec */
export interface SecurityPolicySpec {
  readonly targetRefs: readonly { readonly group: 'gateway.networking.k8s.io'; readonly kind: 'HTTPRoute'; readonly name: string }[];
  readonly apiKeyAuth?: {
    readonly credentialRefs: readonly { readonly group: ''; readonly kind: 'Secret'; readonly name: string }[];
    readonly extractFrom: readonly { readonly headers: readonly string[] }[];
    /** Whether the key is taken out of the request before the engine sees it. */
    readonly sanitize: true;
  };
  readonly jwt?: {
    readonly providers: readonly {
      readonly name: string; readonly issuer: string; readonly audiences: readonly string[]; readonly localJWKS: { readonly type: 'Inline'; readonly inline: string };
    }[];
  };
}

/** SecurityPolicy `gateway.envoyproxy.io/v1alpha1`. */
export class SecurityPolicy extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: SecurityPolicySpec }) {
    super(scope, id, { apiVersion: 'gateway.envoyproxy.io/v1alpha1', kind: 'SecurityPolicy', ...props });
  }
}

/** @see https://gateway.envoyproxy.io/docs/api/extension_types/#envoyproxyspec */
export interface EnvoyProxySpec {
  readonly provider: {
    readonly type: 'Kubernetes';
    readonly kubernetes: {
      readonly envoyService: { readonly type: 'ClusterIP' };
      readonly envoyDeployment: {
        readonly replicas: number;
        readonly pod: { readonly affinity: Affinity; readonly securityContext: { readonly seccompProfile: { readonly type: 'RuntimeDefault' } } };
      };
    };
  };
}

/** EnvoyProxy `gateway.envoyproxy.io/v1alpha1`. */
export class EnvoyProxy extends ApiObject {
  constructor(scope: Construct, id: string, props: { readonly metadata: ObjectMeta; readonly spec: EnvoyProxySpec }) {
    super(scope, id, { apiVersion: 'gateway.envoyproxy.io/v1alpha1', kind: 'EnvoyProxy', ...props });
  }
}
