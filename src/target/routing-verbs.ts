import type { InferenceGatewayBinding } from './gateway-request';
import type { InferenceRequest } from './inference-request';
import type { Peer } from './placement';
import type { NamedRequest } from './requests';

/** An object about a pool: named as the request says. */
export interface OfPool extends NamedRequest {
  /** Name of the pool's own objects. */
  readonly pool: string;
  /** The entrance that clients of the pool call. */
  readonly gateway: InferenceGatewayBinding;
}

/** A priority that clients of a pool may ask for by its name. */
export interface InferenceObjectiveRequest extends OfPool {
  /** Higher ones are served first; below zero they are dropped where there is too little for all. */
  readonly priority: number;
}

/** A name that clients ask for, and the served names that answer, each with its share. */
export interface ModelRewriteRequest extends OfPool {
  /** Name that clients ask for. */
  readonly model: string;
  /** Names that it stands for, each with its weight; read at synthesis, when every verb was said. */
  readonly targets: () => readonly { readonly model: string; readonly weight: number }[];
}

/** Other pools of the zone that take shares of a pool's requests; which, the pool's own request says. */
export type PoolSharesRequest = OfPool;

/** A Gateway outside of the zone that leads to a pool. */
export interface EntranceRequest extends OfPool, Pick<InferenceRequest, 'routing' | 'drainSeconds'> {
  /** The Gateway, and the listener where one is meant. */
  readonly parent: NonNullable<InferenceGatewayBinding['parent']>;
  /** Host name that clients call. */
  readonly hostname: string;
  /** Pods of its proxies. */
  readonly proxy: Peer;
}

/** A key in a header, one of those in a Secret of the zone: an entry a caller. */
export interface ApiKeyProof {
  readonly kind: 'api-key';
  /** Secret of the zone's namespace: an entry a caller. */
  readonly secretName: string;
  /** Header that the key is in, lower case. */
  readonly header: string;
}

/** A certificate that an authority signed whose own is in a ConfigMap of the zone, under `ca.crt`. */
export interface ClientCertificateProof {
  readonly kind: 'client-certificate';
  /** ConfigMap of the zone's namespace, with the authority's certificate under `ca.crt`. */
  readonly caConfigMap: string;
}

/** A token of an issuer, for one of the audiences. */
export interface OidcProof {
  readonly kind: 'oidc';
  /** Issuer, as its tokens name it: a URL. */
  readonly issuer: string;
  /** Audiences of which a token must be for one. */
  readonly audiences: readonly string[];
  /** Where the issuer's public keys are. @default - where the issuer's own discovery says */
  readonly jwksUri?: string;
  /** The issuer's public keys themselves, as JSON. @default - they are fetched */
  readonly jwks?: string;
}

/** How callers prove who they are. */
export type InvokerProof = ApiKeyProof | ClientCertificateProof | OidcProof;

/** Who may call a pool, beside where from. */
export interface InvokerRequest extends OfPool {
  /** What callers must show. */
  readonly proof: InvokerProof;
  /** Names of the routes at entrances outside of the zone; read at synthesis, when every verb was said. */
  readonly entrances: () => readonly string[];
}
