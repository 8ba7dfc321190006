import type { Construct } from 'constructs';
import { inScope, requireDistinct, requireForm, requireList, requireOneOf, requireProps, requireText, whereGiven, wrongKind } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';
import type { InvokerProof } from '../../target/routing-verbs';

/** Keys that callers send. */
export interface ApiKeyProps {
  /** Secret of the zone with an entry a caller, whose value is the caller's key; whoever runs the cluster makes it. */
  readonly secretName: string;
  /** Header that carries the key. @default 'x-api-key' */
  readonly header?: string;
}

/** Certificates that callers show. */
export interface ClientCertificateProps {
  /** ConfigMap of the zone that holds, under `ca.crt`, the authority whose certificates are taken. */
  readonly caConfigMap: string;
}

/** Tokens of an issuer, such as the company's directory. */
export interface OidcProps {
  /** As tokens name it in `iss`. */
  readonly issuer: string;
  /** Tokens must be for one of these. */
  readonly audiences: readonly string[];
  /** Where the issuer's public keys are. @default - where its own discovery says */
  readonly jwksUri?: string;
  /** The issuer's public keys, JSON, for entrances that may not fetch them. @default - they are fetched */
  readonly jwks?: string;
}

const NAME = { pattern: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, form: 'a DNS name of lower-case letters, digits, hyphens and dots' };

/** What callers must show at the entrance, whoever they are. Nothing secret is written: keys are in a Secret that is only named. */
export class Invoker {
  /** A key in a header, one of those in a Secret. */
  public static apiKey(props: ApiKeyProps): Invoker {
    requireProps(props);
    const { secretName, header = 'x-api-key' } = props;
    requireForm('secretName', secretName, NAME.pattern, NAME.form);
    requireForm('header', header, /^[A-Za-z0-9][A-Za-z0-9-]{0,126}$/, 'the name of a header');
    return new Invoker({ kind: 'api-key', secretName, header: header.toLowerCase() });
  }

  /** A certificate of an authority; all pools of the zone then ask for one, for they share their entrance. */
  public static clientCertificate(props: ClientCertificateProps): Invoker {
    requireProps(props);
    requireForm('caConfigMap', props.caConfigMap, NAME.pattern, NAME.form);
    return new Invoker({ kind: 'client-certificate', caConfigMap: props.caConfigMap });
  }

  /** A token of an issuer of OpenID Connect. */
  public static oidc(props: OidcProps): Invoker {
    requireProps(props);
    const { issuer, audiences, jwksUri, jwks } = props;
    requireForm('issuer', issuer, /^https:\/\/[^\s/]+/, 'a URL that starts with https://');
    requireAudiences(audiences);
    whereGiven(jwksUri, (uri) => requireForm('jwksUri', uri, /^https:\/\/[^\s/]+/, 'a URL that starts with https://'));
    whereGiven(jwks, requireKeySet);
    return new Invoker({ kind: 'oidc', issuer, audiences: [...audiences], ...(jwksUri !== undefined && { jwksUri }), ...(jwks !== undefined && { jwks }) });
  }

  private constructor(/** What callers must show. */ public readonly proof: InvokerProof) {}
}

/** Refuses what is no invoker. */
export function requireInvoker(prop: string, value: Invoker, scope: Construct): void {
  const proof: unknown = typeof value === 'object' && value !== null ? value.proof : undefined;
  if (typeof proof !== 'object' || proof === null) {
    throw wrongKind(prop, value, 'Invoker', scope);
  }
  inScope(scope, () => requireOneOf(prop, (proof as InvokerProof).kind, ['api-key', 'client-certificate', 'oidc'], 'something that callers show'));
}

function requireAudiences(audiences: readonly string[]): void {
  requireList('audiences', audiences, (audience) => requireText('audiences', audience));
  requireDistinct('audiences', audiences);
  if (audiences.length === 0) {
    throw new ValidationError({ code: 'AnyAudience', prop: 'audiences', value: audiences, rule: 'must name an audience, or tokens for other services are taken', remedy: 'name what the issuer calls this platform' });
  }
}

/** Public keys alone: a key set with a private part is a secret that would be written. */
function requireKeySet(jwks: string): void {
  requireText('jwks', jwks);
  const keys = keysIn(jwks);
  if (keys === undefined) {
    throw new ValidationError({ code: 'NotAKeySet', prop: 'jwks', value: jwks, rule: "must be a JSON object with 'keys'", remedy: "pass the text of the issuer's key set" });
  }
  if (keys.some((key) => 'd' in key || 'k' in key)) {
    throw new ValidationError({ code: 'PrivateKeyGiven', prop: 'jwks', value: 'a key set', rule: 'has the private part of a key, and what is written is not secret', remedy: "pass the issuer's public keys alone" });
  }
}

function keysIn(jwks: string): readonly object[] | undefined {
  try {
    const { keys } = JSON.parse(jwks) as { readonly keys?: unknown };
    return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null) ? keys as readonly object[] : undefined;
  } catch {
    return undefined;
  }
}
